// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/reconnectpolicy.h"
#include "client/streamsocket.h"
#include "protocol/problem.h"

namespace stagewatch::client {

/// What the end of an open WebSocket means.
struct CloseReading
{
    AttemptOutcome outcome;
    protocol::Problem::Kind problem = protocol::Problem::Kind::Transport;
    bool isProblem = true; ///< false for a close with 1000
    QString sentence;
};

/// Pure. `server`: host, or host:port, for the sentence.
[[nodiscard]] CloseReading readClose(const SocketEnd &end, const QString &server);

} // namespace stagewatch::client
