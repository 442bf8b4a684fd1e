// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>
#include <vector>

namespace stagewatch::client {

/// Which numbered events of a stream have been seen, so that none is taken twice and none is lost, also where a
/// server's numbers jump and fall back. Pure. Remembers runs of numbers, not numbers, and a bounded count of those.
class SequenceLedger
{
public:
    enum class Verdict {
        First, ///< of this ledger
        Next, ///< one more than the last
        Jump, ///< further on; what lies between has not been seen
        Fell, ///< back, but not seen before
        NewStream, ///< numbering starts again under another stream id
        Repeat ///< seen before
    };
    struct Position
    {
        QString streamId;
        std::optional<qint64> sequence; ///< the last one known; nothing before the first
        bool operator==(const Position &) const = default;
    };
    static constexpr size_t keptRuns = 256;

    /// Records the event, unless it is a repeat. An empty stream id means the current stream.
    Verdict record(const QString &streamId, qint64 sequence);
    /// True if record() would say Jump.
    [[nodiscard]] bool isAhead(const QString &streamId, qint64 sequence) const;
    /// What comes next follows this number: a snapshot holds everything before it, or a server begins to replay there.
    void moveTo(const QString &streamId, qint64 sequence);
    [[nodiscard]] const Position &position() const { return m_position; }

private:
    struct NumberRun
    {
        qint64 first;
        qint64 last;
    };
    [[nodiscard]] bool isOther(const QString &streamId) const;
    [[nodiscard]] bool insert(qint64 sequence);

    Position m_position;
    std::vector<NumberRun> m_runs; ///< apart from each other, in order
};

} // namespace stagewatch::client
