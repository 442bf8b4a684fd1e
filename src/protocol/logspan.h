// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <algorithm>
#include <iterator>

namespace stagewatch::protocol {

/// Log events of one run that followed each other, as those take them who fold a stream and show its texts from the
/// journal: what they come to, and the texts of the last ones.
struct LogSpan
{
    static constexpr size_t keptTail = 200;
    qint64 count = 0;
    QString runId;
    Timestamp first{}; ///< time of the first event
    Timestamp latest{}; ///< the greatest of their times
    qint64 lastSequence = 0; ///< the greatest; 0: they have no numbers
    std::vector<LogEntry> tail; ///< the last keptTail of them, in order
    bool operator==(const LogSpan &) const = default;

    /// One more event, but for its text.
    void add(Timestamp time, qint64 sequence)
    {
        if (count++ == 0)
            first = latest = time;
        latest = std::max(latest, time);
        lastSequence = std::max(lastSequence, sequence);
    }
    /// Takes those that followed, of the same run.
    void append(LogSpan &&next)
    {
        if (count == 0)
            first = latest = next.first;
        count += next.count;
        latest = std::max(latest, next.latest);
        lastSequence = std::max(lastSequence, next.lastSequence);
        const size_t stay = keptTail - std::min(keptTail, next.tail.size());
        if (tail.size() > stay)
            tail.erase(tail.begin(), tail.end() - std::ptrdiff_t(stay));
        std::move(next.tail.begin(), next.tail.end(), std::back_inserter(tail));
    }
};

} // namespace stagewatch::protocol
