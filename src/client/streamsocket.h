// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/handshakeerror.h"

#include <QObject>
#include <QStringEncoder>
#include <QTimer>

class QWebSocket;

namespace stagewatch::client {

/// How a StreamSocket ended.
struct SocketEnd
{
    bool opened = false; ///< there was a WebSocket; else `evidence` says why not
    bool clean =
        false; ///< it ended by the closing handshake, begun by either side; only then `closeCode` means anything
    int closeCode = 0;
    QString reason;
    HandshakeEvidence evidence;
};

/// One attempt to connect and the WebSocket that comes of it. Used once: make a new one for the next attempt, for
/// QWebSocket keeps timers and close codes of its last connection. Messages are limited to 32 MiB; a deadline lies over
/// everything up to the handshake's end.
class StreamSocket : public QObject
{
    Q_OBJECT
public:
    static constexpr quint64 messageLimit = 32ULL * 1024 * 1024;

    StreamSocket(const Access &access, const QUrl &url, std::chrono::milliseconds connectTimeout,
                 QObject *parent = nullptr);
    ~StreamSocket() override;

    void open();
    /// The guide's messages are text. Nothing happens where the socket is not open, also in ping().
    void sendText(const QByteArray &utf8);
    /// A control frame, which every WebSocket library answers by itself.
    void ping();
    /// Closes with 1000, waits 1 s at most for the answer, then ended().
    void close();
    /// Cuts the connection at once; no ended() comes.
    void abort();
    [[nodiscard]] bool isOpen() const;

Q_SIGNALS:
    void opened();
    /// The bytes hold during the call.
    void textReceived(QByteArrayView utf8);
    void binaryReceived(const QByteArray &bytes);
    /// Bytes came, whatever they are.
    void heard();
    /// A ping() was answered.
    void ponged();
    /// Once, and nothing after it; sent from the event loop, never from inside a call.
    void ended(const stagewatch::client::SocketEnd &end);

private:
    void connectSignals();
    void onError(int error);
    void onDisconnected();
    void onDeadline();
    void finish();
    void takeText(const QString &message);

    Access m_access;
    QWebSocket *m_socket = nullptr;
    QTimer m_deadline;
    QStringEncoder m_toUtf8{ QStringEncoder::Utf8, QStringEncoder::Flag::Stateless };
    QByteArray m_text; ///< room for the message that is being handed over
    SocketEnd m_end;
    bool m_finished = false;
    bool m_closing = false; ///< a close frame came or went
};

} // namespace stagewatch::client
