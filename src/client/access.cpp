// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/access.h"

#include "client/settings.h"

#include <QHostAddress>
#include <QNetworkProxyFactory>
#include <QNetworkProxyQuery>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

bool isEncrypted(const QUrl &url)
{
    return url.scheme() == "wss"_L1 || url.scheme() == "https"_L1;
}

int portOf(const QUrl &url)
{
    return url.port(isEncrypted(url) ? 443 : 80);
}

QSslConfiguration tlsFor(const QList<QSslCertificate> &extraAuthorities)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    // Naming any authority switches off Qt's loading of the system's, so those are named too.
    if (!extraAuthorities.isEmpty())
        tls.setCaCertificates(QSslConfiguration::systemCaCertificates() + extraAuthorities);
    return tls;
}

} // namespace

Access::Access(const ConnectionSettings &settings)
    : m_origin(settings.endpoint.streamUrl)
    , m_tls(tlsFor(settings.extraAuthorities))
{
    if (protocol::isValidToken(QString::fromLatin1(settings.token)))
        m_token = settings.token;
}

QNetworkRequest Access::request(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setRawHeader("User-Agent", "stagewatch/" STAGEWATCH_VERSION);
    if (isEncrypted(url))
        request.setSslConfiguration(m_tls);
    if (!m_token.isEmpty() && sameOrigin(url, m_origin))
        request.setRawHeader("Authorization", "Bearer " + m_token);
    return request;
}

QNetworkProxy Access::proxyFor(const QUrl &url)
{
    if (isLoopback(url.host()))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    QUrl asked = url;
    asked.setScheme(isEncrypted(url) ? u"https"_s : u"http"_s); // what the system has settings for
    const QList<QNetworkProxy> proxies = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(asked));
    return proxies.isEmpty() ? QNetworkProxy(QNetworkProxy::NoProxy) : proxies.first();
}

bool Access::isLoopback(const QString &host)
{
    return host.compare("localhost"_L1, Qt::CaseInsensitive) == 0 || host.endsWith(".localhost"_L1, Qt::CaseInsensitive)
        || QHostAddress(host).isLoopback();
}

bool Access::sameOrigin(const QUrl &a, const QUrl &b)
{
    return a.host() == b.host() && isEncrypted(a) == isEncrypted(b) && portOf(a) == portOf(b);
}

} // namespace stagewatch::client
