// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSslConfiguration>
#include <QUrl>

namespace stagewatch::client {

struct ConnectionSettings;

/// How requests of one connection leave this computer: whom to trust, through which proxy, and with which token towards
/// whom.
class Access
{
public:
    explicit Access(const ConnectionSettings &settings);

    /// A request with TLS, the client's name, and the token: the latter only where the URL has the stream's own origin.
    [[nodiscard]] QNetworkRequest request(const QUrl &url) const;
    [[nodiscard]] const QSslConfiguration &tls() const { return m_tls; }
    /// The system's proxy for that URL; none for loopback, whatever the system says.
    [[nodiscard]] static QNetworkProxy proxyFor(const QUrl &url);
    [[nodiscard]] static bool isLoopback(const QString &host);
    /// Same host, same port, and encryption on both sides or on neither; ws and http count as one scheme.
    [[nodiscard]] static bool sameOrigin(const QUrl &a, const QUrl &b);

private:
    QUrl m_origin;
    QByteArray m_token;
    QSslConfiguration m_tls;
};

} // namespace stagewatch::client
