// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stagewatch::bench {

/// What a process has used so far, as the kernel counts it.
struct ProcessUsage
{
    double cpuSeconds = 0; ///< user and system, all threads
    qint64 anonymousBytes = 0; ///< resident and its own: neither page cache nor mapped files
    qint64 wakeups = 0; ///< times that a thread went to sleep, each the end of having been woken; threads alive now

    /// 0: this process. All zero where there is none.
    [[nodiscard]] static ProcessUsage of(qint64 processId = 0);
};

/// anonymousBytes of this process alone, which costs less.
[[nodiscard]] qint64 anonymousBytesNow();

/// CLOCK_MONOTONIC in nanoseconds: the same for every process.
[[nodiscard]] qint64 monotonicNow();

} // namespace stagewatch::bench
