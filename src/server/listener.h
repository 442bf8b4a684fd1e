// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessrules.h"
#include "server/sockettraffic.h"

#include <QHash>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>

class QTcpSocket;

namespace stagewatch::server {

/// The front door of the one port: waits for a request's head without taking it, has it judged, and hands the untouched
/// socket to the WebSocket side or, as a pending connection, to Qt's HTTP server. Whatever is wrong is answered here
/// with a real HTTP status. With TLS it does the same behind the encryption.
class Listener : public QTcpServer
{
    Q_OBJECT
public:
    struct Limits
    {
        qsizetype headBytes = 16 * 1024;
        std::chrono::milliseconds headTime{ 5000 }; ///< from accept to the blank line, TLS included
        std::chrono::milliseconds restTime{ 15000 }; ///< for one REST request and its answer, besides its body
        qint64 bodyBytesPerSecond = 128 * 1024; ///< a body may take so much longer
        qint64 largeBody = 64 * 1024; ///< what is larger takes its share of largeBodies
        qint64 largeBodies =
            128 * 1024 * 1024; ///< of all large bodies on their way; they are held until they are whole
        size_t waiting = 1024; ///< sockets whose head has not come; one more, and an older one is ended
    };
    /// `fromAddress`: how many connections the peer's address has, this one included.
    using Judge = std::function<Verdict(const RequestHead &head, const QHostAddress &peer, int fromAddress)>;

    Listener(const Limits &limits, Judge judge, std::optional<QSslConfiguration> tls = std::nullopt,
             QObject *parent = nullptr);
    /// For connections from now on.
    void setTls(const QSslConfiguration &tls) { m_tls = tls; }
    /// Sockets that this door let in and that still exist.
    [[nodiscard]] int connectionCount() const { return int(m_sockets.size()); }
    /// Sockets whose request has not been judged yet.
    [[nodiscard]] int waitingCount() const;
    /// Bytes of all connections since the start, where the system counts them.
    [[nodiscard]] const Traffic &traffic() const { return m_traffic; }
    /// Bytes that were sent over a connection of this door past its socket.
    void countSent(qint64 bytes) { m_traffic.sent += quint64(bytes); }

Q_SIGNALS:
    /// A WebSocket handshake is waiting on the socket, unread. The receiver takes it over.
    void socketRequested(QTcpSocket *socket, const stagewatch::server::Admission &admission);
    void refused(const QString &line);
    /// Goes with each refused(): the word for metrics.
    void refusedFor(const QByteArray &reason);

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    [[nodiscard]] QTcpSocket *makeSocket(qintptr descriptor);
    void keep(QTcpSocket *socket);
    void await(QTcpSocket *socket);
    void readHead(QTcpSocket *socket);
    void giveUp(QTcpSocket *socket);
    void refuse(QTcpSocket *socket, const Refusal &refusal);
    void handOver(QTcpSocket *socket, const Admission &admission);
    /// False where the bodies that are on their way leave no room for this one.
    [[nodiscard]] bool takeBody(QTcpSocket *socket, qint64 bytes);
    Limits m_limits;
    Judge m_judge;
    std::optional<QSslConfiguration> m_tls;
    std::deque<QPointer<QTcpSocket>> m_waiting; ///< the oldest first; those that were served may still be in it
    QHash<QObject *, QString> m_sockets; ///< every one there is, and its address as one visitor
    QHash<QString, int> m_perAddress;
    qint64 m_bodies = 0; ///< bytes announced of the large bodies on their way
    Traffic m_traffic;
    QObject m_counting; ///< what counts traffic is connected to, apart from what is cut on the way
};

} // namespace stagewatch::server
