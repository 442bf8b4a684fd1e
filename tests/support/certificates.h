// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTemporaryDir>
#include <optional>

namespace stagewatch::test {

/// A certificate authority made on the spot with the openssl program, and servers' certificates signed by it.
class Certificates
{
public:
    Certificates();

    /// False with the program's words where openssl is missing or failed.
    [[nodiscard]] bool isValid(QString *error = nullptr) const;
    [[nodiscard]] QSslCertificate authority() const;
    /// The PEM file of authority().
    [[nodiscard]] QString authorityFile() const;
    /// What a server needs to present a certificate for that DNS name, valid until `until` (default: tomorrow).
    [[nodiscard]] QSslConfiguration server(const QString &name, std::optional<QDate> until = {});

private:
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    bool run(const QStringList &arguments);

    QTemporaryDir m_folder;
    QString m_error;
    int m_count = 0;
};

} // namespace stagewatch::test
