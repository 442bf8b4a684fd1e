// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>

namespace stagewatch::client {

/// Decides when to ping a server and when to call a connection dead (PROTOCOL section 4). Pure: every function is given
/// the time, on a clock that only runs forward.
class Heartbeat
{
public:
    using Time = std::chrono::milliseconds;
    enum class Action { Nothing, Ping, Dead };

    Heartbeat(Time interval, Time timeout);

    /// A connection opened.
    void start(Time now);
    void stop();
    /// Something came from the server, whatever it was. True if it was waited for, so that nextCheck() has another
    /// answer now.
    bool heard();
    /// The answer to a ping came. The round trip of the last ping, once; nothing where none was under way.
    std::optional<Time> answered(Time now);
    /// What to do now. Ping counts as sent.
    [[nodiscard]] Action check(Time now);
    /// How long until check() can have something to say; nothing while stopped.
    [[nodiscard]] std::optional<Time> nextCheck(Time now) const;

private:
    Time m_interval;
    Time m_timeout;
    bool m_running = false;
    bool m_awaitingLife = false; ///< nothing came since the last ping
    std::optional<Time> m_unanswered; ///< when the ping left that has no answer yet
    Time m_lastPing{ 0 };
};

} // namespace stagewatch::client
