// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"

#include "server/channel.h"
#include "server/datalock.h"
#include "server/listener.h"
#include "server/maskguard.h"
#include "server/metrics.h"
#include "server/projects.h"
#include "server/publishersession.h"
#include "server/refusallog.h"
#include "server/restapi.h"
#include "server/tlskeeper.h"
#include "server/tokenkeeper.h"
#include "server/watchersession.h"

#include <QElapsedTimer>
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
constexpr int closeTokenRevoked = 4401;

/// A socket on its way through the handshake, known by the peer's address and port.
struct Arrival
{
    Admission admission;
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
    std::unique_ptr<DataLock> lock; ///< of the data folder; before the projects, so that it is let go after them
    Projects projects;
    TokenKeeper keeper;
    TlsKeeper tls;
    Metrics metrics;
    RefusalLog refusals;
    QElapsedTimer clock;
    QWebSocketServer webSockets{ u"stagewatch"_s, QWebSocketServer::NonSecureMode };
    std::unique_ptr<RestApi> rest; ///< owns the listener once it is bound
    Listener *listener = nullptr;
    QHash<QString, Arrival> arrivals;
    std::vector<StreamSession *> sessions; ///< children of the server
    bool stopping = false;
    bool stopped = false;

    [[nodiscard]] std::unique_ptr<Listener> makeListener();
    [[nodiscard]] QByteArray metricsText() const;
    void arrive(Server *server, QTcpSocket *socket, const Admission &admission);
    void welcome(Server *server);
    void admit(Server *server, StreamSession *session, const QPointer<QTcpSocket> &transport);
    void revoke(const QStringList &names);
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
    connect(&d->keeper, &TokenKeeper::logged, this, &Server::logged);
    connect(&d->tls, &TlsKeeper::logged, this, &Server::logged);
    connect(&d->tls, &TlsKeeper::renewed, this, [this] {
        if (d->listener)
            d->listener->setTls(d->tls.identity()->configuration);
    });
    connect(&d->keeper, &TokenKeeper::revoked, this, [this](const QStringList &names) { d->revoke(names); });
}

