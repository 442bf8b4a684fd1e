// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/settings.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

constexpr qint64 authoritiesLimit = 16 * 1024 * 1024;
constexpr qint64 tokenLimit = 16 * 1024;

void setError(QString *error, const QString &text)
{
    if (error)
        *error = text;
}

} // namespace

QList<QSslCertificate> readAuthorities(const QString &path, QString *error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        setError(error,
                 Text::tr("Cannot read the certificate file %1: %2. Check the name and its permissions.")
                     .arg(path, file.errorString()));
        return {};
    }
    const QList<QSslCertificate> found = QSslCertificate::fromData(file.read(authoritiesLimit), QSsl::Pem);
    if (found.isEmpty()) {
        setError(error,
                 Text::tr("%1 holds no certificate in PEM form (-----BEGIN CERTIFICATE-----). "
                          "Choose the file of the authority that signed the server's certificate.")
                     .arg(path));
    }
    return found;
}

QByteArray readTokenFile(const QString &path, QString *error)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        setError(error,
                 Text::tr("Cannot read the token file %1: %2. Check the name and its permissions.")
                     .arg(path, file.errorString()));
        return {};
    }
    const QByteArray token = file.readLine(tokenLimit).trimmed();
    if (token.isEmpty()) {
        setError(error, Text::tr("The first line of the token file %1 is empty. Write the token there.").arg(path));
        return {};
    }
    if (!protocol::isValidToken(QString::fromLatin1(token))) {
        setError(error,
                 Text::tr("The first line of the token file %1 is no token: it holds blanks or characters "
                          "that cannot stand in an HTTP header. Write the token alone on that line.")
                     .arg(path));
        return {};
    }
    return token;
}

} // namespace stagewatch::client
