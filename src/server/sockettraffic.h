// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stagewatch::server {

/// Bytes over a connection as the system counts them, TLS and handshakes included.
struct Traffic
{
    quint64 received = 0;
    quint64 sent = 0;
    Traffic &operator+=(const Traffic &other)
    {
        received += other.received;
        sent += other.sent;
        return *this;
    }
    bool operator==(const Traffic &) const = default;
};

/// Of an open TCP socket; zero for anything else, and on systems that do not tell.
[[nodiscard]] Traffic trafficOf(qintptr descriptor);

} // namespace stagewatch::server
