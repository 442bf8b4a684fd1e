// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tlsidentity.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>

#include <array>
#include <sys/socket.h>
#include <unistd.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 largestPem = 1024 * 1024;

std::optional<QByteArray> readPem(const QString &path, const QString &option, QString *error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        *error = u"%1: cannot read %2: %3."_s.arg(option, path, file.errorString());
        return std::nullopt;
    }
    return file.read(largestPem);
}

QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : { QSsl::Rsa, QSsl::Ec }) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

/// What OpenSSL says of the pair when it sets up a connection; empty where it takes it. The connection is one with
/// nobody behind it.
QString complaintAbout(const QSslConfiguration &configuration)
{
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0)
        return {};
    QString complaint;
    {
        QSslSocket socket;
        QObject::connect(&socket, &QAbstractSocket::errorOccurred, &socket, [&] {
            if (complaint.isEmpty())
                complaint = socket.errorString();
        });
        socket.setSslConfiguration(configuration);
        if (socket.setSocketDescriptor(pair[0]))
            socket.startServerEncryption();
        else
            ::close(pair[0]);
        socket.abort();
    }
    ::close(pair[1]);
    return complaint;
}

/// The sentence about a certificate that clients will not take; empty where it is in order.
QString doubtAbout(const QSslCertificate &certificate, const QString &path)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (certificate.expiryDate() < now)
        return u"The certificate in %1 expired at %2; clients will refuse it."_s.arg(
            path, certificate.expiryDate().toUTC().toString(Qt::ISODate));
    if (certificate.effectiveDate() > now)
        return u"The certificate in %1 is valid only from %2 on; clients will refuse it until then."_s.arg(
            path, certificate.effectiveDate().toUTC().toString(Qt::ISODate));
    return {};
}

QStringList namesOf(const QSslCertificate &certificate)
{
    QStringList names;
    for (const QString &name : certificate.subjectAlternativeNames().values(QSsl::DnsEntry)) {
        if (!name.contains(u'*'))
            names.append(name.toLower());
    }
    return names;
}
} // namespace

std::optional<TlsIdentity> loadTlsIdentity(const QString &certificateFile, const QString &keyFile, QString *error)
{
    if (!QSslSocket::supportsSsl()) {
        *error = u"TLS cannot be served: Qt finds no TLS library on this machine."_s;
        return std::nullopt;
    }
    const std::optional<QByteArray> certificatePem = readPem(certificateFile, u"--tls-cert"_s, error);
    const std::optional<QByteArray> keyPem =
        certificatePem ? readPem(keyFile, u"--tls-key"_s, error) : std::optional<QByteArray>();
    if (!keyPem)
        return std::nullopt;
    const QList<QSslCertificate> chain = QSslCertificate::fromData(*certificatePem, QSsl::Pem);
    if (chain.isEmpty()) {
        *error = u"--tls-cert: %1 holds no certificate in PEM (-----BEGIN CERTIFICATE-----)."_s.arg(certificateFile);
        return std::nullopt;
    }
    const QSslKey key = readKey(*keyPem);
    if (key.isNull()) {
        *error = u"--tls-key: %1 holds no RSA or EC private key in PEM that is not encrypted."_s.arg(keyFile);
        return std::nullopt;
    }
    TlsIdentity identity{ QSslConfiguration::defaultConfiguration(), namesOf(chain.first()),
                          doubtAbout(chain.first(), certificateFile) };
    identity.configuration.setProtocol(QSsl::TlsV1_2OrLater);
    identity.configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    identity.configuration.setLocalCertificateChain(chain);
    identity.configuration.setPrivateKey(key);
    const QString complaint = complaintAbout(identity.configuration);
    if (!complaint.isEmpty()) {
        *error = u"The key in %1 does not belong to the first certificate in %2 (%3)."_s.arg(keyFile, certificateFile,
                                                                                             complaint);
        return std::nullopt;
    }
    if (QFile::permissions(keyFile) & (QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther))
        identity.warning += (identity.warning.isEmpty() ? QString() : u" "_s)
            + u"The key file %1 is open to other users; take that away with: chmod 600 %1"_s.arg(keyFile);
    return identity;
}

} // namespace stagewatch::server
