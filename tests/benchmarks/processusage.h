// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stagewatch::bench {

/// What a process has used so far, as the kernel counts it. All zero where there is none.
struct ProcessUsage
{
    double cpuSeconds = 0; ///< user and system, of the threads alive now
    qint64 anonymousBytes = 0; ///< resident and its own: neither page cache nor mapped files
    qint64 wakeups = 0; ///< times that a thread went to sleep, each the end of having been woken; threads alive now

    [[nodiscard]] static ProcessUsage of(qint64 processId);
    [[nodiscard]] static ProcessUsage ofThisProcess(); ///< with the processor time of threads that have ended
    /// The process, its children and theirs.
    [[nodiscard]] static ProcessUsage ofFamily(qint64 processId);
};

/// anonymousBytes of this process alone, which costs less.
[[nodiscard]] qint64 anonymousBytesNow();

/// CLOCK_MONOTONIC in nanoseconds: the same for every process.
[[nodiscard]] qint64 monotonicNow();

} // namespace stagewatch::bench
