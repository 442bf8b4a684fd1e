// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/watchersession.h"

#include "server/channel.h"

#include <QTcpSocket>
#include <QWebSocket>

#include <sys/socket.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
/// Messages a turn of the event loop, so that no watcher keeps the others waiting.
constexpr int batchSize = 500;
/// No message of ours is larger, and none may be split: see messageSizeLimit.
constexpr quint64 outgoingFrameSize = 1024 * 1024;
constexpr quint64 incomingLimit = 256 * 1024;
/// What a peer that asks without reading may pile up in answers.
constexpr qint64 unreadAnswersLimit = 2 * 1024 * 1024;
constexpr size_t heldBackLimit = 64;
constexpr int closeNoProgress = 4008;
} // namespace

WatcherSession::WatcherSession(std::unique_ptr<QWebSocket> socket, QPointer<QTcpSocket> transport, Channel &channel,
                               const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(std::move(socket))
    , m_transport(std::move(transport))
    , m_channel(channel)
    , m_limits(limits)
{
    m_socket->setParent(nullptr);
    m_socket->setOutgoingFrameSize(outgoingFrameSize);
    m_socket->setMaxAllowedIncomingFrameSize(incomingLimit);
    m_socket->setMaxAllowedIncomingMessageSize(incomingLimit);
    for (QTimer *timer : { &m_again, &m_patience, &m_stalled })
        timer->setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &WatcherSession::topUp);
    connect(&m_stalled, &QTimer::timeout, this, &WatcherSession::resume);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        close(closeNoProgress,
              u"Nothing was taken for %1 s; come back with since."_s.arg(m_limits.patience.count() / 1000));
    });
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { receive(text.toUtf8()); });
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this,
            [this] { refuse(u"The message is binary; this stream takes text."_s); });
    connect(m_socket.get(), &QWebSocket::bytesWritten, this, [this] {
        m_patience.stop();
        topUp();
        watchPatience();
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] {
        m_closing = true;
        m_channel.watcherLeft();
        Q_EMIT closed();
    });
    connect(&m_channel, &Channel::advanced, this, &WatcherSession::topUp);
    connect(&m_channel, &Channel::dropAsked, this, &WatcherSession::drop);
    connect(&m_channel, &Channel::stallAsked, this, &WatcherSession::stall);
    connect(&m_channel, &Channel::rawAsked, this, &WatcherSession::send);
}

WatcherSession::~WatcherSession()
{
    // A QWebSocket that is deleted with unsent bytes leaves its TCP socket behind.
    m_socket->disconnect(this);
    m_socket->abort();
    // A session is deleted from the event loop or with its server, never in a slot of its socket. Left to
    // deleteLater(), the socket would outlive a thread that ends with the server.
    m_socket.reset();
}

void WatcherSession::start()
{
    m_channel.watcherCame();
    m_next = m_channel.lastSequence() + 1;
    send(connectedMessage(m_channel.envelope(), m_channel.greeting(), currentTimestamp()));
}

void WatcherSession::send(const QByteArray &message)
{
    if (m_closing || m_stalled.isActive())
        return;
    m_socket->sendTextMessage(QString::fromUtf8(message));
    watchPatience();
}

void WatcherSession::watchPatience()
{
    if (!m_closing && !m_patience.isActive() && m_socket->bytesToWrite() > 0)
        m_patience.start(m_limits.patience);
}

void WatcherSession::topUp()
{
    if (m_closing || m_stalled.isActive())
        return;
    const qint64 end = m_channel.readableEnd();
    for (int sent = 0; m_next < end; ++sent) {
        if (m_socket->bytesToWrite() >= m_limits.unsentBytes)
            return; // bytesWritten() brings us back
        if (sent == batchSize) {
            m_again.start(0ms);
            return;
        }
        const QByteArray message = m_channel.message(m_next);
        ++m_next;
        if (!message.isEmpty())
            send(m_replaying ? asReplayed(message) : message);
    }
    if (m_stateOwed)
        sendState();
}

