// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A peer of the benchmarks of fan-out and latency: what a plain loop over QWebSocketServer's sockets does. Prints its
// port; a client that sends "COUNT BYTES" makes it send so many numbered events of so many bytes to every client; an
// event is passed on to all.
#include <QCoreApplication>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

class Broadcast : public QObject
{
    Q_OBJECT
public:
    Broadcast()
    {
        m_turn.setInterval(0);
        connect(&m_turn, &QTimer::timeout, this, &Broadcast::sendSome);
        m_server.setMaxPendingConnections(1000);
        connect(&m_server, &QWebSocketServer::newConnection, this, &Broadcast::welcome);
    }
    bool listen()
    {
        const bool open = m_server.listen(QHostAddress::LocalHost);
        std::printf("port %d\n", int(m_server.serverPort()));
        std::fflush(stdout);
        return open;
    }

private:
    /// A turn of the event loop; less costs more turns, and no more is gained with more.
    static constexpr int batch = 20;
    static constexpr qint64 unsentLimit = 256 * 1024;

    void welcome()
    {
        while (QWebSocket *socket = m_server.nextPendingConnection()) {
            m_sockets.append(socket);
            connect(socket, &QWebSocket::textMessageReceived, this, &Broadcast::take);
            connect(socket, &QWebSocket::disconnected, this, [this, socket] {
                m_sockets.removeOne(socket);
                socket->deleteLater();
            });
            socket->sendTextMessage(u"{\"event_type\":\"connected\"}"_s);
        }
    }
    void take(const QString &text)
    {
        if (text.startsWith(u'{')) {
            for (QWebSocket *socket : std::as_const(m_sockets))
                socket->sendTextMessage(text);
            return;
        }
        m_left = text.section(u' ', 0, 0).toLongLong();
        m_size = text.section(u' ', 1, 1).toInt();
        m_number = 0;
        m_turn.start();
    }
    QString nextEvent()
    {
        const QString head = u"{\"event_type\":\"log\",\"data\":{\"level\":\"info\",\"message\":\""_s;
        const QString tail = u"\"},\"sequence\":%1}"_s.arg(++m_number);
        return head + QString(m_size - head.size() - tail.size(), u'x') + tail;
    }
    void sendSome()
    {
        const bool room = std::all_of(m_sockets.cbegin(), m_sockets.cend(),
                                      [](const QWebSocket *socket) { return socket->bytesToWrite() < unsentLimit; });
        for (int i = 0; room && i < batch && m_left > 0; ++i, --m_left) {
            const QString event = nextEvent();
            for (QWebSocket *socket : std::as_const(m_sockets))
                socket->sendTextMessage(event);
        }
        if (m_left == 0)
            m_turn.stop();
    }

    QWebSocketServer m_server{ u"broadcast"_s, QWebSocketServer::NonSecureMode };
    QList<QWebSocket *> m_sockets;
    QTimer m_turn;
    qint64 m_left = 0;
    qint64 m_number = 0;
    qsizetype m_size = 0;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    Broadcast broadcast;
    return broadcast.listen() ? QCoreApplication::exec() : 1;
}

#include "bench_qtbroadcast.moc"
