// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"
#include "server/tokenfile.h"
#include "streamclient.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(stagewatch::server::Roles)

namespace {

const QString projectPath = u"/api/v1/projects/churn"_s;

/// A WebSocket with a token, and what came over it.
class Peer
{
public:
    Peer(const QUrl &server, const QString &path, const QByteArray &token)
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        QUrl url = server;
        url.setScheme(u"ws"_s);
        url.setPath(path);
        QNetworkRequest request(url);
        if (!token.isNull())
            request.setRawHeader("Authorization", "Bearer " + token);
        m_socket.open(request);
    }
    ~Peer() { m_socket.abort(); }
    QWebSocket &socket() { return m_socket; }
    [[nodiscard]] QJsonObject first(const QString &type) const
    {
        const auto found = std::find_if(messages.begin(), messages.end(), [&](const QJsonObject &message) {
            return message["event_type"_L1].toString() == type;
        });
        return found == messages.end() ? QJsonObject() : *found;
    }
    [[nodiscard]] bool has(const QString &type) const { return !first(type).isEmpty(); }
    void send(const QByteArray &text) { m_socket.sendTextMessage(QString::fromUtf8(text)); }

    QList<QJsonObject> messages;

private:
    QWebSocket m_socket;
};

QByteArray http(const QByteArray &method, const QByteArray &path, const QByteArray &headers,
                const QByteArray &body = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + (body.isNull()
               ? QByteArray()
               : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
        + "\r\n" + body;
}

QByteArray bearer(const QByteArray &token)
{
    return token.isNull() ? QByteArray() : "Authorization: Bearer " + token + "\r\n";
}

} // namespace

/// Who gets in, how many, and who is let go again, over real sockets.
class TestServerAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void rolesOpenDoors_data();
    void rolesOpenDoors();
    void badTokensStoreNothing_data();
    void badTokensStoreNothing();
    void whoDecidesIsTheToken();
    void lostTokensEndTheirSessions_data();
    void lostTokensEndTheirSessions();
    void startIsRefused_data();
    void startIsRefused();
    void oneServerAFolder();
    void limitsAnswer429_data();
    void limitsAnswer429();
    void freedPlacesAreGivenAgain();
    void silentConnectionsMakeRoomForTheirOwn();
    void bodiesAreLimited_data();
    void bodiesAreLimited();
    void otherSitesWriteNothing_data();
    void otherSitesWriteNothing();
    void metricsTellOfTheDoor();
    void metricsCountTraffic();

private:
    void open(const std::function<void(ServerOptions &)> &change = {});
    QByteArray addToken(const QString &name, Roles roles);
    [[nodiscard]] QString tokenFile() const { return m_folder->filePath(u"tokens"_s); }
    [[nodiscard]] int status(const QByteArray &request) const
    {
        return exchange(m_server->url(), request).split(' ').value(1).toInt();
    }
    /// The last sequence of the project, as somebody sees who may watch; 0 where there is no such project.
    [[nodiscard]] qint64 stored() const;
    [[nodiscard]] QByteArray metrics() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Server> m_server;
    QByteArray m_watch;
};

void TestServerAccess::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_watch = addToken(u"eve"_s, Role::Watch);
}

void TestServerAccess::cleanup()
{
    m_server.reset();
    m_folder.reset();
}

QByteArray TestServerAccess::addToken(const QString &name, Roles roles)
{
    const QByteArray token = makeToken();
    QString error;
    const bool done = editTokenBook(
        tokenFile(),
        [&](TokenBook &book, QString *) { return book.add(name, roles, token, QDateTime::currentDateTimeUtc()); },
        &error);
    return done ? token : QByteArray();
}

void TestServerAccess::open(const std::function<void(ServerOptions &)> &change)
{
    ServerOptions options;
    options.port = 0;
    options.hostsAny = true;
    options.dataDirectory = m_folder->filePath(u"data"_s);
    options.tokenFile = tokenFile();
    if (change)
        change(options);
    m_server = std::make_unique<Server>(options);
    QString error;
    QVERIFY2(m_server->start(&error), qPrintable(error));
}

