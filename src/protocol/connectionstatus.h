// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QString>

namespace stagewatch::protocol {

/// How a connection stands, as a value for whoever shows it. Two of the three clocks of PROTOCOL section 4 are here:
/// the socket (phase) and the server (lastPong); the run's own clock is its last event.
struct ConnectionStatus
{
    enum class Phase : quint8 {
        Idle, ///< not started
        Connecting, ///< an attempt is under way
        Connected, ///< the WebSocket is open
        Polling, ///< WebSocket is refused or blocked; REST is asked instead
        Waiting, ///< disconnected, the next attempt is at retryAt
        Latched, ///< disconnected for good until a person asks: refused, a fatal error, attempts used up, closed with
                 ///< 1000
        Closed ///< closed by this side
    };
    enum class Latch : quint8 { None, Refused, Fatal, GaveUp, ClosedByServer };

    Phase phase = Phase::Idle;
    Latch latch = Latch::None;
    int attempt = 0; ///< attempts since the last connection that held, from 1
    int maxAttempts = 0; ///< 0: for ever
    std::optional<Timestamp> retryAt;
    std::optional<Timestamp> connectedSince;
    std::optional<Timestamp> disconnectedSince;
    std::optional<Timestamp> lastPong;
    std::optional<std::chrono::milliseconds> roundTrip;
    std::optional<Timestamp> lastEvent; ///< receipt of the last message of any kind
    bool everConnected = false;
    bool hasExtensions = false; ///< the server said protocol "stagewatch/1"
    QString error; ///< what went wrong last, a sentence that says what to do; empty while all is well
    bool operator==(const ConnectionStatus &) const = default;

    [[nodiscard]] bool isLive() const { return phase == Phase::Connected || phase == Phase::Polling; }
};

} // namespace stagewatch::protocol
