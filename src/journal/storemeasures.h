// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>

namespace stagewatch::journal {

/// What an event log did since it was opened.
struct StoreMeasures
{
    /// Upper bounds of the buckets of syncs, in seconds; one more bucket holds what took longer.
    static constexpr std::array<double, 12> bounds{ 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                    0.05,   0.1,   0.25,   0.5,   1.0,  2.5 };
    quint64 commits = 0;
    quint64 events = 0;
    quint64 bytes = 0;
    quint64 failures = 0; ///< writes that the disk refused, each try counted
    std::array<quint64, bounds.size() + 1> syncs{}; ///< not cumulative
    double syncSeconds = 0; ///< of all syncs together

    void addSync(double seconds)
    {
        size_t bucket = 0;
        while (bucket < bounds.size() && seconds > bounds[bucket])
            ++bucket;
        ++syncs[bucket];
        syncSeconds += seconds;
    }
    /// Adds what another log did.
    void add(const StoreMeasures &other)
    {
        commits += other.commits;
        events += other.events;
        bytes += other.bytes;
        failures += other.failures;
        for (size_t bucket = 0; bucket < syncs.size(); ++bucket)
            syncs[bucket] += other.syncs[bucket];
        syncSeconds += other.syncSeconds;
    }
};

} // namespace stagewatch::journal
