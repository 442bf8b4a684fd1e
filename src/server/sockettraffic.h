// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stagewatch::server {

/// Bytes over connections, TLS and handshakes included.
struct Traffic
{
    quint64 received = 0;
    quint64 sent = 0;
    bool operator==(const Traffic &) const = default;
};

/// How many bytes came over an open TCP socket so far; 0 for anything else, and on systems that do not tell.
[[nodiscard]] quint64 bytesReceived(qintptr descriptor);

} // namespace stagewatch::server
