// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logfilter.h"
#include "model/rowspans.h"
#include "model/shownrows.h"

#include <memory>
#include <stop_token>

namespace stagewatch::model {

/// The slow questions to a log, asked in worker threads. All functions take values, stop within a few thousand rows
/// when they are told to, and touch nothing but a journal's published rows.

/// A filter whose stages are the journal's indices: resolve it again when new stages came.
class RowFilter
{
public:
    RowFilter(const LogFilter &filter, const journal::Journal &journal);
    /// For a row that isInLog().
    [[nodiscard]] bool shows(const journal::Row &row) const
    {
        if (row.kind == journal::RowKind::Gap || row.kind == journal::RowKind::Terminal)
            return true;
        const auto level =
            row.kind == journal::RowKind::Error ? std::max(row.level, protocol::LogLevel::Error) : row.level;
        if (!(m_levels & LogFilter::bit(level)))
            return false;
        return m_allStages || (row.stage < m_stages.size() && m_stages[row.stage]);
    }

private:
    quint8 m_levels;
    bool m_allStages;
    std::vector<bool> m_stages; ///< by the journal's index
};

struct FilteredRows
{
    ShownRows shown;
    qint64 candidates = 0; ///< lines of the log, shown or not
    qint64 seen = 0; ///< places of the spans that were looked at
};
/// What of the places `from` <= p < `to` of `rows` is shown; all of them are published rows.
[[nodiscard]] FilteredRows filterPlaces(const journal::Journal &journal, const RowSpans &rows, qint64 from, qint64 to,
                                        const RowFilter &filter, bool folds);
/// The same for all of `rows` that are published, in as many threads as help. Stops within milliseconds; what it
/// returns then is of no use.
[[nodiscard]] FilteredRows filterRows(const journal::Journal &journal, const RowSpans &rows, const LogFilter &filter,
                                      bool folds, const std::stop_token &stop);

} // namespace stagewatch::model
