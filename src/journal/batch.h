// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/logspan.h"
#include "protocol/problem.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace stagewatch::journal {

/// What one stream brought since the last look: events that stand in its journal at rows firstRow, firstRow + 1, …, and
/// problems. Who asked for it gets log events as spans between the other events; each of them has a row of its own all
/// the same.
struct Batch
{
    struct Span
    {
        size_t before = 0; ///< the index in `events` of the event that follows it
        protocol::LogSpan logs;
    };
    qint64 firstRow = 0;
    std::vector<protocol::Event> events;
    std::vector<Span> spans; ///< in order
    std::vector<protocol::Problem> problems;
    [[nodiscard]] bool hasRows() const { return !events.empty() || !spans.empty(); }
    [[nodiscard]] qint64 rowCount() const;
    [[nodiscard]] bool isEmpty() const { return !hasRows() && problems.empty(); }

    /// The span that one more log event of the run belongs to.
    [[nodiscard]] protocol::LogSpan &spanAtEnd(const QString &runId);
    /// Takes what came after it, of the same stream.
    void append(Batch &&next);
    /// Hands over everything in its order: takeLogs(LogSpan &, row of its first) and takeEvent(Event &, row).
    template <typename TakeLogs, typename TakeEvent> void forEach(TakeLogs &&takeLogs, TakeEvent &&takeEvent)
    {
        qint64 row = firstRow;
        auto span = spans.begin();
        for (size_t i = 0; i <= events.size(); ++i) {
            for (; span != spans.end() && span->before == i; ++span) {
                takeLogs(span->logs, row);
                row += span->logs.count;
            }
            if (i < events.size())
                takeEvent(events[i], row++);
        }
    }
    /// Gives each span the texts of its last events, as `decode` reads the event of a row: an optional Event.
    template <typename Decode> void fillTails(Decode &&decode)
    {
        const auto fill = [&decode](protocol::LogSpan &logs, qint64 row) {
            const qint64 end = row + logs.count;
            for (qint64 at = std::max(row, end - qint64(protocol::LogSpan::keptTail)); at < end; ++at) {
                std::optional<protocol::Event> event = decode(at);
                if (auto *log = event ? event->as<protocol::Log>() : nullptr)
                    logs.tail.push_back({ event->time, std::move(*log) });
            }
        };
        forEach(fill, [](protocol::Event &, qint64) {});
    }
};

} // namespace stagewatch::journal
