// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "streamclient.h"
#include "tokenhost.h"

#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// How many and how much a host takes, over real sockets, and what it counts of that.
class TestServerLimits : public QObject, private TokenHost
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void limitsAnswer429_data();
    void limitsAnswer429();
    void freedPlacesAreGivenAgain();
    void silentConnectionsMakeRoomForTheirOwn();
    void bodiesAreLimited_data();
    void bodiesAreLimited();
    void metricsTellOfTheDoor();
    void metricsCountTraffic();
};

void TestServerLimits::limitsAnswer429_data()
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

void TestServerLimits::limitsAnswer429()
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

void TestServerLimits::freedPlacesAreGivenAgain()
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

void TestServerLimits::silentConnectionsMakeRoomForTheirOwn()
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

void TestServerLimits::bodiesAreLimited_data()
{
    QTest::addColumn<qsizetype>("size");
    QTest::addColumn<int>("status");
    QTest::newRow("at the limit") << qsizetype(4 * 1024 * 1024) << 200;
    QTest::newRow("one byte more") << qsizetype(4 * 1024 * 1024 + 1) << 413;
}

void TestServerLimits::bodiesAreLimited()
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

void TestServerLimits::metricsTellOfTheDoor()
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

void TestServerLimits::metricsCountTraffic()
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

QTEST_GUILESS_MAIN(TestServerLimits)
#include "tst_serverlimits.moc"
