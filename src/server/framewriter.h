// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/frameblocks.h"

#include <QPointer>
#include <functional>

class QTcpSocket;

namespace stagewatch::server {

/// Writes ready frames to the socket below a QWebSocket, between two of its own frames. Without TLS they go from where
/// they lie to the kernel, past the socket's buffer, as long as nothing waits there.
class FrameWriter
{
public:
    /// `passed` is told of bytes that went past the socket and that its bytesWritten() says nothing of.
    FrameWriter(QPointer<QTcpSocket> socket, std::function<void(qint64 bytes)> passed);

    /// Writes as many of the frames as there is room for, while less than `limit` bytes wait to be sent, and returns
    /// how many that were. Where it was not all of them, bytes wait, and bytesWritten() tells when some of them have
    /// left. May end the connection.
    [[nodiscard]] qsizetype write(const FrameSpan &frames, qint64 limit);

private:
    [[nodiscard]] qsizetype pass(const FrameSpan &frames);
    QPointer<QTcpSocket> m_socket;
    std::function<void(qint64)> m_passed;
    bool m_encrypted;
};

} // namespace stagewatch::server
