// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/accessrules.h"

#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;

class TestAccessRules : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void hostsAndOrigins_data();
    void hostsAndOrigins();
    void occupancy_data();
    void occupancy();
    void readsHeads_data();
    void readsHeads();
    void recognisesWebSocket_data();
    void recognisesWebSocket();
    void readsPaths_data();
    void readsPaths();

private:
    static int statusOf(const Verdict &verdict)
    {
        const auto *refusal = std::get_if<Refusal>(&verdict);
        return refusal ? refusal->status : 0;
    }
    static RequestHead stream(const QByteArray &host, const QByteArray &origin = {})
    {
        RequestHead head{ "GET",
                          "/api/v1/projects/p/stream",
                          {},
                          { { "host", host }, { "upgrade", "WebSocket" }, { "connection", "keep-alive, Upgrade" } } };
        if (!origin.isEmpty())
            head.headers.emplace_back("origin", origin);
        return head;
    }
};

void TestAccessRules::hostsAndOrigins_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<int>("status");
    const QString loopback = u"127.0.0.1"_s;
    const QString any = u"0.0.0.0"_s;
    QTest::newRow("localhost") << loopback << "LocalHost:8000"_ba
                               << ""_ba << 0;
    QTest::newRow("loopback address") << loopback << "127.0.0.2"_ba
                                      << ""_ba << 0;
    QTest::newRow("rebound name") << loopback << "evil.example"_ba
                                  << ""_ba << 403;
    QTest::newRow("LAN address to loopback") << loopback << "192.168.1.5:8000"_ba
                                             << ""_ba << 403;
    QTest::newRow("LAN address") << any << "192.168.1.5:8000"_ba
                                 << ""_ba << 0;
    QTest::newRow("own name") << any << "workstation:8000"_ba
                              << ""_ba << 0;
    QTest::newRow("foreign name") << any << "evil.example"_ba
                                  << ""_ba << 403;
    QTest::newRow("name with a user") << loopback << "localhost@evil.example"_ba
                                      << ""_ba << 403;
    QTest::newRow("empty") << loopback << ""_ba
                           << ""_ba << 403;
    QTest::newRow("own origin") << loopback << "localhost"_ba
                                << "http://127.0.0.1:5173"_ba << 0;
    QTest::newRow("https origin") << any << "workstation"_ba
                                  << "https://workstation"_ba << 0;
    QTest::newRow("foreign origin") << any << "workstation"_ba
                                    << "https://evil.example"_ba << 403;
    QTest::newRow("file origin") << loopback << "localhost"_ba
                                 << "file://localhost"_ba << 403;
    QTest::newRow("null origin") << loopback << "localhost"_ba
                                 << "null"_ba << 403;
    QTest::newRow("extension origin") << loopback << "localhost"_ba
                                      << "moz-extension://localhost"_ba << 403;
}

void TestAccessRules::hostsAndOrigins()
{
    QFETCH(QString, address);
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QFETCH(int, status);
    const AccessRules rules(QHostAddress(address), { u"workstation"_s });
    const Verdict verdict = rules.judge(stream(host, origin), { false, 1, 10 }, [](const QString &) {
        return ProjectOccupancy{ true, 0, 5 };
    });
    QCOMPARE(statusOf(verdict), status);
    if (status == 0)
        QVERIFY((std::get<Admission>(verdict) == Admission{ Admission::Route::Stream, u"p"_s }));
}

void TestAccessRules::occupancy_data()
{
    QTest::addColumn<bool>("stopping");
    QTest::addColumn<int>("connections");
    QTest::addColumn<bool>("exists");
    QTest::addColumn<int>("watchers");
    QTest::addColumn<int>("status");
    QTest::newRow("room") << false << 10 << true << 4 << 0;
    QTest::newRow("stopping") << true << 1 << true << 0 << 503;
    QTest::newRow("house is full") << false << 11 << true << 0 << 429;
    QTest::newRow("project is full") << false << 1 << true << 5 << 429;
    QTest::newRow("no such project") << false << 1 << false << 0 << 404;
}

void TestAccessRules::occupancy()
{
    QFETCH(bool, stopping);
    QFETCH(int, connections);
    QFETCH(bool, exists);
    QFETCH(int, watchers);
    QFETCH(int, status);
    const AccessRules rules(QHostAddress(QHostAddress::LocalHost), {});
    const Verdict verdict = rules.judge(stream("localhost"), { stopping, connections, 10 }, [&](const QString &) {
        return ProjectOccupancy{ exists, watchers, 5 };
    });
    QCOMPARE(statusOf(verdict), status);
    if (status == 429 || status == 503)
        QVERIFY(httpResponse(std::get<Refusal>(verdict)).contains("\r\nRetry-After: "));
}

