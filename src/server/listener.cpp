// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include "server/tlssocket.h"
#include "server/tokenkeeper.h"

#include <QTcpSocket>
#include <QTimer>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int backlog = 1024;
/// Of what is read ahead of a request: a first message behind a handshake, or a small body.
constexpr qint64 restReadBuffer = 64 * 1024;
constexpr auto deadlineName = "deadline"_L1;
constexpr auto waitingName = "waiting";

void setDeadline(QTcpSocket *socket, std::chrono::milliseconds time, const std::function<void()> &expired)
{
    delete socket->findChild<QTimer *>(deadlineName);
    auto *timer = new QTimer(socket);
    timer->setObjectName(deadlineName);
    timer->setSingleShot(true);
    QObject::connect(timer, &QTimer::timeout, socket, expired);
    timer->start(time);
}

/// A peer whose machine is gone without a word is noticed after two minutes; by default it takes two hours, in which it
/// would count as a watcher, or as a pipeline that hears a cancel.
void noticeDeadPeer(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
#ifdef Q_OS_LINUX
    for (const auto &[option, value] : { std::pair(TCP_KEEPIDLE, 60), { TCP_KEEPINTVL, 15 }, { TCP_KEEPCNT, 4 } })
        ::setsockopt(int(socket->socketDescriptor()), IPPROTO_TCP, option, &value, sizeof value);
#endif
}

bool isWaiting(const QPointer<QTcpSocket> &socket)
{
    return !socket.isNull() && socket->property(waitingName).toBool();
}
} // namespace

Listener::Listener(const Limits &limits, Judge judge, std::optional<QSslConfiguration> tls, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_judge(std::move(judge))
    , m_tls(std::move(tls))
{
    setListenBacklogSize(backlog);
    // Out of file descriptors, Qt stops accepting and never starts again by itself.
    connect(this, &QTcpServer::acceptError, this, [this] {
        Q_EMIT refused(u"No new connections can be accepted: %1. Trying again in a second."_s.arg(errorString()));
        Q_EMIT refusedFor("not_accepted"_ba);
        QTimer::singleShot(1s, this, &QTcpServer::resumeAccepting);
    });
}

int Listener::waitingCount() const
{
    return int(std::count_if(m_waiting.begin(), m_waiting.end(), isWaiting));
}

QTcpSocket *Listener::makeSocket(qintptr descriptor)
{
    std::unique_ptr<QTcpSocket> socket(m_tls ? new TlsSocket(this) : new QTcpSocket(this));
    if (!socket->setSocketDescriptor(descriptor)) {
        Q_EMIT refused(u"A connection was lost while it was accepted: %1."_s.arg(socket->errorString()));
        Q_EMIT refusedFor("not_accepted"_ba);
        return nullptr;
    }
    return socket.release();
}

void Listener::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = makeSocket(descriptor);
    if (!socket)
        return;
    keep(socket);
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    noticeDeadPeer(socket);
    socket->setReadBufferSize(m_limits.headBytes + 1);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readHead(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    await(socket);
    setDeadline(socket, m_limits.headTime, [this, socket] { giveUp(socket); });
    if (auto *tls = qobject_cast<TlsSocket *>(socket)) {
        connect(tls, &QAbstractSocket::errorOccurred, this, [this, tls] {
            if (tls->isEncrypted())
                return;
            Q_EMIT refused(u"No TLS with %1: %2."_s.arg(addressText(tls->peerAddress()), tls->errorString()));
            Q_EMIT refusedFor("no_tls"_ba);
            tls->setProperty(waitingName, false);
            tls->abort();
            tls->deleteLater();
        });
        tls->setSslConfiguration(*m_tls);
        tls->startServerEncryption();
    }
}

void Listener::keep(QTcpSocket *socket)
{
    const QString key = addressKey(socket->peerAddress());
    m_sockets.insert(socket, key);
    ++m_perAddress[key];
    // By a child, for a QWebSocket cuts every connection of its socket when it ends.
    connect(new QObject(socket), &QObject::destroyed, this, [this, socket, key] {
        m_sockets.remove(socket);
        if (--m_perAddress[key] <= 0)
            m_perAddress.remove(key);
    });
    QTcpSocket *lowest = socket->findChild<QTcpSocket *>();
    lowest = lowest ? lowest : socket;
    connect(lowest, &QTcpSocket::bytesWritten, &m_counting, [this](qint64 bytes) { m_traffic.sent += quint64(bytes); });
    connect(lowest, &QTcpSocket::readyRead, &m_counting, [this, lowest, counted = quint64(0)]() mutable {
        const quint64 received = std::max(counted, bytesReceived(lowest->socketDescriptor()));
        m_traffic.received += received - std::exchange(counted, received);
    });
}

void Listener::await(QTcpSocket *socket)
{
    std::erase_if(m_waiting, [](const QPointer<QTcpSocket> &other) { return !isWaiting(other); });
    if (m_waiting.size() >= m_limits.waiting) {
        // An address that fills the hall makes room for itself; only a newcomer is helped by the oldest of others.
        const QString key = m_sockets.value(socket);
        auto older = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const QPointer<QTcpSocket> &other) {
            return m_sockets.value(other.data()) == key;
        });
        older = older == m_waiting.end() ? m_waiting.begin() : older;
        const QPointer<QTcpSocket> ended = *older;
        m_waiting.erase(older);
        Q_EMIT refusedFor("waiting_too_long"_ba);
        ended->abort();
    }
    socket->setProperty(waitingName, true);
    m_waiting.emplace_back(socket);
}

