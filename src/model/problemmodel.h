// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/problem.h"

#include <QAbstractTableModel>
#include <vector>

namespace stagewatch::model {

/// What could not be taken as it came: one row a kind and text, with a count, the last time and the last bytes. At most
/// `limit` rows; the oldest go first, and droppedCount() says how many went.
class ProblemModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    static constexpr int limit = 1000;
    enum Columns { TimeColumn, KindColumn, TextColumn, CountColumn, ColumnCount };
    enum Roles {
        KindRole = Qt::UserRole + 1, ///< protocol::Problem::Kind as int
        BytesRole, ///< QByteArray as received; empty where nothing was
        CountRole, ///< qint64
        TimeMsRole ///< qint64 ms since 1970 UTC
    };

    explicit ProblemModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void add(const std::vector<protocol::Problem> &problems);
    [[nodiscard]] qint64 totalCount() const { return m_total; } ///< every single one, repeated or dropped
    [[nodiscard]] qint64 droppedCount() const { return m_dropped; } ///< rows that had to go
    /// "12 older problems are no longer listed", or empty.
    [[nodiscard]] QString droppedText() const;

Q_SIGNALS:
    void countChanged(); ///< once an add()

private:
    struct Entry
    {
        protocol::Problem problem;
        qint64 count = 1;
    };
    void append(std::vector<Entry> &&fresh);
    void dropOldest(int count);
    std::vector<Entry> m_entries;
    qint64 m_total = 0;
    qint64 m_dropped = 0;
};

} // namespace stagewatch::model
