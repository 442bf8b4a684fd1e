// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tlskeeper.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// Between the certificate and its key, when they are replaced.
constexpr auto renewalPause = 500ms;
} // namespace

TlsKeeper::TlsKeeper(QObject *parent)
    : QObject(parent)
{
}

bool TlsKeeper::open(const QString &certificateFile, const QString &keyFile, QString *error)
{
    m_certificateFile = certificateFile;
    m_keyFile = keyFile;
    // Before the files are read: what changes meanwhile is read again.
    m_files = std::make_unique<FileWatch>(QStringList{ certificateFile, keyFile }, renewalPause);
    connect(m_files.get(), &FileWatch::touched, this, &TlsKeeper::renew);
    m_identity = loadTlsIdentity(certificateFile, keyFile, error);
    if (m_identity && !m_identity->warning.isEmpty())
        Q_EMIT logged(m_identity->warning);
    return m_identity.has_value();
}

void TlsKeeper::renew()
{
    if (!m_identity || !m_files->takeChange())
        return;
    QString error;
    std::optional<TlsIdentity> identity = loadTlsIdentity(m_certificateFile, m_keyFile, &error);
    if (!identity) {
        Q_EMIT logged(u"%1 The certificate read before stays in use."_s.arg(error));
        return;
    }
    m_identity = std::move(identity);
    Q_EMIT renewed();
    Q_EMIT logged(
        u"New connections get the certificate that is now in %1. %2"_s.arg(m_certificateFile, m_identity->warning)
            .trimmed());
}

} // namespace stagewatch::server
