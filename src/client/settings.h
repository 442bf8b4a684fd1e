// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/endpoint.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <chrono>

namespace stagewatch::client {

/// How log events come in a batch: each as an event, or as spans between the others (journal/batch.h).
enum class LogDelivery { AsEvents, AsSpans };

/// How one connection behaves. The defaults are those of PROTOCOL section 4.
struct ConnectionSettings
{
    protocol::Endpoint endpoint;
    QByteArray token; ///< sent as Authorization: Bearer; never logged
    QList<QSslCertificate> extraAuthorities; ///< CAs to trust beside the system's
    int maxAttempts = 10; ///< 0: for ever
    std::chrono::milliseconds pingInterval{ 30'000 };
    std::chrono::milliseconds pongTimeout{ 10'000 };
    std::chrono::milliseconds connectTimeout{ 10'000 };
    std::chrono::milliseconds backoffBase{ 1'000 };
    std::chrono::milliseconds backoffCap{ 30'000 };
    std::chrono::milliseconds stableAfter{ 10'000 }; ///< a connection that held this long resets the count of attempts
    std::chrono::milliseconds pollInterval{ 2'000 };
    std::chrono::milliseconds webSocketRetry{ 60'000 }; ///< while polling: how often a WebSocket is tried again
    LogDelivery logs = LogDelivery::AsEvents;
};

/// Reads the certificates of a PEM file. On failure an empty list and a sentence in `error`.
[[nodiscard]] QList<QSslCertificate> readAuthorities(const QString &path, QString *error);
/// Reads a token from the first line of a file; refuses what cannot stand in a header. On failure empty, and a sentence
/// in `error`.
[[nodiscard]] QByteArray readTokenFile(const QString &path, QString *error);

} // namespace stagewatch::client
