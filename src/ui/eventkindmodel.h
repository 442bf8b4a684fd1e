// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/row.h"
#include "model/eventmodel.h"

#include <QPointer>
#include <optional>
#include <vector>

namespace stagewatch::ui {

/// The events of some kinds only, over an EventModel: four bytes of memory a shown row. Same columns and roles. With
/// nothing chosen it shows every event and keeps no memory a row. GUI thread.
class EventKindModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    explicit EventKindModel(QObject *parent = nullptr);

    /// Null shows nothing. Not owned.
    void setSource(model::EventModel *source);
    /// Nothing: all kinds. A model reset.
    void setKinds(std::optional<std::vector<journal::RowKind>> kinds);
    /// The row shown here for a row of the journal, or -1.
    [[nodiscard]] int rowForJournalRow(qint64 journalRow) const;
    /// Events of the source, shown or hidden.
    [[nodiscard]] int totalCount() const { return m_source ? m_source->rowCount() : 0; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void collect(int first, int last, std::vector<int> &rows) const;
    void rebuild();
    void onInserted(int first, int last);

    QPointer<model::EventModel> m_source;
    std::optional<std::vector<journal::RowKind>> m_kinds;
    std::vector<int> m_rows; ///< of the source, ascending; unused while every kind is shown
};

} // namespace stagewatch::ui
