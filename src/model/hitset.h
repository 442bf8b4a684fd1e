// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <vector>

namespace stagewatch::model {

/// Which rows of a stretch of the journal are hits of a search: a bit a row, and nothing while there is no hit. What is
/// asked of it takes time that grows with the length of the stretch: for the few thousand rows that a search looks at
/// in one go. (A RowList is for all rows of a run: it takes them in order only, and eight kilobytes for the first of
/// them.)
class HitSet
{
public:
    /// firstRow <= row < endRow
    HitSet(qint64 firstRow, qint64 endRow)
        : m_firstRow(firstRow)
        , m_endRow(endRow)
    {
    }

    [[nodiscard]] qint64 firstRow() const { return m_firstRow; }
    [[nodiscard]] qint64 endRow() const { return m_endRow; }
    /// A row of the stretch, once, in any order.
    void add(qint64 row);
    /// The stretch becomes longer, by rows that lie behind it.
    void extend(const HitSet &behind);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] bool contains(qint64 row) const;
    /// The first hit from a row on, the last one up to it (both included); -1: none.
    [[nodiscard]] qint64 firstFrom(qint64 row) const;
    [[nodiscard]] qint64 lastUpTo(qint64 row) const;
    [[nodiscard]] qint64 countBefore(qint64 row) const;

private:
    qint64 m_firstRow;
    qint64 m_endRow;
    qint64 m_count = 0;
    std::vector<quint64> m_bits; ///< the lowest of the first one is firstRow
};

} // namespace stagewatch::model