qint64 TestServerAccess::stored() const
{
    const QByteArray answer = exchange(m_server->url(), http("GET", "/api/v1/projects", bearer(m_watch)));
    const QJsonArray projects =
        QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object()["projects"_L1].toArray();
    for (const QJsonValue &project : projects) {
        if (project["project_id"_L1].toString() == "churn"_L1)
            return project["last_sequence"_L1].toInteger();
    }
    return 0;
}

QByteArray TestServerAccess::metrics() const
{
    return exchange(m_server->url(), http("GET", "/metrics", bearer(m_watch)));
}

void TestServerAccess::rolesOpenDoors_data()
{
    QTest::addColumn<Roles>("roles");
    QTest::addColumn<bool>("watches");
    QTest::addColumn<bool>("controls");
    QTest::addColumn<bool>("publishes");
    QTest::newRow("watch") << Roles(Role::Watch) << true << false << false;
    QTest::newRow("control") << Roles(Role::Control) << false << true << false;
    QTest::newRow("publish") << Roles(Role::Publish) << false << false << true;
    QTest::newRow("watch and control") << Roles(Role::Watch | Role::Control) << true << true << false;
    QTest::newRow("all") << Roles(Role::Watch | Role::Control | Role::Publish) << true << true << true;
}

void TestServerAccess::rolesOpenDoors()
{
    QFETCH(Roles, roles);
    QFETCH(bool, watches);
    QFETCH(bool, controls);
    QFETCH(bool, publishes);
    const QByteArray token = bearer(addToken(u"ann"_s, roles));
    const QByteArray all = bearer(addToken(u"ci"_s, Role::Publish));
    open();
    const QByteArray event = R"({"event_type":"log","data":{"message":"hello"}})";
    QCOMPARE(status(http("POST", projectPath.toUtf8() + "/events", all, event)), 200);
    const auto expected = [](bool may, int status) { return may ? status : 403; };
    const QByteArray path = projectPath.toUtf8();
    QCOMPARE(status(http("GET", path + "/state", token)), expected(watches, 200));
    QCOMPARE(status(http("GET", path + "/events", token)), expected(watches, 200));
    QCOMPARE(status(http("GET", "/metrics", token)), expected(watches, 200));
    QCOMPARE(status(http("POST", path + "/events", token, event)), expected(publishes, 200));
    QCOMPARE(status(http("POST", path + "/approvals/apr_x", token, R"({"decision":"approved"})")),
             expected(controls, 404));
    QCOMPARE(status(http("POST", path + "/cancel", token, "{}")), expected(controls, 200));
    QCOMPARE(status(http("GET", "/healthz", token)), 200);
    const auto opens = [&](const QByteArray &socketPath) {
        QTcpSocket socket;
        socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
        QObject::connect(&socket, &QTcpSocket::connected, &socket,
                         [&] { socket.write(handshake(socketPath, "localhost", token)); });
        QByteArray answer;
        return QTest::qWaitFor([&] { return (answer += socket.readAll()).contains("\r\n\r\n"); })
            ? answer.split(' ').value(1).toInt()
            : 0;
    };
    for (const QByteArray &prefix : { "/api/v1/ws/projects/churn"_ba, path }) {
        QCOMPARE(opens(prefix + "/stream"), expected(watches, 101));
        QCOMPARE(opens(prefix + "/publish"), expected(publishes, 101));
    }
}

