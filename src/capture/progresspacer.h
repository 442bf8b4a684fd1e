// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/progresstracker.h"

#include <chrono>
#include <vector>

namespace stagewatch::capture {

/// Lets few of a bar's many states through: one an interval at most, always the newest, and always the last. Time comes
/// from outside and only ever grows.
class ProgressPacer
{
public:
    using Time = std::chrono::milliseconds;
    static constexpr Time interval{ 250 };

    /// The state if it may go now; else it waits for due(). One that equals the last of its bar is dropped.
    [[nodiscard]] std::optional<protocol::ProgressUpdate> offer(ProgressTracker::Step step, Time now);
    /// What waited long enough.
    [[nodiscard]] std::vector<protocol::ProgressUpdate> due(Time now);
    /// All that waits.
    [[nodiscard]] std::vector<protocol::ProgressUpdate> flush();
    [[nodiscard]] bool isWaiting() const;

private:
    struct Bar
    {
        QString name;
        Time sentAt{};
        protocol::ProgressUpdate sent;
        std::optional<protocol::ProgressUpdate> waiting;
    };
    std::vector<Bar> m_bars;
};

} // namespace stagewatch::capture
