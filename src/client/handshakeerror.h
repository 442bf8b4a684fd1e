// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/reconnectpolicy.h"
#include "client/responsehead.h"

#include <QAbstractSocket>
#include <QList>
#include <QSslError>
#include <QUrl>

namespace stagewatch::client {

/// Why no WebSocket came about.
enum class HandshakeError : quint8 {
    WrongUrl,
    UnknownHost,
    ConnectionRefused,
    Unreachable,
    TimedOut,
    ClosedEarly,
    Unauthorised, ///< 401
    Forbidden, ///< 403
    NotFound, ///< 404
    UpgradeRequired, ///< 426
    TooManyRequests, ///< 429
    Unavailable, ///< 503
    ServerFault, ///< another 5xx
    Redirect,
    OtherStatus, ///< 400 and the like
    NotWebSocket, ///< 200, or a 101 that is none
    KeepAliveUpgrade, ///< a proxy wrote "Connection: keep-alive, Upgrade"
    ProxyFailed,
    CertificateUntrusted,
    CertificateExpired,
    CertificateWrongHost,
    CertificateOther,
    PlainPort, ///< TLS spoken to a port that has none
    TlsFailed,
    Other
};

/// Everything that was seen of a handshake that failed.
struct HandshakeEvidence
{
    QUrl url;
    QAbstractSocket::SocketError socketError = QAbstractSocket::UnknownSocketError;
    QString errorString;
    bool tcpConnected = false; ///< so it was not the network that refused
    bool encrypted = false; ///< TLS came about
    bool timedOut = false;
    std::chrono::milliseconds timeout{ 0 };
    QList<QSslError> sslErrors;
    std::optional<ResponseHead> head; ///< of the server's answer, where a probe saw it
    std::chrono::seconds now{ 0 }; ///< UTC since 1970, for a Retry-After that is a date
};

struct HandshakeFailure
{
    HandshakeError error = HandshakeError::Other;
    int status = 0; ///< HTTP status, 0 where none came
    QUrl redirectTarget;
    std::optional<std::chrono::milliseconds> retryAfter;
    QString sentence; ///< what happened, to what, what to do
};

/// Pure: the same evidence gives the same failure.
[[nodiscard]] HandshakeFailure classify(const HandshakeEvidence &evidence);
/// True where the answer's headers would tell more: QWebSocket keeps them to itself.
[[nodiscard]] bool wantsProbe(const HandshakeEvidence &evidence);
/// What the failure means to the policy. 404 counts as blocked: the caller has tried the other path by then.
[[nodiscard]] AttemptOutcome outcomeOf(const HandshakeFailure &failure);

} // namespace stagewatch::client
