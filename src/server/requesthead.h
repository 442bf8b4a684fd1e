// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>
#include <utility>
#include <vector>

namespace stagewatch::server {

/// The request line and headers of an HTTP/1.1 request, as far as the front door looks at them. A plain value.
struct RequestHead
{
    QByteArray method;
    QByteArray path; ///< still percent-encoded, without the query
    QByteArray query; ///< what follows the first '?', without it
    std::vector<std::pair<QByteArray, QByteArray>> headers; ///< names in lower case, values trimmed

    [[nodiscard]] int count(QByteArrayView name) const;
    /// The first value of that (lower-case) name, or nothing.
    [[nodiscard]] std::optional<QByteArray> value(QByteArrayView name) const;
    /// True where the request asks for the WebSocket protocol.
    [[nodiscard]] bool wantsWebSocket() const;
    bool operator==(const RequestHead &) const = default;
};

/// Where the head ends: the index behind the blank line, or -1 while it has not come.
[[nodiscard]] qsizetype endOfHead(QByteArrayView bytes);

/// Reads a head up to and with its blank line. Nothing where it is no HTTP/1.x request: control characters, no version,
/// folded or nameless headers.
[[nodiscard]] std::optional<RequestHead> parseRequestHead(QByteArrayView head);

} // namespace stagewatch::server
