// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>

namespace stagewatch::app {

/// Decides when the window takes what its connections brought: nearly at once while that is little work, once a frame
/// when it is much. Pure: it is told the time, on a clock that only runs forward.
class TakePacer
{
public:
    using Time = std::chrono::microseconds;
    static constexpr Time frame{ 16'000 }; ///< a display shows no more
    static constexpr int share = 5; ///< taking may need one in so many parts of the thread's time

    /// Everything was taken, from `begin` to `end`.
    void took(Time begin, Time end)
    {
        // One costly take holds the next ones back for a while, or a flood would look cheap between two bursts.
        m_cost = std::max(end - begin, m_cost - m_cost / 4);
        m_next = end + std::min(frame, m_cost * share);
    }
    /// How long what has come by now shall wait.
    [[nodiscard]] Time wait(Time now) const { return std::clamp(m_next - now, Time(0), frame); }

private:
    Time m_cost{ 0 };
    Time m_next{ 0 };
};

} // namespace stagewatch::app