void TestServerAccess::badTokensStoreNothing_data()
{
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("status");
    QTest::newRow("none") << QByteArray() << 401;
    QTest::newRow("unknown") << bearer(makeToken()) << 401;
    QTest::newRow("empty") << "Authorization: Bearer \r\n"_ba << 401;
    QTest::newRow("cut short") << "CUT"_ba << 401;
    QTest::newRow("one letter more") << "MORE"_ba << 401;
    QTest::newRow("other scheme") << "Authorization: Basic Y2k6c3d0\r\n"_ba << 401;
    QTest::newRow("twice, one of them right") << "TWICE"_ba << 400;
    QTest::newRow("line feed inside") << "Authorization: Bearer swt_x\nX-Role: publish\r\n"_ba << 400;
    QTest::newRow("NUL inside") << QByteArray("Authorization: Bearer swt_\0x\r\n", 30) << 400;
    QTest::newRow("folded") << "Authorization: Bearer\r\n swt_x\r\n"_ba << 400;
    QTest::newRow("a header of one's own role") << "X-Stagewatch-Role: publish\r\nX-Forwarded-User: ci\r\n"_ba << 401;
    QTest::newRow("in the name of another host") << "HOST"_ba << 400;
    QTest::newRow("very long") << "Authorization: Bearer " + QByteArray(15'000, 'x') + "\r\n" << 401;
}

void TestServerAccess::badTokensStoreNothing()
{
    QFETCH(QByteArray, headers);
    QFETCH(int, status);
    const QByteArray token = addToken(u"ci"_s, Role::Publish);
    open();
    if (headers == "CUT")
        headers = bearer(token.chopped(1));
    else if (headers == "MORE")
        headers = bearer(token + 'x');
    else if (headers == "TWICE")
        headers = bearer(token) + bearer(makeToken());
    else if (headers == "HOST")
        headers = bearer(token) + "Host: localhost\r\n";
    const QByteArray event = R"({"event_type":"log","data":{"message":"forged"}})";
    QCOMPARE(this->status(http("POST", projectPath.toUtf8() + "/events", headers, event)), status);
    const QByteArray answer =
        exchange(m_server->url(), handshake("/api/v1/ws/projects/churn/publish", "localhost", headers));
    QCOMPARE(answer.split(' ').value(1).toInt(), status);
    QCOMPARE(answer.contains("\r\nWWW-Authenticate: Bearer"), status == 401);
    QCOMPARE(this->status(http("POST", projectPath.toUtf8() + "/cancel", headers, "{}")), status);
    QCOMPARE(stored(), 0);
    // The right one still does.
    QCOMPARE(this->status(http("POST", projectPath.toUtf8() + "/events", bearer(token), event)), 200);
    QCOMPARE(stored(), 1);
}

void TestServerAccess::whoDecidesIsTheToken()
{
    const QByteArray ci = bearer(addToken(u"ci"_s, Role::Publish));
    const QByteArray ann = bearer(addToken(u"ann"_s, Role::Control));
    open();
    const QByteArray path = projectPath.toUtf8();
    QCOMPARE(status(http("POST", path + "/events", ci,
                         R"({"event_type":"approval_required","data":{"approval_id":"apr_1","message":"Go?"}})")),
             200);
    QCOMPARE(status(http("POST", path + "/approvals/apr_1", ann, R"({"decision":"approved","responder":"the boss"})")),
             200);
    const QByteArray events = exchange(m_server->url(), http("GET", path + "/events", bearer(m_watch)));
    QVERIFY2(events.contains(R"("responder":"ann")"), events.constData());
    QVERIFY(!events.contains("the boss"));
}

void TestServerAccess::lostTokensEndTheirSessions_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("removed") << u"remove"_s;
    QTest::newRow("another token") << u"renew"_s;
    QTest::newRow("a role less") << u"less"_s;
    QTest::newRow("the file is gone") << u"file"_s;
}

void TestServerAccess::lostTokensEndTheirSessions()
{
    QFETCH(QString, how);
    const Roles roles = Role::Watch | Role::Publish;
    const QByteArray ann = addToken(u"ann"_s, roles);
    open();
    Peer watcher(m_server->url(), projectPath + u"/stream"_s, ann);
    Peer publisher(m_server->url(), projectPath + u"/publish"_s, ann);
    Peer other(m_server->url(), projectPath + u"/stream"_s, m_watch);
    QTRY_VERIFY(watcher.has(u"connected"_s) && publisher.has(u"connected"_s) && other.has(u"connected"_s));
    QString error;
    if (how == "file"_L1) {
        QVERIFY(QFile::remove(tokenFile()));
    } else {
        const auto edit = [&](TokenBook &book, QString *) {
            const bool gone = book.remove(u"ann"_s);
            const QDateTime now = QDateTime::currentDateTimeUtc();
            if (how == "renew"_L1)
                return gone && book.add(u"ann"_s, roles, makeToken(), now);
            return gone && (how == "remove"_L1 || book.add(u"ann"_s, Role::Watch, ann, now));
        };
        QVERIFY2(editTokenBook(tokenFile(), edit, &error), qPrintable(error));
    }
    for (Peer *peer : { &watcher, &publisher }) {
        QTRY_COMPARE(peer->socket().state(), QAbstractSocket::UnconnectedState);
        QCOMPARE(int(peer->socket().closeCode()), 4401);
        QVERIFY(peer->socket().closeReason().contains(u"token"_s));
    }
    const int again = status(http("GET", projectPath.toUtf8() + "/state", bearer(ann)));
    QCOMPARE(again, how == "less"_L1 ? 200 : 401);
    if (how != "file"_L1) {
        other.send(R"({"type":"ping"})");
        QTRY_VERIFY(other.has(u"pong"_s));
    }
}

