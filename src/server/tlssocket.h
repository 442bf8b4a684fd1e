// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslSocket>

namespace stagewatch::server {

/// The server's side of one TLS connection. Where it differs from Qt's: bytesToWrite() counts what is encrypted but
/// not sent as well, and bytesWritten() tells of that too. Qt moves everything behind the encryption at once, so that
/// to its own count a peer that reads nothing looks like one that has read all.
class TlsSocket : public QSslSocket
{
    Q_OBJECT
public:
    explicit TlsSocket(QObject *parent = nullptr)
        : QSslSocket(parent)
    {
        connect(this, &QSslSocket::encryptedBytesWritten, this, &QIODevice::bytesWritten);
    }
    [[nodiscard]] qint64 bytesToWrite() const override { return QSslSocket::bytesToWrite() + encryptedBytesToWrite(); }
};

} // namespace stagewatch::server
