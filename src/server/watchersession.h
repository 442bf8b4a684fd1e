// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <deque>
#include <memory>

class QTcpSocket;
class QWebSocket;

namespace stagewatch::server {

class Channel;

/// One watcher's WebSocket: a cursor over the channel's log that is topped up while the socket has room, and the
/// answers to its messages. Knows only its channel. Emits closed() once, after which it is to be deleted later.
class WatcherSession : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        qint64 unsentBytes = 256 * 1024; ///< topped up only below this
        std::chrono::milliseconds patience{ 30'000 }; ///< without a byte taken while bytes wait: closed with 4008
    };
    /// Takes the socket; `transport` is the TCP socket below it, for faults that a scripted pipeline asks for.
    WatcherSession(std::unique_ptr<QWebSocket> socket, QPointer<QTcpSocket> transport, Channel &channel,
                   const Limits &limits, QObject *parent = nullptr);
    ~WatcherSession() override;

    /// Sends `connected` and goes on live.
    void start();
    /// Says goodbye with a close code; the connection ends within a second, whatever the peer does.
    void close(int code, const QString &reason);
    [[nodiscard]] Channel &channel() const { return m_channel; }

Q_SIGNALS:
    void closed();
    void logged(const QString &line);

private:
    void topUp();
    void watchPatience();
    void receive(const QByteArray &message);
    void handle(const protocol::Ping &);
    void handle(const protocol::PongReply &) { }
    void handle(const protocol::Cancel &cancel);
    void handle(const protocol::GetState &request);
    void handle(const protocol::ApprovalResponse &response);
    void sendState();
    void send(const QByteArray &message);
    void refuse(const QString &sentence);
    void drop(const QString &how);
    void stall(std::chrono::milliseconds duration);
    void resume();

    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport;
    Channel &m_channel;
    Limits m_limits;
    qint64 m_next = 1; ///< the cursor: the next sequence to send
    bool m_replaying = false; ///< until the cursor has reached the end once
    bool m_stateOwed = false; ///< a state follows as soon as the cursor is at the end
    bool m_closing = false;
    QTimer m_again; ///< the next batch of a long way to the end
    QTimer m_patience; ///< runs while bytes wait
    QTimer m_stalled;
    std::deque<QByteArray> m_heldBack; ///< what came during a stall
};

} // namespace stagewatch::server
