// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logfilter.h"
#include "model/rowlist.h"
#include "model/rowspans.h"

#include <memory>
#include <stop_token>

namespace stagewatch::model {

/// The slow questions to a log, asked in worker threads. All functions take values, stop within a few thousand rows
/// when they are told to, and touch nothing but a journal's published rows.

/// True for what stands in a log: its lines, errors, gaps and the run's end.
[[nodiscard]] bool isLogRow(const journal::Row &row);

/// A filter whose stages are the journal's indices: resolve it again when new stages came.
class RowFilter
{
public:
    RowFilter(const LogFilter &filter, const journal::Journal &journal);
    [[nodiscard]] bool shows(const journal::Row &row) const; ///< for a row that isLogRow()

private:
    quint8 m_levels;
    bool m_allStages;
    std::vector<quint16> m_stages; ///< sorted
};

struct FilteredRows
{
    RowList shown;
    qint64 candidates = 0; ///< rows of the log, shown or not
    qint64 seen = 0; ///< places of the spans that were looked at
};
/// The shown rows among `rows`, as far as they are published.
[[nodiscard]] FilteredRows filterRows(const journal::Journal &journal, const RowSpans &rows, const LogFilter &filter,
                                      const std::stop_token &stop);

struct LogSearch
{
    QString pattern;
    bool regex = false;
    bool caseSensitive = false;
    qint64 from = 0; ///< the first place to look at
    bool forward = true;
};
struct LogSearchResult
{
    qint64 place = -1; ///< -1: nothing found
    bool wrapped = false;
    QString error; ///< a sentence: the pattern is no regular expression
};
/// Looks once through all of `rows`, wrapping round.
[[nodiscard]] LogSearchResult searchRows(const journal::Journal &journal, const RowList &rows, const LogSearch &search,
                                         const std::stop_token &stop);

} // namespace stagewatch::model
