// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/rowcache.h"
#include "model/rowspans.h"

#include <QAbstractTableModel>

namespace stagewatch::model {

/// Every event of a run as it came, those of the connection included. Keeps no memory a row; the text is read when it
/// is painted.
class EventModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { SequenceColumn, TimeColumn, TypeColumn, SummaryColumn, ColumnCount };
    enum Roles {
        JournalRowRole = Qt::UserRole + 1, ///< qint64
        TimeMsRole, ///< qint64 ms since 1970 UTC
        KindRole, ///< journal::RowKind as int
        SequenceRole, ///< qint64, or invalid
        RawJsonRole ///< QByteArray, as received
    };

    /// `rows` must outlive it.
    EventModel(const RowSpans &rows, std::shared_ptr<journal::Journal> journal, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] int rowForJournalRow(qint64 journalRow) const; ///< -1: not of this run

    /// Takes the run's new rows.
    void sync();

private:
    [[nodiscard]] QString cellText(qint64 journalRow, int column) const;
    const RowSpans &m_rows;
    std::shared_ptr<journal::Journal> m_journal;
    mutable RowCache m_cache;
    int m_count = 0;
};

} // namespace stagewatch::model
