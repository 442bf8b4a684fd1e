// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenariotime.h"

#include "protocol/encoder.h"

#include <cmath>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

std::chrono::milliseconds durationOf(const std::vector<ScenarioStep> &steps, size_t from)
{
    std::chrono::milliseconds time{ 0 };
    for (size_t i = from; i < steps.size(); ++i) {
        const ScenarioStep &step = steps[i];
        time += step.delay;
        if (step.action == ScenarioStep::Action::Flood && step.rate > 0)
            time += std::chrono::milliseconds(qint64(double(step.count) / step.rate * 1000));
        const auto approved = step.branches.find(u"approved"_s);
        if (approved != step.branches.end())
            time += durationOf(approved->second);
        if (step.action == ScenarioStep::Action::End)
            break;
    }
    return time;
}

void addEstimate(JsonValue &data, std::chrono::milliseconds left)
{
    const double seconds = std::round(double(left.count()) / 1000);
    data.set(u"estimated_time_remaining"_s, JsonValue::number(qint64(seconds)));
    data.set(u"estimated_time_display"_s, JsonValue::string(protocol::estimatedTimeDisplay(seconds)));
}

} // namespace stagewatch::server