void TestServerAccess::startIsRefused_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("says");
    QTest::newRow("no tokens for others") << u"open"_s << u"stagewatch token add"_s;
    QTest::newRow("no such token file") << u"missing"_s << u"no token file"_s;
    QTest::newRow("token file of everybody") << u"readable"_s << u"chmod 600"_s;
    QTest::newRow("certificate without key") << u"half TLS"_s << u"--tls-key"_s;
}

void TestServerAccess::startIsRefused()
{
    QFETCH(QString, what);
    QFETCH(QString, says);
    ServerOptions options;
    options.port = 0;
    options.hostsAny = true;
    options.dataDirectory = m_folder->filePath(u"data"_s);
    if (what == "open"_L1)
        options.address = QHostAddress(QHostAddress::Any);
    else if (what == "missing"_L1)
        options.tokenFile = m_folder->filePath(u"nowhere"_s);
    else if (what == "readable"_L1)
        options.tokenFile = tokenFile();
    else
        options.tlsCertificateFile = tokenFile();
    QVERIFY(QFile::setPermissions(tokenFile(), QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    Server server(options);
    QString error;
    QVERIFY(!server.start(&error));
    QVERIFY2(error.contains(says), qPrintable(error));
    QVERIFY(!QFileInfo::exists(options.dataDirectory));
}

void TestServerAccess::oneServerAFolder()
{
    open();
    ServerOptions options;
    options.port = 0;
    options.hostsAny = true;
    options.dataDirectory = m_folder->filePath(u"data"_s);
    QString error;
    {
        Server second(options);
        QVERIFY(!second.start(&error));
        QVERIFY2(error.contains(options.dataDirectory)
                     && error.contains(QString::number(QCoreApplication::applicationPid())),
                 qPrintable(error));
    }
    // The first is undisturbed, and lets go when it ends.
    QCOMPARE(status(http("GET", "/healthz", {})), 200);
    m_server.reset();
    Server third(options);
    QVERIFY2(third.start(&error), qPrintable(error));
}

void TestServerAccess::limitsAnswer429_data()
{
    QTest::addColumn<QString>("limit");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("elsewhere"); // where the door is still open; empty: nowhere
    const QByteArray stream = "/api/v1/ws/projects/churn/stream";
    const QByteArray publish = "/api/v1/ws/projects/churn/publish";
    QTest::newRow("watchers") << u"watchers"_s << stream << publish;
    QTest::newRow("publishers") << u"publishers"_s << publish << stream;
    QTest::newRow("connections") << u"connections"_s << stream << QByteArray();
    QTest::newRow("connections of an address") << u"address"_s << publish << QByteArray();
    QTest::newRow("projects") << u"projects"_s << "/api/v1/ws/projects/another/publish"_ba << stream;
}

void TestServerAccess::limitsAnswer429()
{
    QFETCH(QString, limit);
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, elsewhere);
    const QByteArray token = addToken(u"ann"_s, Role::Watch | Role::Publish);
    open([&](ServerOptions &options) {
        (limit == "watchers"_L1          ? options.maxWatchersPerProject
             : limit == "publishers"_L1  ? options.maxPublishersPerProject
             : limit == "connections"_L1 ? options.maxConnections
             : limit == "address"_L1     ? options.maxConnectionsPerAddress
                                         : options.maxProjects) = 2;
        if (limit == "projects"_L1)
            options.maxProjects = 1;
    });
    Peer one(m_server->url(), limit == "publishers"_L1 ? projectPath + u"/publish"_s : projectPath + u"/stream"_s,
             token);
    QTRY_VERIFY(one.has(u"connected"_s));
    Peer two(m_server->url(), limit == "publishers"_L1 ? projectPath + u"/publish"_s : projectPath + u"/stream"_s,
             token);
    QTRY_VERIFY(two.has(u"connected"_s));
    const QByteArray answer = exchange(m_server->url(), handshake(path, "localhost", bearer(token)));
    QVERIFY2(answer.startsWith("HTTP/1.1 429 "), answer.constData());
    QVERIFY(answer.contains("\r\nRetry-After: "));
    if (limit == "projects"_L1) {
        QCOMPARE(
            status(http("POST", "/api/v1/projects/another/events", bearer(token), R"({"event_type":"log"})")) / 100, 4);
        QVERIFY(!QFileInfo::exists(m_folder->filePath(u"data/projects/another"_s)));
    }
    if (!elsewhere.isEmpty()) {
        Peer three(m_server->url(), QString::fromUtf8(elsewhere), token);
        QTRY_VERIFY(three.has(u"connected"_s));
    } else {
        QCOMPARE(status(http("GET", "/healthz", {})), 200);
    }
    one.send(R"({"type":"ping"})");
    QTRY_VERIFY(one.has(u"pong"_s));
}

void TestServerAccess::freedPlacesAreGivenAgain()
{
    open([](ServerOptions &options) { options.maxConnectionsPerAddress = 1; });
    for (int i = 0; i < 3; ++i) {
        // Each try is a connection too, so the last word is the loop's.
        QVERIFY(QTest::qWaitFor([this] { return status(http("GET", "/api/v1/projects", bearer(m_watch))) == 200; }));
        std::unique_ptr<Peer> peer;
        QVERIFY(QTest::qWaitFor([&] {
            if (!peer || peer->socket().state() == QAbstractSocket::UnconnectedState)
                peer = std::make_unique<Peer>(m_server->url(), projectPath + u"/stream"_s, m_watch);
            return peer->has(u"connected"_s);
        }));
        QCOMPARE(status(http("GET", "/api/v1/projects", bearer(m_watch))), 429);
        peer.reset();
        // A handshake that fails behind the door leaves its place as well.
        QByteArray odd = handshake("/api/v1/ws/projects/churn/stream", "localhost", bearer(m_watch));
        odd.replace("HTTP/1.1", "HTTP/1.0");
        QVERIFY(QTest::qWaitFor([&] {
            const int answer = status(odd);
            return answer != 429 && answer != 101;
        }));
    }
}

void TestServerAccess::silentConnectionsMakeRoomForTheirOwn()
{
    open();
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    int ended = 0;
    for (int i = 0; i < 1100; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        connect(silent.back().get(), &QTcpSocket::disconnected, this, [&] { ++ended; });
        silent.back()->connectToHost(m_server->url().host(), quint16(m_server->url().port()));
        if (i % 100 == 99)
            QTRY_COMPARE(silent.back()->state(), QAbstractSocket::ConnectedState);
    }
    QCOMPARE(status(http("GET", "/healthz", {})), 200);
    QTRY_VERIFY(ended >= 70);
}

void TestServerAccess::bodiesAreLimited_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("at the limit") << qsizetype(4 * 1024 * 1024) << 200;
    QTest::newRow("one byte more") << qsizetype(4 * 1024 * 1024 + 1) << 413;
}