void WatcherSession::sendState()
{
    // The snapshot holds everything up to the channel's last event, so it goes out only where the cursor stands behind
    // that one.
    m_channel.commit();
    if (!m_stateOwed)
        return; // the commit brought us here before
    if (m_next <= m_channel.lastSequence()) {
        m_again.start(0ms);
        return;
    }
    m_stateOwed = false;
    m_replaying = false;
    if (!m_channel.envelope().plainGuide)
        send(m_channel.stateMessage());
    else if (!m_channel.lastProgressMessage().isEmpty())
        send(m_channel.lastProgressMessage());
}

void WatcherSession::receive(const QByteArray &message)
{
    if (m_closing)
        return;
    if (m_stalled.isActive()) {
        if (m_heldBack.size() < heldBackLimit)
            m_heldBack.push_back(message);
        return;
    }
    if (m_socket->bytesToWrite() > unreadAnswersLimit) {
        close(QWebSocketProtocol::CloseCodePolicyViolated, u"Too many messages whose answers are not read."_s);
        return;
    }
    const DecodedClientMessage decoded = decodeClientMessage(message);
    if (!decoded.message) {
        refuse(decoded.error);
        return;
    }
    std::visit([this](const auto &known) { handle(known); }, *decoded.message);
}

void WatcherSession::refuse(const QString &sentence)
{
    send(clientErrorMessage(m_channel.envelope(), sentence, currentTimestamp()));
}

void WatcherSession::handle(const Ping &)
{
    send(pongMessage(m_channel.envelope(), m_channel.lastSequence(), currentTimestamp()));
}

void WatcherSession::handle(const Cancel &cancel)
{
    const bool delivered = m_channel.cancel(cancel, u"watcher %1"_s.arg(m_socket->peerAddress().toString()));
    send(cancelAcknowledgedMessage(m_channel.envelope(), cancel.requestId, delivered, currentTimestamp()));
    Q_EMIT logged(u"A watcher of project %1 asked to cancel."_s.arg(m_channel.envelope().projectId));
}

void WatcherSession::handle(const GetState &request)
{
    m_stateOwed = true;
    if (request.since && !m_channel.envelope().plainGuide) {
        const bool foreign = !request.streamId.isEmpty() && request.streamId != m_channel.envelope().streamId;
        const bool restarted = foreign || *request.since > m_channel.lastSequence();
        const qint64 first = m_channel.firstSequence();
        const bool trimmed = !restarted && *request.since + 1 < first;
        if (restarted || trimmed)
            send(gapMessage(m_channel.envelope(), *request.since, first, restarted ? u"restarted"_s : u"trimmed"_s,
                            currentTimestamp()));
        m_next = restarted || trimmed ? first : *request.since + 1;
        m_replaying = true;
    }
    topUp();
}

void WatcherSession::handle(const ApprovalResponse &response)
{
    const ApprovalDesk::Outcome outcome = m_channel.answer(response);
    if (const auto *sentence = std::get_if<QString>(&outcome)) {
        refuse(*sentence);
        return;
    }
    const auto &answer = std::get<ApprovalDesk::Answer>(outcome);
    if (!m_channel.envelope().plainGuide)
        send(approvalAcknowledgedMessage(m_channel.envelope(), answer.acknowledgement, currentTimestamp()));
}

void WatcherSession::close(int code, const QString &reason)
{
    if (m_closing)
        return;
    m_closing = true;
    m_socket->close(QWebSocketProtocol::CloseCode(code), reason);
    // Behind a backlog, or towards a peer that is gone, the close never ends by itself.
    QTimer::singleShot(1s, this, [this] { m_socket->abort(); });
}

void WatcherSession::drop(const QString &how)
{
    bool isCode = false;
    const int code = how.toInt(&isCode);
    if (isCode) {
        close(code, u"Asked for by the scenario"_s);
        return;
    }
    if (how == "reset"_L1 && m_transport) {
        const linger atOnce{ 1, 0 };
        ::setsockopt(int(m_transport->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    }
    m_closing = true;
    m_socket->abort();
}

void WatcherSession::stall(std::chrono::milliseconds duration)
{
    m_stalled.start(duration);
    m_patience.stop();
}

void WatcherSession::resume()
{
    while (!m_heldBack.empty()) {
        const QByteArray message = std::move(m_heldBack.front());
        m_heldBack.pop_front();
        receive(message);
    }
    topUp();
}

} // namespace stagewatch::server
