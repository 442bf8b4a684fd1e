// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/certificates.h"

#include <QFile>
#include <QProcess>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

namespace {

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Certificates::Certificates()
{
    // Everything that `openssl ca` wants, for it alone lets one choose dates in the past.
    write(path(u"ca.cnf"_s),
          "[ca]\ndefault_ca = test\n[test]\ndatabase = " + path(u"index.txt"_s).toUtf8()
              + "\nserial = " + path(u"serial"_s).toUtf8() + "\nnew_certs_dir = " + m_folder.path().toUtf8()
              + "\ndefault_md = sha256\npolicy = any\nunique_subject = no\ncopy_extensions = copy\n"
                "[any]\ncommonName = supplied\n");
    write(path(u"index.txt"_s), {});
    write(path(u"serial"_s), "01\n");
    run({ u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s,
          u"-keyout"_s, path(u"ca.key"_s), u"-out"_s, path(u"ca.pem"_s), u"-days"_s, u"2"_s, u"-subj"_s,
          u"/CN=Stagewatch test authority"_s });
}

bool Certificates::isValid(QString *error) const
{
    if (error)
        *error = m_error;
    return m_error.isEmpty();
}

bool Certificates::run(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(u"openssl"_s, arguments);
    const bool ended = process.waitForFinished(20'000);
    if (ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0)
        return true;
    m_error =
        u"openssl %1: %2 %3"_s.arg(arguments.first(), process.errorString(), QString::fromUtf8(process.readAll()));
    return false;
}

QSslCertificate Certificates::authority() const
{
    return QSslCertificate(read(authorityFile()));
}

QString Certificates::authorityFile() const
{
    return path(u"ca.pem"_s);
}

QSslConfiguration Certificates::server(const QString &name, std::optional<QDate> until)
{
    const QString base = path(u"server%1"_s.arg(++m_count));
    run({ u"req"_s, u"-new"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s, u"ec_paramgen_curve:prime256v1"_s, u"-nodes"_s,
          u"-keyout"_s, base + u".key"_s, u"-out"_s, base + u".csr"_s, u"-subj"_s, u"/CN="_s + name, u"-addext"_s,
          u"subjectAltName=DNS:"_s + name });
    const QString format = u"yyyyMMdd'000000Z'"_s;
    const QDate end = until.value_or(QDate::currentDate().addDays(2));
    run({ u"ca"_s, u"-batch"_s, u"-notext"_s, u"-config"_s, path(u"ca.cnf"_s), u"-cert"_s, path(u"ca.pem"_s),
          u"-keyfile"_s, path(u"ca.key"_s), u"-in"_s, base + u".csr"_s, u"-out"_s, base + u".pem"_s, u"-startdate"_s,
          end.addDays(-30).toString(format), u"-enddate"_s, end.toString(format) });
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificate(QSslCertificate(read(base + u".pem"_s)));
    tls.setPrivateKey(QSslKey(read(base + u".key"_s), QSsl::Ec));
    return tls;
}

} // namespace stagewatch::test
