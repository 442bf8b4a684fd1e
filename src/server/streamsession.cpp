// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/streamsession.h"

#include "server/channel.h"
#include "server/maskguard.h"
#include "server/messages.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <sys/socket.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// No message of ours is larger, and none may be split: see messageSizeLimit.
constexpr quint64 outgoingFrameSize = 1024 * 1024;
constexpr quint64 incomingLimit = 256 * 1024;
/// What a peer that asks without reading may pile up in answers.
constexpr qint64 unreadAnswersLimit = 2 * 1024 * 1024;
} // namespace

StreamSession::StreamSession(Connection connection, Channel &channel, Caller caller, const Limits &limits,
                             QObject *parent)
    : QObject(parent)
    , m_socket(std::move(connection.socket))
    , m_transport(std::move(connection.transport))
    , m_frames(m_transport, std::move(connection.passed))
    , m_channel(channel)
    , m_caller(std::move(caller))
    , m_limits(limits)
{
    m_socket->setParent(nullptr);
    m_socket->setOutgoingFrameSize(outgoingFrameSize);
    m_socket->setMaxAllowedIncomingFrameSize(incomingLimit);
    m_socket->setMaxAllowedIncomingMessageSize(incomingLimit);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        Q_EMIT logged(u"%1 took nothing of project %2 for %3 s and is let go with %4."_s
                          .arg(m_caller.displayName({}), m_channel.envelope().projectId)
                          .arg(m_limits.patience.count() / 1000)
                          .arg(closeNoProgress));
        close(closeNoProgress,
              u"Nothing was taken for %1 s; come back with since."_s.arg(m_limits.patience.count() / 1000));
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, &StreamSession::take);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this] { refuse(u"The message is binary; this stream takes text."_s); });
    // Pings are answered below us, and a peer may send them without reading what comes back.
    if (m_transport)
        connect(m_transport, &QTcpSocket::readyRead, this, &StreamSession::checkUnread);
    if (auto *guard = m_transport ? m_transport->findChild<MaskGuard *>() : nullptr) {
        guard->begin();
        connect(guard, &MaskGuard::unmasked, this,
                [this] { close(QWebSocketProtocol::CloseCodeProtocolError, u"A client's frames must be masked."_s); });
    }
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this] {
        m_patience.stop();
        drained();
        watchPatience();
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] {
        m_closing = true;
        ended();
        Q_EMIT closed();
    });
}

StreamSession::~StreamSession()
{
    // A QWebSocket that is deleted with unsent bytes leaves its TCP socket behind.
    m_socket->disconnect(this);
    m_socket->abort();
    // A session is deleted from the event loop or with its server, never in a slot of its socket. Left to
    // deleteLater(), the socket would outlive a thread that ends with the server.
    m_socket.reset();
}

void StreamSession::take(const QString &text)
{
    checkUnread();
    if (!m_closing)
        receive(text.toUtf8());
}

void StreamSession::checkUnread()
{
    const qint64 unread = m_socket->bytesToWrite();
    if (unread > 2 * unreadAnswersLimit)
        cut(false);
    else if (unread > unreadAnswersLimit)
        close(QWebSocketProtocol::CloseCodePolicyViolated, u"Too many messages whose answers are not read."_s);
}

void StreamSession::send(const QByteArray &message)
{
    if (m_closing || m_paused)
        return;
    m_socket->sendTextMessage(QString::fromUtf8(message));
    watchPatience();
}

qsizetype StreamSession::sendFrames(const FrameSpan &frames)
{
    if (m_closing || m_paused || m_socket->state() != QAbstractSocket::ConnectedState)
        return 0;
    const qsizetype sent = m_frames.write(frames, m_limits.unsentBytes);
    watchPatience();
    return sent;
}

void StreamSession::refuse(const QString &sentence, std::optional<qint64> publisherSequence)
{
    send(clientErrorMessage(m_channel.envelope(), sentence, protocol::currentTimestamp(), publisherSequence));
}

bool StreamSession::hasRoom() const
{
    return m_socket->bytesToWrite() < m_limits.unsentBytes;
}

void StreamSession::watchPatience()
{
    if (!m_closing && !m_paused && !m_patience.isActive() && m_socket->bytesToWrite() > 0)
        m_patience.start(m_limits.patience);
}

void StreamSession::pause()
{
    m_paused = true;
    m_patience.stop();
}

void StreamSession::resume()
{
    m_paused = false;
    watchPatience();
}

void StreamSession::close(int code, const QString &reason)
{
    if (m_closing)
        return;
    m_closing = true;
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    // Behind a backlog, or towards a peer that is gone, the close never ends by itself.
    QTimer::singleShot(1s, this, [this] { m_socket->abort(); });
}

void StreamSession::cut(bool reset)
{
    if (reset && m_transport) {
        const linger atOnce{ 1, 0 };
        ::setsockopt(int(m_transport->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    m_closing = true;
    m_socket->abort();
}

} // namespace stagewatch::server
