// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sequenceledger.h"

#include <algorithm>
#include <utility>

namespace stagewatch::client {

bool SequenceLedger::isOther(const QString &streamId) const
{
    return !streamId.isEmpty() && streamId != m_position.streamId;
}

SequenceLedger::Verdict SequenceLedger::record(const QString &streamId, qint64 sequence)
{
    const bool other = isOther(streamId);
    const bool begun = m_position.sequence.has_value();
    if (other) {
        m_position = { .streamId = streamId, .sequence = {} };
        m_runs.clear();
    }
    if (!insert(sequence))
        return Verdict::Repeat;
    const std::optional<qint64> before = std::exchange(m_position.sequence, sequence);
    if (other && begun)
        return Verdict::NewStream;
    if (!before)
        return Verdict::First;
    if (sequence == *before + 1)
        return Verdict::Next;
    return sequence > *before ? Verdict::Jump : Verdict::Fell;
}

bool SequenceLedger::isAhead(const QString &streamId, qint64 sequence) const
{
    return !isOther(streamId) && m_position.sequence && sequence > *m_position.sequence + 1;
}

void SequenceLedger::moveTo(const QString &streamId, qint64 sequence)
{
    if (isOther(streamId)) {
        m_runs.clear();
        m_position.streamId = streamId;
    }
    m_position.sequence = sequence;
}

bool SequenceLedger::insert(qint64 sequence)
{
    // The usual case first: the number follows the highest.
    if (!m_runs.empty() && m_runs.back().last + 1 == sequence) {
        m_runs.back().last = sequence;
        return true;
    }
    const auto after = std::upper_bound(m_runs.begin(), m_runs.end(), sequence,
                                        [](qint64 number, const NumberRun &run) { return number < run.first; });
    const bool hasBefore = after != m_runs.begin();
    const auto before = hasBefore ? after - 1 : after;
    if (hasBefore && sequence <= before->last)
        return false;
    const bool joinsBefore = hasBefore && before->last + 1 == sequence;
    const bool joinsAfter = after != m_runs.end() && sequence + 1 == after->first;
    if (joinsBefore && joinsAfter) {
        before->last = after->last;
        m_runs.erase(after);
    } else if (joinsBefore) {
        before->last = sequence;
    } else if (joinsAfter) {
        after->first = sequence;
    } else {
        m_runs.insert(after, { sequence, sequence });
    }
    if (m_runs.size() > keptRuns) {
        // Forgetting a run may show an event twice; keeping them all would let a server eat the memory. The shortest
        // goes.
        const auto shortest =
            std::min_element(m_runs.begin(), m_runs.end() - 1, [](const NumberRun &a, const NumberRun &b) {
                return a.last - a.first < b.last - b.first;
            });
        m_runs.erase(shortest);
    }
    return true;
}

} // namespace stagewatch::client
