// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"

#include "server/channel.h"
#include "server/listener.h"
#include "server/projects.h"
#include "server/restapi.h"
#include "server/watchersession.h"

#include <QHash>
#include <QSysInfo>
#include <QTcpSocket>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketServer>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// Above the largest message, or a frame would never be complete.
constexpr qint64 streamReadBuffer = 512 * 1024;
constexpr auto goodbyeTime = 1s;
constexpr int handshakeTime = 5000;
constexpr int closeGoingAway = 1001;

/// A socket on its way through the handshake, known by the peer's address and port.
struct Arrival
{
    QString projectId;
    QPointer<QTcpSocket> socket;
};

QString peerKey(const QHostAddress &address, quint16 port)
{
    return address.toString() + u' ' + QString::number(port);
}
} // namespace

struct Server::Private
{
    explicit Private(ServerOptions serverOptions)
        : options(std::move(serverOptions))
        , projects(options)
    {
    }

    ServerOptions options;
    Projects projects;
    QWebSocketServer webSockets{ u"stagewatch"_s, QWebSocketServer::NonSecureMode };
    std::unique_ptr<RestApi> rest; ///< owns the listener once it is bound
    Listener *listener = nullptr;
    QHash<QString, Arrival> arrivals;
    std::vector<WatcherSession *> sessions; ///< children of the server
    bool stopping = false;
    bool stopped = false;

    void welcome(Server *server);
    void finishStop(Server *server);
};

Server::Server(ServerOptions options, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(options)))
{
    d->webSockets.setMaxPendingConnections(d->options.maxConnections);
    d->webSockets.setHandshakeTimeout(handshakeTime);
    connect(&d->webSockets, &QWebSocketServer::newConnection, this, [this] { d->welcome(this); });
    connect(&d->projects, &Projects::runEnded, this, &Server::runEnded);
    connect(&d->projects, &Projects::logged, this, &Server::logged);
}

Server::~Server()
{
    // Watchers look into their channels, so they go first.
    for (WatcherSession *session : d->sessions) {
        session->disconnect(this);
        delete session;
    }
    d->webSockets.disconnect(this);
    d->projects.disconnect(this);
    // Takes the listener and its sockets along while what they report to is still there.
    d->rest.reset();
}

bool Server::start(QString *error)
{
    if (!d->projects.open(error))
        return false;
    const AccessRules rules(d->options.address, { QSysInfo::machineHostName().toLower() });
    Private *self = d.get();
    auto listener = std::make_unique<Listener>(Listener::Limits{}, [self, rules](const RequestHead &head) {
        const Occupancy occupancy{ self->stopping, self->listener->connectionCount(), self->options.maxConnections };
        return rules.judge(head, occupancy, [self](const QString &id) { return self->projects.occupancy(id); });
    });
    if (!listener->listen(d->options.address, d->options.port)) {
        *error = u"Cannot listen on %1 port %2: %3."_s.arg(d->options.address.toString())
                     .arg(d->options.port)
                     .arg(listener->errorString());
        return false;
    }
    connect(listener.get(), &Listener::refused, this, &Server::logged);
    connect(listener.get(), &Listener::streamRequested, this, [this](QTcpSocket *socket, const QString &projectId) {
        const QString key = peerKey(socket->peerAddress(), socket->peerPort());
        d->arrivals.insert(key, { projectId, socket });
        connect(socket, &QObject::destroyed, this, [this, key] { d->arrivals.remove(key); });
        socket->setReadBufferSize(streamReadBuffer);
        d->webSockets.handleConnection(socket);
    });
    d->rest = std::make_unique<RestApi>(d->projects, d->options.plainGuide);
    d->listener = listener.release();
    d->rest->bind(d->listener);
    return true;
}

QUrl Server::url() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    url.setHost(d->options.address.toString());
    url.setPort(d->listener ? d->listener->serverPort() : d->options.port);
    return url;
}

void Server::Private::welcome(Server *server)
{
    while (webSockets.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(webSockets.nextPendingConnection());
        const Arrival arrival = arrivals.take(peerKey(socket->peerAddress(), socket->peerPort()));
        Channel *channel = projects.channel(arrival.projectId);
        if (!channel || stopping) {
            socket->close(QWebSocketProtocol::CloseCode(closeGoingAway), u"The server cannot host this project now."_s);
            socket->setParent(server);
            QObject::connect(socket.get(), &QWebSocket::disconnected, socket.get(), &QObject::deleteLater);
            socket.release();
            continue;
        }
        WatcherSession::Limits limits;
        limits.patience = options.watcherPatience;
        auto *session = new WatcherSession(std::move(socket), arrival.socket, *channel, limits, server);
        sessions.push_back(session);
        QObject::connect(session, &WatcherSession::logged, server, &Server::logged);
        QObject::connect(session, &WatcherSession::closed, server, [this, server, session] {
            std::erase(sessions, session);
            session->deleteLater();
            if (stopping && sessions.empty())
                finishStop(server);
        });
        session->start();
    }
}

void Server::stop()
{
    if (d->stopping)
        return;
    d->stopping = true;
    const std::vector<WatcherSession *> sessions = d->sessions;
    for (WatcherSession *session : sessions)
        session->close(closeGoingAway, u"The server is shutting down."_s);
    // A watcher that does not answer the goodbye holds nobody up.
    QTimer::singleShot(d->sessions.empty() ? 0ms : std::chrono::milliseconds(goodbyeTime), this,
                       [this] { d->finishStop(this); });
}

void Server::Private::finishStop(Server *server)
{
    if (stopped)
        return;
    stopped = true;
    if (listener)
        listener->close();
    Q_EMIT server->stopped();
}

} // namespace stagewatch::server