void Listener::giveUp(QTcpSocket *socket)
{
    const auto *tls = qobject_cast<TlsSocket *>(socket);
    if (!tls || tls->isEncrypted()) {
        refuse(
            socket,
            { 408, u"The request's head did not come within %1 s."_s.arg(double(m_limits.headTime.count()) / 1000) });
        return;
    }
    // An answer would wait for an encryption that never comes.
    Q_EMIT refused(u"No TLS with %1: it was silent."_s.arg(addressText(socket->peerAddress())));
    Q_EMIT refusedFor("no_tls"_ba);
    socket->abort();
    socket->deleteLater();
}

void Listener::readHead(QTcpSocket *socket)
{
    const QByteArray bytes = socket->peek(m_limits.headBytes + 1);
    const qsizetype end = endOfHead(bytes);
    if (end < 0 || end > m_limits.headBytes) {
        if (bytes.size() > m_limits.headBytes)
            refuse(socket,
                   { 431,
                     u"The request's head is larger than the %1 bytes that this server reads."_s.arg(
                         m_limits.headBytes) });
        return;
    }
    const std::optional<RequestHead> head = parseRequestHead(QByteArrayView(bytes).first(end));
    if (!head) {
        refuse(socket, { 400, u"The request is not HTTP/1.1, or one of its headers is malformed."_s });
        return;
    }
    const Verdict verdict = m_judge(*head, socket->peerAddress(), m_perAddress.value(m_sockets.value(socket)));
    if (const auto *refusal = std::get_if<Refusal>(&verdict))
        refuse(socket, *refusal);
    else if (!takeBody(socket, std::get<Admission>(verdict).bodyBytes))
        refuse(socket,
               { 429,
                 u"The server is taking all the large bodies that it holds at once; try again in a moment."_s,
                 { { "Retry-After"_ba, "5"_ba } },
                 {},
                 "full_bodies"_ba });
    else
        handOver(socket, std::get<Admission>(verdict));
}

bool Listener::takeBody(QTcpSocket *socket, qint64 bytes)
{
    if (bytes <= m_limits.largeBody)
        return true;
    // A single one is taken however large it may be.
    if (m_bodies > 0 && m_bodies + bytes > m_limits.largeBodies)
        return false;
    m_bodies += bytes;
    connect(new QObject(socket), &QObject::destroyed, this, [this, bytes] { m_bodies -= bytes; });
    return true;
}

void Listener::refuse(QTcpSocket *socket, const Refusal &refusal)
{
    Q_EMIT refused(
        u"Refused %1 with %2: %3"_s.arg(addressText(socket->peerAddress())).arg(refusal.status).arg(refusal.detail));
    Q_EMIT refusedFor(reasonLabel(refusal));
    socket->setProperty(waitingName, false);
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    // Closing with unread input sends a reset, which can overtake the answer: end our side, and drop what still comes
    // for a moment.
    connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->readAll(); });
    setDeadline(socket, 2s, [socket] { socket->abort(); });
    socket->readAll();
    socket->write(httpResponse(refusal));
    // Looked at when the event loop is back: in the midst of the signal, TLS holds bytes that nobody counts.
    const auto endWhenWritten = [socket] {
        if (socket->bytesToWrite() == 0 && socket->socketDescriptor() >= 0)
            ::shutdown(int(socket->socketDescriptor()), SHUT_WR);
    };
    connect(socket, &QTcpSocket::bytesWritten, socket, endWhenWritten, Qt::QueuedConnection);
    socket->flush();
}

void Listener::handOver(QTcpSocket *socket, const Admission &admission)
{
    socket->setProperty(waitingName, false);
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    if (admission.route != Admission::Route::Rest) {
        delete socket->findChild<QTimer *>(deadlineName);
        disconnect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        Q_EMIT socketRequested(socket, admission);
        return;
    }
    // The HTTP server keeps all of a request in the socket's buffer until it is there.
    socket->setReadBufferSize(m_limits.headBytes + admission.bodyBytes + restReadBuffer);
    const auto bodyTime = std::chrono::milliseconds(admission.bodyBytes * 1000 / m_limits.bodyBytesPerSecond);
    setDeadline(socket, m_limits.restTime + bodyTime, [socket] { socket->abort(); });
    addPendingConnection(socket);
    // The HTTP server waits for the signal of bytes that are already here.
    Q_EMIT socket->readyRead();
}

} // namespace stagewatch::server
