// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamclient.h"
#include "tokenhost.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(stagewatch::server::Roles)

/// Who gets in, how many, and who is let go again, over real sockets.
class TestServerAccess : public QObject, private TokenHost
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
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
    void otherSitesWriteNothing_data();
    void otherSitesWriteNothing();
};

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

QTEST_GUILESS_MAIN(TestServerAccess)
#include "tst_serveraccess.moc"
