// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessrules.h"

#include <QPointer>
#include <QTcpServer>
#include <chrono>
#include <deque>
#include <functional>

class QTcpSocket;

namespace stagewatch::server {

/// The front door of the one port: waits for a request's head without taking it, has it judged, and hands the untouched
/// socket to the WebSocket side or, as a pending connection, to Qt's HTTP server. Whatever is wrong is answered here
/// with a real HTTP status.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    struct Limits
    {
        qsizetype headBytes = 16 * 1024;
        std::chrono::milliseconds headTime{ 5000 }; ///< from accept to the blank line
        std::chrono::milliseconds restTime{ 15000 }; ///< for one REST request and its answer
        size_t waiting = 1024; ///< sockets whose head has not come; one more, and the oldest is ended
    };
    using Judge = std::function<Verdict(const RequestHead &)>;

    Listener(const Limits &limits, Judge judge, QObject *parent = nullptr);
    /// Sockets that this door let in and that still exist.
    [[nodiscard]] int connectionCount() const { return m_connections; }

Q_SIGNALS:
    /// A WebSocket handshake is waiting on the socket, unread. The receiver takes it over.
    void streamRequested(QTcpSocket *socket, const QString &projectId);
    void refused(const QString &line);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void await(QTcpSocket *socket);
    void readHead(QTcpSocket *socket);
    void refuse(QTcpSocket *socket, const Refusal &refusal);
    void handOver(QTcpSocket *socket, const Admission &admission);
    Limits m_limits;
    Judge m_judge;
    std::deque<QPointer<QTcpSocket>> m_waiting; ///< the oldest first; those that were served may still be in it
    int m_connections = 0;
};

} // namespace stagewatch::server