Server::~Server()
{
    // Sessions look into their channels, so they go first.
    for (StreamSession *session : d->sessions) {
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
    const QString problem = problemWith(d->options);
    if (!problem.isEmpty()) {
        *error = problem;
        return false;
    }
    if (!d->options.tlsCertificateFile.isEmpty()
        && !d->tls.open(d->options.tlsCertificateFile, d->options.tlsKeyFile, error))
        return false;
    if (!d->options.tokenFile.isEmpty() && !d->keeper.open(d->options.tokenFile, error))
        return false;
    if (!d->options.dataDirectory.isEmpty())
        d->lock = lockDataFolder(d->options.dataDirectory, error);
    if ((!d->options.dataDirectory.isEmpty() && !d->lock) || !d->projects.open(error))
        return false;
    std::unique_ptr<Listener> listener = d->makeListener();
    if (!listener->listen(d->options.address, d->options.port)) {
        *error = u"Cannot listen on %1 port %2: %3."_s.arg(d->options.address.toString())
                     .arg(d->options.port)
                     .arg(listener->errorString());
        return false;
    }
    d->clock.start();
    connect(listener.get(), &Listener::refused, this, [this](const QString &line) {
        for (const QString &written : d->refusals.note(line, std::chrono::milliseconds(d->clock.elapsed())))
            Q_EMIT logged(written);
    });
    connect(listener.get(), &Listener::refusedFor, this,
            [this](const QByteArray &reason) { d->metrics.refused(reason); });
    connect(listener.get(), &Listener::socketRequested, this,
            [this](QTcpSocket *socket, const Admission &admission) { d->arrive(this, socket, admission); });
    Private *self = d.get();
    d->rest = std::make_unique<RestApi>(
        d->projects,
        [self](const QByteArray &authorization, const QHostAddress &peer) {
            return self->keeper.caller(authorization, peer);
        },
        d->options.plainGuide);
    d->rest->setMetrics([self] { return self->metricsText(); });
    d->listener = listener.release();
    d->rest->bind(d->listener);
    return true;
}

std::unique_ptr<Listener> Server::Private::makeListener()
{
    AccessRules::Settings settings{ options.address, options.allowedHosts, options.allowedOrigins,
                                    options.maxPublishBody };
    for (QString &name : settings.hosts)
        name = name.toLower();
    settings.hosts.append(QSysInfo::machineHostName().toLower());
    const std::optional<TlsIdentity> &identity = tls.identity();
    if (identity)
        settings.hosts += identity->names;
    const AccessRules rules(settings);
    const auto judge = [this, rules](const RequestHead &head, const QHostAddress &peer, int fromAddress) {
        const Occupancy house{ stopping, listener->connectionCount(), options.maxConnections, fromAddress,
                               options.maxConnectionsPerAddress };
        return rules.judge(
            head, house, [&](const QByteArray &authorization) { return keeper.identify(authorization, peer); },
            [this](const QString &id) { return projects.occupancy(id); });
    };
    return std::make_unique<Listener>(Listener::Limits{}, judge,
                                      identity ? std::optional(identity->configuration) : std::nullopt);
}

QUrl Server::url() const
{
    QUrl url;
    url.setScheme(d->options.tlsCertificateFile.isEmpty() ? u"http"_s : u"https"_s);
    url.setHost(d->options.address.toString());
    url.setPort(d->listener ? d->listener->serverPort() : d->options.port);
    return url;
}

QByteArray Server::Private::metricsText() const
{
    Metrics::Now now;
    for (const StreamSession *session : sessions) {
        const auto *watcher = qobject_cast<const WatcherSession *>(session);
        ++(watcher ? now.watchers : now.publishers);
        now.largestLag = std::max(now.largestLag, watcher ? watcher->lag() : 0);
    }
    now.waiting = listener->waitingCount();
    now.requests = std::max(0, listener->connectionCount() - now.waiting - int(sessions.size()));
    now.projects = int(projects.all().size());
    now.stores = projects.measures();
    now.traffic = listener->traffic();
    now.process = readProcessStats();
    return metrics.text(now);
}

void Server::Private::arrive(Server *server, QTcpSocket *socket, const Admission &admission)
{
    const QString key = peerKey(socket->peerAddress(), socket->peerPort());
    arrivals.insert(key, { admission, socket });
    QObject::connect(socket, &QObject::destroyed, server, [this, key] { arrivals.remove(key); });
    // Qt leaves a socket whose handshake fails to whoever gave it.
    QObject::connect(socket, &QTcpSocket::disconnected, server, [this, key] {
        if (const QPointer<QTcpSocket> failed = arrivals.take(key).socket)
            failed->deleteLater();
    });
    socket->setReadBufferSize(streamReadBuffer);
    new MaskGuard(socket);
    webSockets.handleConnection(socket);
}

void Server::Private::welcome(Server *server)
{
    while (webSockets.hasPendingConnections()) {
        std::unique_ptr<QWebSocket> socket(webSockets.nextPendingConnection());
        const Arrival arrival = arrivals.take(peerKey(socket->peerAddress(), socket->peerPort()));
        Channel *channel = projects.channel(arrival.admission.projectId);
        if (!channel || stopping) {
            socket->close(QWebSocketProtocol::CloseCode(closeGoingAway), u"The server cannot host this project now."_s);
            socket->setParent(server);
            QObject::connect(socket.get(), &QWebSocket::disconnected, socket.get(), &QObject::deleteLater);
            QObject::connect(socket.get(), &QObject::destroyed, arrival.socket.data(), &QObject::deleteLater);
            socket.release();
            continue;
        }
        StreamSession::Limits limits;
        limits.patience = options.watcherPatience;
        const Caller &caller = arrival.admission.caller;
        StreamSession::Connection connection{ std::move(socket), arrival.socket,
                                              [this](qint64 bytes) { listener->countSent(bytes); } };
        if (arrival.admission.route == Admission::Route::Publish)
            admit(server, new PublisherSession(std::move(connection), *channel, caller, limits, server),
                  arrival.socket);
        else
            admit(server, new WatcherSession(std::move(connection), *channel, caller, limits, server), arrival.socket);
    }
}

void Server::Private::admit(Server *server, StreamSession *session, const QPointer<QTcpSocket> &transport)
{
    sessions.push_back(session);
    QObject::connect(session, &StreamSession::logged, server, &Server::logged);
    QObject::connect(session, &StreamSession::closed, server, [this, server, session, transport] {
        std::erase(sessions, session);
        session->deleteLater();
        // A QWebSocket does not take the socket along that it was given.
        if (transport)
            transport->deleteLater();
        if (stopping && sessions.empty())
            finishStop(server);
    });
    session->start();
}

void Server::Private::revoke(const QStringList &names)
{
    for (const Arrival &arrival : std::as_const(arrivals)) {
        if (arrival.socket && names.contains(arrival.admission.caller.name))
            arrival.socket->abort();
    }
    const std::vector<StreamSession *> before = sessions;
    for (StreamSession *session : before) {
        if (names.contains(session->caller().name))
            session->close(closeTokenRevoked, u"The token was taken back or may less than before."_s);
    }
}

void Server::stop()
{
    if (d->stopping)
        return;
    d->stopping = true;
    const std::vector<StreamSession *> sessions = d->sessions;
    for (StreamSession *session : sessions)
        session->close(closeGoingAway, u"The server is shutting down."_s);
    // A watcher that does not answer the goodbye holds nobody up.
    QTimer::singleShot(d->sessions.empty() ? 0ms : std::chrono::milliseconds(goodbyeTime), this,
                       [this] { d->finishStop(this); });
}

void Server::trim()
{
    d->projects.trim();
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