void TestAccessRules::readsHeads_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("valid");
    QTest::newRow("plain") << "GET /a?b=c HTTP/1.1\r\nHost: x\r\nX-Y:  z \r\n\r\n"_ba << true;
    QTest::newRow("with a body behind") << "POST / HTTP/1.0\r\n\r\nbody\r\n\r\n"_ba << true;
    QTest::newRow("unfinished") << "GET / HTTP/1.1\r\nHost: x\r\n"_ba << false;
    QTest::newRow("no version") << "GET /\r\n\r\n"_ba << false;
    QTest::newRow("HTTP/2") << "GET / HTTP/2\r\n\r\n"_ba << false;
    QTest::newRow("absolute form") << "GET http://evil.example/ HTTP/1.1\r\n\r\n"_ba << false;
    QTest::newRow("space in the name") << "GET / HTTP/1.1\r\nHost : x\r\n\r\n"_ba << false;
    QTest::newRow("folded") << "GET / HTTP/1.1\r\nHost: x\r\n y\r\n\r\n"_ba << false;
    QTest::newRow("NUL") << QByteArray("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 24) << false;
    QTest::newRow("lone line feed") << "GET / HTTP/1.1\r\nA: b\nHost: c\r\n\r\n"_ba << false;
    QTest::newRow("empty") << "\r\n\r\n"_ba << false;
}

void TestAccessRules::readsHeads()
{
    QFETCH(QByteArray, bytes);
    QFETCH(bool, valid);
    const std::optional<RequestHead> head = parseRequestHead(bytes);
    QCOMPARE(head.has_value(), valid);
    if (head && head->count("host") == 1) {
        QCOMPARE(head->path, "/a"_ba);
        QCOMPARE(head->query, "b=c"_ba);
        QCOMPARE(head->value("x-y"), std::optional("z"_ba));
    }
}

void TestAccessRules::recognisesWebSocket_data()
{
    QTest::addColumn<QByteArray>("upgrade");
    QTest::addColumn<QByteArray>("connection");
    QTest::addColumn<bool>("wants");
    QTest::newRow("plain") << "websocket"_ba
                           << "Upgrade"_ba << true;
    QTest::newRow("Firefox") << "WebSocket"_ba
                             << "keep-alive, Upgrade"_ba << true;
    QTest::newRow("no connection") << "websocket"_ba
                                   << "close"_ba << false;
    QTest::newRow("other protocol") << "h2c"_ba
                                    << "Upgrade"_ba << false;
}

void TestAccessRules::recognisesWebSocket()
{
    QFETCH(QByteArray, upgrade);
    QFETCH(QByteArray, connection);
    QFETCH(bool, wants);
    QCOMPARE((RequestHead{ "GET", "/", {}, { { "upgrade", upgrade }, { "connection", connection } } }).wantsWebSocket(),
             wants);
}

void TestAccessRules::readsPaths_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("stream");
    QTest::addColumn<QString>("project"); // null: none
    QTest::newRow("stream with ws") << "/api/v1/ws/projects/a.b/stream"_ba << true << u"a.b"_s;
    QTest::newRow("stream without ws") << "/api/v1/projects/a~b/stream"_ba << true << u"a~b"_s;
    QTest::newRow("encoded id") << "/api/v1/projects/%70/stream"_ba << true << u"p"_s;
    QTest::newRow("encoded slash stays in the id") << "/api/v1/projects/a%2fb/stream"_ba << true << u"a/b"_s;
    QTest::newRow("state") << "/api/v1/projects/p/state"_ba << false << u"p"_s;
    QTest::newRow("REST below ws") << "/api/v1/ws/projects/p/state"_ba << false << QString();
    QTest::newRow("slash behind") << "/api/v1/projects/p/stream/"_ba << false << u"p"_s;
    QTest::newRow("list") << "/api/v1/projects"_ba << false << QString();
    QTest::newRow("root") << "/"_ba << false << QString();
}

void TestAccessRules::readsPaths()
{
    QFETCH(QByteArray, path);
    QFETCH(bool, stream);
    QFETCH(QString, project);
    const ApiPath parsed = parseApiPath(path);
    QCOMPARE(parsed.isStream, stream);
    QCOMPARE(parsed.hasProject, !project.isNull());
    QCOMPARE(parsed.projectId, project);
}

QTEST_GUILESS_MAIN(TestAccessRules)
#include "tst_accessrules.moc"
