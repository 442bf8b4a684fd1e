// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/batch.h"

namespace stagewatch::journal {

qint64 Batch::rowCount() const
{
    auto count = qint64(events.size());
    for (const Span &span : spans)
        count += span.logs.count;
    return count;
}

protocol::LogSpan &Batch::spanAtEnd(const QString &runId)
{
    if (spans.empty() || spans.back().before != events.size() || spans.back().logs.runId != runId) {
        spans.push_back({ events.size(), {} });
        spans.back().logs.runId = runId;
    }
    return spans.back().logs;
}

void Batch::append(Batch &&next)
{
    if (!hasRows())
        firstRow = next.firstRow;
    const size_t known = events.size();
    for (Span &span : next.spans) {
        if (span.before == 0) // it may go on where this batch ends
            spanAtEnd(span.logs.runId).append(std::move(span.logs));
        else
            spans.push_back({ known + span.before, std::move(span.logs) });
    }
    events.insert(events.end(), std::make_move_iterator(next.events.begin()),
                  std::make_move_iterator(next.events.end()));
    problems.insert(problems.end(), std::make_move_iterator(next.problems.begin()),
                    std::make_move_iterator(next.problems.end()));
}

} // namespace stagewatch::journal
