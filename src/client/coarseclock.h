// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <ctime>

/// Clocks for what is asked once a message: as exact as the kernel's tick (4 ms mostly), at a tenth of the cost.
namespace stagewatch::client {

#ifdef CLOCK_MONOTONIC_COARSE
inline constexpr clockid_t coarseMonotonicClock = CLOCK_MONOTONIC_COARSE;
inline constexpr clockid_t coarseRealClock = CLOCK_REALTIME_COARSE;
#else
inline constexpr clockid_t coarseMonotonicClock = CLOCK_MONOTONIC;
inline constexpr clockid_t coarseRealClock = CLOCK_REALTIME;
#endif

[[nodiscard]] inline std::chrono::milliseconds coarseMs(clockid_t clock)
{
    timespec time{};
    ::clock_gettime(clock, &time);
    return std::chrono::milliseconds(qint64(time.tv_sec) * 1000 + time.tv_nsec / 1'000'000);
}
/// Runs forward only; its zero means nothing.
[[nodiscard]] inline std::chrono::milliseconds coarseElapsed()
{
    return coarseMs(coarseMonotonicClock);
}
[[nodiscard]] inline protocol::Timestamp coarseTimestamp()
{
    return protocol::Timestamp(coarseMs(coarseRealClock));
}

} // namespace stagewatch::client
