// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/progresspacer.h"

#include <algorithm>

namespace stagewatch::capture {

using protocol::ProgressUpdate;

namespace {
/// Descriptions may hold anything, a file's name say; the oldest bars are forgotten.
constexpr size_t barLimit = 64;
} // namespace

std::optional<ProgressUpdate> ProgressPacer::offer(ProgressTracker::Step step, Time now)
{
    auto bar = std::find_if(m_bars.begin(), m_bars.end(), [&step](const Bar &known) { return known.name == step.bar; });
    if (bar == m_bars.end()) {
        if (m_bars.size() >= barLimit) {
            const auto idle =
                std::find_if(m_bars.begin(), m_bars.end(), [](const Bar &known) { return !known.waiting; });
            if (idle == m_bars.end())
                return std::move(step.update); // all of them wait; that many at a time are no bars
            m_bars.erase(idle);
        }
        m_bars.push_back({ step.bar, now, step.update, {} });
        return std::move(step.update);
    }
    if (step.update == bar->sent) {
        bar->waiting.reset();
        return {};
    }
    if (!step.mayNotBeSkipped && now - bar->sentAt < interval) {
        bar->waiting = std::move(step.update);
        return {};
    }
    bar->sentAt = now;
    bar->sent = step.update;
    bar->waiting.reset();
    return std::move(step.update);
}

std::vector<ProgressUpdate> ProgressPacer::due(Time now)
{
    std::vector<ProgressUpdate> updates;
    for (Bar &bar : m_bars) {
        if (!bar.waiting || now - bar.sentAt < interval)
            continue;
        bar.sentAt = now;
        bar.sent = *std::exchange(bar.waiting, std::nullopt);
        updates.push_back(bar.sent);
    }
    return updates;
}

std::vector<ProgressUpdate> ProgressPacer::flush()
{
    std::vector<ProgressUpdate> updates;
    for (Bar &bar : m_bars) {
        if (!bar.waiting)
            continue;
        bar.sent = *std::exchange(bar.waiting, std::nullopt);
        updates.push_back(bar.sent);
    }
    return updates;
}

bool ProgressPacer::isWaiting() const
{
    return std::any_of(m_bars.begin(), m_bars.end(), [](const Bar &bar) { return bar.waiting.has_value(); });
}

} // namespace stagewatch::capture
