// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/listener.h"

#include <QTcpSocket>
#include <QTimer>

#include <sys/socket.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int backlog = 1024;
constexpr qint64 restReadBuffer = 2 * AccessRules::bodyLimit;
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
} // namespace

Listener::Listener(const Limits &limits, Judge judge, QObject *parent)
    : QTcpServer(parent)
    , m_limits(limits)
    , m_judge(std::move(judge))
{
    setListenBacklogSize(backlog);
    // Out of file descriptors, Qt stops accepting and never starts again by itself.
    connect(this, &QTcpServer::acceptError, this, [this] {
        Q_EMIT refused(u"No new connections can be accepted: %1. Trying again in a second."_s.arg(errorString()));
        QTimer::singleShot(1s, this, &QTcpServer::resumeAccepting);
    });
}

void Listener::incomingConnection(qintptr descriptor)
{
    auto *socket = new QTcpSocket(this);
    if (!socket->setSocketDescriptor(descriptor)) {
        Q_EMIT refused(u"A connection was lost while it was accepted: %1."_s.arg(socket->errorString()));
        delete socket;
        return;
    }
    ++m_connections;
    connect(socket, &QObject::destroyed, this, [this] { --m_connections; });
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    socket->setReadBufferSize(m_limits.headBytes + 1);
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { readHead(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    await(socket);
    setDeadline(socket, m_limits.headTime, [this, socket] {
        refuse(
            socket,
            { 408, u"The request's head did not come within %1 s."_s.arg(double(m_limits.headTime.count()) / 1000) });
    });
}

void Listener::await(QTcpSocket *socket)
{
    std::erase_if(m_waiting, [](const QPointer<QTcpSocket> &other) {
        return other.isNull() || !other->property(waitingName).toBool();
    });
    if (m_waiting.size() >= m_limits.waiting) {
        m_waiting.front()->abort();
        m_waiting.pop_front();
    }
    socket->setProperty(waitingName, true);
    m_waiting.push_back(socket);
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
    const Verdict verdict = m_judge(*head);
    if (const auto *refusal = std::get_if<Refusal>(&verdict))
        refuse(socket, *refusal);
    else
        handOver(socket, std::get<Admission>(verdict));
}

void Listener::refuse(QTcpSocket *socket, const Refusal &refusal)
{
    socket->setProperty(waitingName, false);
    Q_EMIT refused(
        u"Refused %1 with %2: %3"_s.arg(socket->peerAddress().toString()).arg(refusal.status).arg(refusal.detail));
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    // Closing with unread input sends a reset, which can overtake the answer: end our side, and drop what still comes
    // for a moment.
    connect(socket, &QTcpSocket::readyRead, socket, [socket] { socket->readAll(); });
    setDeadline(socket, 2s, [socket] { socket->abort(); });
    socket->readAll();
    socket->write(httpResponse(refusal));
    const auto endWhenWritten = [socket] {
        if (socket->bytesToWrite() == 0)
            ::shutdown(int(socket->socketDescriptor()), SHUT_WR);
    };
    connect(socket, &QTcpSocket::bytesWritten, socket, endWhenWritten);
    socket->flush();
    endWhenWritten();
}

void Listener::handOver(QTcpSocket *socket, const Admission &admission)
{
    socket->setProperty(waitingName, false);
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    if (admission.route == Admission::Route::Stream) {
        delete socket->findChild<QTimer *>(deadlineName);
        disconnect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        Q_EMIT streamRequested(socket, admission.projectId);
        return;
    }
    socket->setReadBufferSize(restReadBuffer);
    setDeadline(socket, m_limits.restTime, [socket] { socket->abort(); });
    addPendingConnection(socket);
    // The HTTP server waits for the signal of bytes that are already here.
    Q_EMIT socket->readyRead();
}

} // namespace stagewatch::server
