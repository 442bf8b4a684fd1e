// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshaketext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

QString serverOf(const QUrl &url)
{
    const QString host = url.host().contains(u':') ? u'[' + url.host() + u']' : url.host();
    return url.port() < 0 ? host : host + u':' + QString::number(url.port());
}

QString shown(const QUrl &url)
{
    return url.toDisplayString(QUrl::RemoveUserInfo);
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

/// Everything that is wrong with a certificate, not only the first of it.
QString certificateFaults(const QList<QSslError> &errors)
{
    QStringList faults;
    for (const QSslError &error : errors) {
        QString fault = error.errorString();
        while (fault.endsWith(u'.'))
            fault.chop(1);
        if (!faults.contains(fault))
            faults.append(fault);
    }
    return faults.join("; "_L1);
}

QString certificateSentence(const HandshakeEvidence &evidence, HandshakeError error)
{
    const QString server = serverOf(evidence.url);
    const QString faults = certificateFaults(evidence.sslErrors);
    switch (error) {
    case HandshakeError::CertificateUntrusted:
        return Text::tr("The certificate of %1 is not trusted (%2). If you trust this server, give Stagewatch the "
                        "certificate of the authority that signed it, in the connect dialog or by --ca-file.")
            .arg(server, faults);
    case HandshakeError::CertificateExpired:
        return Text::tr("The certificate of %1 is not valid at this time (%2). Ask the server's operator to renew it, "
                        "and check this computer's clock.")
            .arg(server, faults);
    case HandshakeError::CertificateWrongHost:
        return Text::tr("The certificate of %1 belongs to another host (%2). Connect by the name that stands in the "
                        "certificate, or ask the server's operator for one that names this host.")
            .arg(server, faults);
    default:
        return Text::tr("The certificate of %1 was refused (%2). Ask the server's operator to replace it.")
            .arg(server, faults);
    }
}

QString tlsSentence(const HandshakeEvidence &evidence, HandshakeError error)
{
    if (error == HandshakeError::PlainPort) {
        return Text::
            tr("%1 does not seem to speak TLS on this port. Use ws:// or http:// if the connection may go unencrypted, "
               "or the server's TLS port.")
                .arg(serverOf(evidence.url));
    }
    return Text::tr("No secure connection to %1 came about: %2. Check that the port speaks TLS.")
        .arg(serverOf(evidence.url), evidence.errorString);
}

QString retrySentence(const HandshakeFailure &failure)
{
    if (!failure.retryAfter)
        return Text::tr("Try again later.");
    if (*failure.retryAfter > ReconnectPolicy::retryAfterCap) {
        return Text::tr("It asks to come back in %1 s; Stagewatch tries again in an hour.")
            .arg(seconds(*failure.retryAfter));
    }
    return Text::tr("It asks to come back in %1 s.").arg(seconds(*failure.retryAfter));
}

QString redirectSentence(const HandshakeEvidence &evidence, const HandshakeFailure &failure)
{
    if (failure.redirectTarget.isEmpty()) {
        return Text::tr(
                   "%1 redirects to another address without naming it (HTTP %2). Ask its operator for the right one.")
            .arg(serverOf(evidence.url))
            .arg(failure.status);
    }
    const bool lowers = evidence.url.scheme() == "wss"_L1 && failure.redirectTarget.scheme() != "wss"_L1
        && failure.redirectTarget.scheme() != "https"_L1;
    const QString target = shown(failure.redirectTarget);
    if (lowers) {
        return Text::tr("%1 redirects to the unencrypted address %2. Stagewatch does not follow; ask the server's "
                        "operator for an address with wss.")
            .arg(serverOf(evidence.url), target);
    }
    return Text::tr(
               "%1 redirects to %2. Stagewatch does not follow by itself; connect to that address if you trust it.")
        .arg(serverOf(evidence.url), target);
}

QString statusSentence(const HandshakeEvidence &evidence, const HandshakeFailure &failure)
{
    const QString server = serverOf(evidence.url);
    switch (failure.error) {
    case HandshakeError::Unauthorised:
        return Text::tr("%1 wants a token, or refuses the one it got (HTTP 401). Enter a valid token and try again.")
            .arg(server);
    case HandshakeError::Forbidden:
        return Text::tr("%1 does not allow this (HTTP 403). Ask its operator for a token with the rights that this "
                        "takes.")
            .arg(server);
    case HandshakeError::NotFound:
        return Text::tr("%1 has no stream at %2 (HTTP 404). Check the project's id and the address.")
            .arg(server, evidence.url.path());
    case HandshakeError::UpgradeRequired:
        return Text::tr(
                   "%1 did not see the request for a WebSocket (HTTP 426): a proxy on the way may have removed it. "
                   "Let it pass \"Upgrade\" headers.")
            .arg(server);
    case HandshakeError::TooManyRequests:
        return Text::tr("%1 has too many connections or requests now (HTTP 429).").arg(server) + u' '
            + retrySentence(failure);
    case HandshakeError::Unavailable:
        return Text::tr("%1 is not available now (HTTP 503).").arg(server) + u' ' + retrySentence(failure);
    case HandshakeError::ServerFault:
        return Text::tr("%1 failed to answer (HTTP %2). Tell its operator if this goes on.")
            .arg(server)
            .arg(failure.status);
    case HandshakeError::Redirect:
        return redirectSentence(evidence, failure);
    default:
        return Text::tr("%1 refused the connection with HTTP %2. Check the address and the project's id.")
            .arg(server)
            .arg(failure.status);
    }
}

QString networkSentence(const HandshakeEvidence &evidence, HandshakeError error)
{
    const QString server = serverOf(evidence.url);
    switch (error) {
    case HandshakeError::UnknownHost:
        return Text::tr("There is no host named %1. Check the spelling, and this computer's network.")
            .arg(evidence.url.host());
    case HandshakeError::ConnectionRefused:
        return Text::tr("Nothing listens at %1: the connection was refused. Check the port, and that the server runs.")
            .arg(server);
    case HandshakeError::TimedOut:
        return Text::tr("%1 did not answer a WebSocket request within %2 s. Check the address, and that no firewall is "
                        "in the way.")
            .arg(server, seconds(evidence.timeout));
    case HandshakeError::ClosedEarly:
        return Text::tr("%1 closed the connection before it answered. If it speaks TLS on this port, use wss:// or "
                        "https://.")
            .arg(server);
    case HandshakeError::Unreachable:
        return Text::tr("%1 cannot be reached: %2. Check this computer's network.").arg(server, evidence.errorString);
    case HandshakeError::ProxyFailed:
        return Text::tr("The proxy on the way to %1 failed: %2. Check the system's proxy settings.")
            .arg(server, evidence.errorString);
    default:
        return Text::tr("The connection to %1 failed: %2. Check the address.").arg(server, evidence.errorString);
    }
}

} // namespace

