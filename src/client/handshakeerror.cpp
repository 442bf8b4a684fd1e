// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshakeerror.h"

#include "client/handshaketext.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

/// The HTTP status is only in QWebSocket's sentence, which may be translated; its number is not.
int statusOf(const HandshakeEvidence &evidence)
{
    if (evidence.head)
        return evidence.head->status;
    if (!evidence.tcpConnected || evidence.socketError != QAbstractSocket::ConnectionRefusedError)
        return 0;
    static const QRegularExpression number(u"(?<![\\d.:])([1-5]\\d\\d) \\("_s);
    return number.match(evidence.errorString).captured(1).toInt();
}

bool isKeepAliveUpgrade(const HandshakeEvidence &evidence)
{
    if (evidence.head) {
        const QByteArray connection = evidence.head->header("Connection").toLower();
        return evidence.head->status == 101 && connection.contains("upgrade") && connection.contains(',');
    }
    return evidence.errorString.contains("connection: keep-alive, Upgrade"_L1, Qt::CaseInsensitive);
}

HandshakeError fromStatus(int status)
{
    switch (status) {
    case 101:
    case 200:
        return HandshakeError::NotWebSocket;
    case 401:
        return HandshakeError::Unauthorised;
    case 403:
        return HandshakeError::Forbidden;
    case 404:
        return HandshakeError::NotFound;
    case 426:
        return HandshakeError::UpgradeRequired;
    case 429:
        return HandshakeError::TooManyRequests;
    case 503:
        return HandshakeError::Unavailable;
    default:
        break;
    }
    if (status >= 500)
        return HandshakeError::ServerFault;
    if (status >= 300 && status < 400)
        return HandshakeError::Redirect;
    if (status > 200 && status < 300)
        return HandshakeError::NotWebSocket;
    return HandshakeError::OtherStatus;
}

HandshakeError fromCertificate(const QList<QSslError> &errors)
{
    bool expired = false;
    bool wrongHost = false;
    bool other = false;
    for (const QSslError &error : errors) {
        switch (error.error()) {
        case QSslError::NoError:
            break;
        case QSslError::CertificateExpired:
        case QSslError::CertificateNotYetValid:
            expired = true;
            break;
        case QSslError::HostNameMismatch:
            wrongHost = true;
            break;
        case QSslError::SelfSignedCertificate:
        case QSslError::SelfSignedCertificateInChain:
        case QSslError::UnableToGetIssuerCertificate:
        case QSslError::UnableToGetLocalIssuerCertificate:
        case QSslError::UnableToVerifyFirstCertificate:
        case QSslError::CertificateUntrusted:
            return HandshakeError::CertificateUntrusted;
        default:
            other = true;
            break;
        }
    }
    if (wrongHost)
        return HandshakeError::CertificateWrongHost;
    if (expired)
        return HandshakeError::CertificateExpired;
    return other ? HandshakeError::CertificateOther : HandshakeError::TlsFailed;
}

bool soundsLikePlainText(const QString &errorString)
{
    return errorString.contains("wrong version number"_L1) || errorString.contains("unknown protocol"_L1)
        || errorString.contains("http request"_L1) || errorString.contains("packet length too long"_L1)
        || errorString.contains("record layer failure"_L1);
}

HandshakeError fromSocket(const HandshakeEvidence &evidence)
{
    switch (evidence.socketError) {
    case QAbstractSocket::HostNotFoundError:
        return HandshakeError::UnknownHost;
    case QAbstractSocket::ConnectionRefusedError:
        return evidence.tcpConnected ? HandshakeError::NotWebSocket : HandshakeError::ConnectionRefused;
    case QAbstractSocket::RemoteHostClosedError:
        return HandshakeError::ClosedEarly;
    case QAbstractSocket::SocketTimeoutError:
        return HandshakeError::TimedOut;
    case QAbstractSocket::NetworkError:
        return HandshakeError::Unreachable;
    case QAbstractSocket::UnsupportedSocketOperationError:
        return HandshakeError::WrongUrl;
    case QAbstractSocket::ProxyAuthenticationRequiredError:
    case QAbstractSocket::ProxyConnectionRefusedError:
    case QAbstractSocket::ProxyConnectionClosedError:
    case QAbstractSocket::ProxyConnectionTimeoutError:
    case QAbstractSocket::ProxyNotFoundError:
    case QAbstractSocket::ProxyProtocolError:
        return HandshakeError::ProxyFailed;
    case QAbstractSocket::SslHandshakeFailedError:
    case QAbstractSocket::SslInternalError:
    case QAbstractSocket::SslInvalidUserDataError:
        return soundsLikePlainText(evidence.errorString) ? HandshakeError::PlainPort : HandshakeError::TlsFailed;
    default:
        return HandshakeError::Other;
    }
}

bool isUsable(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty() && (url.scheme() == "ws"_L1 || url.scheme() == "wss"_L1);
}

HandshakeError kindOf(const HandshakeEvidence &evidence, int status)
{
    if (!isUsable(evidence.url))
        return HandshakeError::WrongUrl;
    if (!evidence.sslErrors.isEmpty())
        return fromCertificate(evidence.sslErrors);
    const bool withoutTls = evidence.url.scheme() == "wss"_L1 && evidence.tcpConnected && !evidence.encrypted;
    if (withoutTls && (evidence.timedOut || evidence.socketError == QAbstractSocket::RemoteHostClosedError))
        return HandshakeError::PlainPort;
    if (evidence.timedOut)
        return HandshakeError::TimedOut;
    if (isKeepAliveUpgrade(evidence))
        return HandshakeError::KeepAliveUpgrade;
    if (status != 0)
        return fromStatus(status);
    return fromSocket(evidence);
}

} // namespace

HandshakeFailure classify(const HandshakeEvidence &evidence)
{
    HandshakeFailure failure;
    failure.status = statusOf(evidence);
    failure.error = kindOf(evidence, failure.status);
    if (evidence.head) {
        failure.retryAfter = parseRetryAfter(evidence.head->header("Retry-After"), evidence.now);
        const QByteArray location = evidence.head->header("Location");
        if (failure.error == HandshakeError::Redirect && !location.isEmpty())
            failure.redirectTarget = evidence.url.resolved(QUrl(QString::fromUtf8(location)));
    }
    failure.sentence = handshakeSentence(evidence, failure);
    return failure;
}

bool wantsProbe(const HandshakeEvidence &evidence)
{
    if (evidence.head || evidence.timedOut || !evidence.tcpConnected || !evidence.sslErrors.isEmpty()
        || evidence.socketError != QAbstractSocket::ConnectionRefusedError || isKeepAliveUpgrade(evidence))
        return false;
    const int status = statusOf(evidence);
    return status != 401 && status != 403 && status != 404;
}

AttemptOutcome outcomeOf(const HandshakeFailure &failure)
{
    using Kind = AttemptOutcome::Kind;
    Kind kind = Kind::Transient;
    switch (failure.error) {
    case HandshakeError::Unauthorised:
    case HandshakeError::Forbidden:
        kind = Kind::Refused;
        break;
    case HandshakeError::WrongUrl:
        kind = Kind::Fatal;
        break;
    case HandshakeError::NotFound:
    case HandshakeError::UpgradeRequired:
    case HandshakeError::NotWebSocket:
    case HandshakeError::KeepAliveUpgrade:
        kind = Kind::Blocked;
        break;
    default:
        break;
    }
    return { .kind = kind, .retryAfter = failure.retryAfter };
}

} // namespace stagewatch::client
