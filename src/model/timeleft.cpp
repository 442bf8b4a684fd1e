// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/timeleft.h"

#include <algorithm>

namespace stagewatch::model {

namespace {

double secondsSince(protocol::Timestamp then, protocol::Timestamp now)
{
    return std::max(0.0, std::chrono::duration<double>(now - then).count());
}

std::optional<double> estimated(const Run &run, protocol::Timestamp now)
{
    const std::optional<double> left = run.estimatedTimeRemaining();
    if (!left || !run.updatedAt())
        return {};
    return std::max(0.0, *left - secondsSince(*run.updatedAt(), now));
}

std::optional<double> usual(const Run &run, protocol::Timestamp now)
{
    const Stage *current = run.currentStage();
    if (!current)
        return {};
    double left = 0;
    for (const Stage *stage = current; stage != run.stages().data() + run.stages().size(); ++stage) {
        if (!stage->usualSeconds)
            return {};
        const double spent = stage == current && stage->startedAt ? secondsSince(*stage->startedAt, now) : 0;
        left += std::max(0.0, *stage->usualSeconds - spent);
    }
    return left;
}

} // namespace

std::optional<TimeLeft> timeLeft(const Run &run, protocol::Timestamp now)
{
    if (run.isEnded())
        return {};
    const std::optional<double> said = estimated(run, now);
    const std::optional<double> known = usual(run, now);
    if (!said && !known)
        return {};
    const double one = said.value_or(known.value_or(0));
    const double other = known.value_or(one);
    return TimeLeft{ std::min(one, other), std::max(one, other) };
}

} // namespace stagewatch::model