QString handshakeSentence(const HandshakeEvidence &evidence, const HandshakeFailure &failure)
{
    switch (failure.error) {
    case HandshakeError::WrongUrl:
        return Text::tr("%1 is no address of a stream. Write it as ws://host:port or wss://host:port.")
            .arg(shown(evidence.url));
    case HandshakeError::CertificateUntrusted:
    case HandshakeError::CertificateExpired:
    case HandshakeError::CertificateWrongHost:
    case HandshakeError::CertificateOther:
        return certificateSentence(evidence, failure.error);
    case HandshakeError::PlainPort:
    case HandshakeError::TlsFailed:
        return tlsSentence(evidence, failure.error);
    case HandshakeError::NotWebSocket:
        return Text::tr(
                   "%1 is no WebSocket server at %2: it answers, but as an ordinary web server. Check the port and "
                   "the path.")
            .arg(serverOf(evidence.url), evidence.url.path());
    case HandshakeError::KeepAliveUpgrade:
        return Text::tr("A proxy before %1 answered with \"Connection: keep-alive, Upgrade\", which this program's "
                        "WebSocket does not take. Have it send \"Connection: Upgrade\".")
            .arg(serverOf(evidence.url));
    case HandshakeError::Unauthorised:
    case HandshakeError::Forbidden:
    case HandshakeError::NotFound:
    case HandshakeError::UpgradeRequired:
    case HandshakeError::TooManyRequests:
    case HandshakeError::Unavailable:
    case HandshakeError::ServerFault:
    case HandshakeError::Redirect:
    case HandshakeError::OtherStatus:
        return statusSentence(evidence, failure);
    default:
        return networkSentence(evidence, failure.error);
    }
}

} // namespace stagewatch::client
