// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>

class QTcpSocket;

namespace stagewatch::server {

/// Follows the frames that a WebSocket client sends and notices one that is not masked, which RFC 6455 (5.1) forbids
/// and Qt takes. Pure.
class FrameFollower
{
public:
    /// Takes the next bytes, in pieces of any size. False as soon as a frame without a mask begins in them.
    [[nodiscard]] bool take(QByteArrayView bytes);

private:
    QByteArray m_head; ///< of the frame that begins, as far as it has come
    quint64 m_left = 0; ///< bytes of the mask and the payload that are still to come
};

/// Looks at what comes over a socket before the QWebSocket on it does. A child of the socket, to be made before the
/// QWebSocket.
class MaskGuard : public QObject
{
    Q_OBJECT
public:
    explicit MaskGuard(QTcpSocket *socket);
    /// The handshake is over: what comes from now on is frames. Once the QWebSocket is there.
    void begin();

Q_SIGNALS:
    void unmasked();

private:
    void look();
    QTcpSocket *m_socket;
    FrameFollower m_frames;
    bool m_begun = false;
    qint64 m_seen = 0; ///< bytes at the front of the socket's buffer that were looked at and not taken yet
};

} // namespace stagewatch::server
