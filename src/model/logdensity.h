// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/rowlist.h"

#include <stop_token>
#include <vector>

namespace stagewatch::model {

/// How many lines of a stretch of the log are of which level.
struct LevelCounts
{
    qint64 lines = 0;
    qint64 warnings = 0; ///< gaps among them
    qint64 errors = 0; ///< critical ones and errors of the stream among them
    LevelCounts &operator+=(const LevelCounts &other);
    bool operator==(const LevelCounts &) const = default;
};

/// The levels of a list of rows, counted in buckets of neighbours: a few thousand of them, however long the list is.
/// Grows at its end; when there are too many buckets, each two become one. A plain value, not thread-safe.
class LogDensity
{
public:
    static constexpr size_t mostBuckets = 4'096;

    /// Counts the rows of `rows` that are not counted yet; stops within a few thousand rows when it is told to. What
    /// was counted before has to be the beginning of the list.
    void count(const journal::Journal &journal, const RowList &rows, const std::stop_token &stop);

    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 rowsABucket() const { return m_rowsABucket; }
    [[nodiscard]] const std::vector<LevelCounts> &buckets() const { return m_buckets; }
    /// Of all buckets that hold a row of [first, last].
    [[nodiscard]] LevelCounts between(qint64 first, qint64 last) const;
    [[nodiscard]] const LevelCounts &all() const { return m_all; }

private:
    void add(const journal::Row &row);

    std::vector<LevelCounts> m_buckets;
    LevelCounts m_all;
    qint64 m_rowsABucket = 1; ///< a power of two
    qint64 m_rows = 0;
};

} // namespace stagewatch::model
