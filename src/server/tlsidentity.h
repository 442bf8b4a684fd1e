// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QStringList>
#include <optional>

namespace stagewatch::server {

/// A certificate chain with its key, ready for serving TLS 1.2 and later.
struct TlsIdentity
{
    QSslConfiguration configuration;
    QStringList names; ///< DNS names that the certificate is for, lower case, without wildcards
    QString warning; ///< a sentence for the operator; empty where all is well
};

/// Reads both from PEM files; the server's own certificate comes first in the chain. Nothing, and a sentence, where a
/// file cannot be read, holds no certificate or no RSA or EC key, or where the two do not belong together.
[[nodiscard]] std::optional<TlsIdentity> loadTlsIdentity(const QString &certificateFile, const QString &keyFile,
                                                         QString *error);

} // namespace stagewatch::server
