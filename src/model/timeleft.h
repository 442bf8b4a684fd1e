// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::model {

/// How long a run may still take: between what its server estimates and what its stages took the last time. Both the
/// same where only one of them is known.
struct TimeLeft
{
    double low = 0; ///< seconds, never negative
    double high = 0;
    bool operator==(const TimeLeft &) const = default;
};

/// As of `now`. Nothing where neither is known, or the run has ended. The last time counts only where it is known of
/// the current stage and of each that comes after it.
[[nodiscard]] std::optional<TimeLeft> timeLeft(const Run &run, protocol::Timestamp now);

} // namespace stagewatch::model