void TestServerAccess::bodiesAreLimited()
{
    QFETCH(qsizetype, size);
    QFETCH(int, status);
    const QByteArray ci = bearer(addToken(u"ci"_s, Role::Publish));
    open([](ServerOptions &options) { options.maxPublishBody = 4 * 1024 * 1024; });
    QByteArray body;
    const QByteArray line = R"({"event_type":"log","data":{"message":")" + QByteArray(1000, 'x') + "\"}}\n";
    while (body.size() + line.size() <= size)
        body += line;
    const qint64 events = body.count('\n');
    body += QByteArray(size - body.size(), ' ');
    QByteArray request = http("POST", projectPath.toUtf8() + "/events", ci, body);
    request.replace("Content-Type: application/json", "Content-Type: application/x-ndjson");
    QCOMPARE(this->status(request), status);
    QCOMPARE(stored(), status == 200 ? events : 0);
}

void TestServerAccess::otherSitesWriteNothing_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<bool>("admitted");
    QTest::newRow("evil") << "https://evil.example"_ba << false;
    QTest::newRow("null") << "null"_ba << false;
    QTest::newRow("begins like an allowed one") << "https://board.example.org.evil.example"_ba << false;
    QTest::newRow("allowed, but another port") << "https://board.example.org:444"_ba << false;
    QTest::newRow("allowed") << "https://board.example.org"_ba << true;
}

