// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/filewatch.h"
#include "server/tlsidentity.h"

#include <QObject>
#include <memory>

namespace stagewatch::server {

/// The certificate that a server shows, kept up with its files: a certificate lives for weeks and a server for months,
/// so a new one is taken without a restart. One that cannot be used changes nothing but is logged. Lives in the
/// server's thread.
class TlsKeeper : public QObject
{
    Q_OBJECT
public:
    explicit TlsKeeper(QObject *parent = nullptr);
    /// False with a sentence where the files cannot be used.
    [[nodiscard]] bool open(const QString &certificateFile, const QString &keyFile, QString *error);
    /// Nothing before open().
    [[nodiscard]] const std::optional<TlsIdentity> &identity() const { return m_identity; }

Q_SIGNALS:
    /// identity() is another one now.
    void renewed();
    void logged(const QString &line);

private:
    void renew();
    QString m_certificateFile;
    QString m_keyFile;
    std::optional<TlsIdentity> m_identity;
    std::unique_ptr<FileWatch> m_files;
};

} // namespace stagewatch::server