void TestServerAccess::otherSitesWriteNothing()
{
    QFETCH(QByteArray, origin);
    QFETCH(bool, admitted);
    const QByteArray ci = bearer(addToken(u"ci"_s, Role::Publish | Role::Control));
    open([](ServerOptions &options) { options.allowedOrigins = QStringList{ u"https://board.example.org"_s }; });
    const QByteArray headers = ci + "Origin: " + origin + "\r\n";
    const QByteArray event = R"({"event_type":"log","data":{"message":"hello"}})";
    QCOMPARE(status(http("POST", projectPath.toUtf8() + "/events", headers, event)), admitted ? 200 : 403);
    QCOMPARE(stored(), admitted ? 1 : 0);
}

void TestServerAccess::metricsTellOfTheDoor()
{
    const QByteArray ci = addToken(u"ci"_s, Role::Publish);
    open();
    Peer watcher(m_server->url(), projectPath + u"/stream"_s, m_watch);
    Peer publisher(m_server->url(), projectPath + u"/publish"_s, ci);
    QTRY_VERIFY(watcher.has(u"connected"_s) && publisher.has(u"connected"_s));
    publisher.send(R"({"event_type":"log","data":{"message":"hello"},"publisher_id":"p","publisher_sequence":1})");
    QTRY_VERIFY(publisher.has(u"published"_s));
    QCOMPARE(status(http("GET", "/metrics", {})), 401);
    QCOMPARE(status(http("GET", "/metrics", bearer(ci))), 403);
    QCOMPARE(status(http("GET", "/healthz", "Origin: https://evil.example\r\n")), 403);
    const QByteArray page = metrics();
    QVERIFY(page.startsWith("HTTP/1.1 200 "));
    QVERIFY2(page.contains("\r\nContent-Type: text/plain; version=0.0.4"), page.left(200).constData());
    for (const QByteArray &line :
         { R"(stagewatch_connections{kind="watch"} 1)"_ba, R"(stagewatch_connections{kind="publish"} 1)"_ba,
           R"(stagewatch_connections{kind="http"} 1)"_ba, R"(stagewatch_connections{kind="waiting"} 0)"_ba,
           "stagewatch_projects 1"_ba, "stagewatch_events_total 1"_ba, "stagewatch_watcher_lag_events 0"_ba,
           R"(stagewatch_refusals_total{reason="no_token"} 1)"_ba,
           R"(stagewatch_refusals_total{reason="missing_role"} 1)"_ba,
           R"(stagewatch_refusals_total{reason="foreign_origin"} 1)"_ba })
        QVERIFY2(page.contains('\n' + line + '\n'), page.constData());
    QVERIFY(!page.contains("stagewatch_journal_sync_seconds_count 0\n"));
    QVERIFY(!page.contains("swt_"));
}

void TestServerAccess::metricsCountTraffic()
{
#ifndef Q_OS_LINUX
    QSKIP("Only Linux tells how many bytes went over a connection");
#endif
    const QByteArray ci = bearer(addToken(u"ci"_s, Role::Publish));
    open();
    const auto value = [this](const QByteArray &name) {
        for (const QByteArray &line : metrics().split('\n')) {
            if (line.startsWith(name + ' '))
                return line.split(' ').last().toDouble();
        }
        return -1.0;
    };
    const double received = value("stagewatch_received_bytes_total");
    const double sent = value("stagewatch_sent_bytes_total");
    QVERIFY(received > 0 && sent >= 0);
    const QByteArray body = R"({"event_type":"log","data":{"message":")" + QByteArray(100'000, 'x') + "\"}}";
    QCOMPARE(status(http("POST", projectPath.toUtf8() + "/events", ci, body)), 200);
    const double after = value("stagewatch_received_bytes_total");
    QVERIFY2(after > received + 100'000 && after < received + 110'000,
             QByteArray::number(after - received).constData());
    QCOMPARE(status(http("GET", projectPath.toUtf8() + "/events", bearer(m_watch))), 200);
    const double sentAfter = value("stagewatch_sent_bytes_total");
    QVERIFY2(sentAfter > sent + 100'000 && sentAfter < sent + 120'000,
             QByteArray::number(sentAfter - sent).constData());
}

QTEST_GUILESS_MAIN(TestServerAccess)
#include "tst_serveraccess.moc"
