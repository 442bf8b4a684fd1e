// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server.h"
#include "streamclient.h"

#include <QDir>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#endif

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What the one port lets in, and how it refuses the rest, over real sockets.
class TestFrontDoor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void refusesWithAStatus_data();
    void refusesWithAStatus();
    void admitsOwnNames_data();
    void admitsOwnNames();
    void slowHeadIsEnded();
    void neverEndingHeadIsEnded();
    void headInPiecesIsServed();
    void hostileFramesCostNobodyElse_data();
    void hostileFramesCostNobodyElse();
    void answersThatNobodyReadsEndTheConnection_data();
    void answersThatNobodyReadsEndTheConnection();
    void deadPeersAreNoticed();
    void rest_data();
    void rest();
    void eventsArePaged();
    void eventsAreStrictJson();
    void pagesThatNobodyTakesHoldNoMemory();
    void connectionsAreCounted();
    void limitsAnswer429();
    void largeBodiesTakeTurns();
    void onlyHostedProjectsExist();
    void oneRequestAConnection();
    void stopsWhateverItsWatchersDo();

private:
    void open(const std::function<void(ServerOptions &)> &change = {});
    [[nodiscard]] bool stillServes();
    std::unique_ptr<Server> m_server;
};

void TestFrontDoor::open(const std::function<void(ServerOptions &)> &change)
{
    ServerOptions options;
    options.port = 0;
    options.speed = 0.01;
    options.hosted.push_back({ QString(), builtInScenario(u"approval"_s).value() });
    if (change)
        change(options);
    m_server = std::make_unique<Server>(options);
    QString error;
    QVERIFY2(m_server->start(&error), qPrintable(error));
}

void TestFrontDoor::init()
{
    open();
}

void TestFrontDoor::cleanup()
{
    m_server.reset();
}

bool TestFrontDoor::stillServes()
{
    StreamClient client(m_server->url());
    return QTest::qWaitFor([&] { return client.has(u"connected"_s); });
}

void TestFrontDoor::refusesWithAStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const QByteArray path = "/api/v1/ws/projects/p/stream";
    QTest::newRow("foreign origin") << handshake(path, "localhost", "Origin: https://evil.example\r\n") << 403;
    QTest::newRow("null origin") << handshake(path, "localhost", "Origin: null\r\n") << 403;
    QTest::newRow("origin that begins like ours")
        << handshake(path, "localhost", "Origin: http://localhost.evil.example\r\n") << 403;
    QTest::newRow("foreign host") << handshake(path, "evil.example:8000") << 403;
    QTest::newRow("foreign host by REST")
        << QByteArray("GET /api/v1/projects HTTP/1.1\r\nHost: evil.example\r\n\r\n") << 403;
    QTest::newRow("cross-site POST") << QByteArray(
        "POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
        "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")
                                     << 403;
    QTest::newRow("two hosts") << handshake(path, "localhost", "Host: localhost\r\n") << 400;
    QTest::newRow("no host") << QByteArray("GET /healthz HTTP/1.1\r\n\r\n") << 400;
    QTest::newRow("not HTTP") << QByteArray("\x16\x03\x01\x02\x00\x01\r\n\r\n", 10) << 400;
    QTest::newRow("header without a name") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\n: x\r\n\r\n") << 400;
    QTest::newRow("big header") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + QByteArray(100'000, 'x')
                                              + "\r\n\r\n")
                                << 431;
    QTest::newRow("60 MB header") << QByteArray("GET / HTTP/1.1\r\nHost: localhost\r\nX: "
                                                + QByteArray(60'000'000, 'x'))
                                  << 431;
    QTest::newRow("body of 100 GB") << QByteArray(
        "POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n")
                                    << 413;
    QTest::newRow("negative length") << QByteArray(
        "POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")
                                     << 400;
    QTest::newRow("chunked body") << QByteArray(
        "POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n")
                                  << 411;
    QTest::newRow("id climbs") << handshake("/api/v1/ws/projects/..%2f..%2fetc%2fpasswd/stream", "localhost") << 400;
    QTest::newRow("id is two dots") << handshake("/api/v1/ws/projects/../stream", "localhost") << 400;
    QTest::newRow("id has a NUL") << handshake("/api/v1/ws/projects/a%00b/stream", "localhost") << 400;
    QTest::newRow("id of 300 characters")
        << handshake("/api/v1/ws/projects/" + QByteArray(300, 'a') + "/stream", "localhost") << 400;
    QTest::newRow("id is empty") << handshake("/api/v1/ws/projects//stream", "localhost") << 400;
    for (const auto &[name, id] :
         std::initializer_list<std::pair<const char *, QByteArray>>{ { "climbs", "..%2f..%2fetc%2fpasswd" },
                                                                     { "has a NUL", "a%00b" },
                                                                     { "is long", QByteArray(300, 'a') },
                                                                     { "has a line break", "a%0d%0aX-Evil:%201" },
                                                                     { "is half a character", "%c3%28" } }) {
        QTest::addRow("publish id %s", name) << handshake("/api/v1/ws/projects/" + id + "/publish", "localhost") << 400;
        QTest::addRow("events id %s", name) << "POST /api/v1/projects/" + id
                + "/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                  "Content-Length: 2\r\n\r\n{}"
                                            << 400;
    }
    QTest::newRow("publish by POST") << QByteArray("POST /api/v1/ws/projects/p/publish HTTP/1.1\r\nHost: localhost\r\n"
                                                   "Content-Length: 2\r\n\r\n{}")
                                     << 405;
    QTest::newRow("publish without upgrade")
        << QByteArray("GET /api/v1/projects/p/publish HTTP/1.1\r\nHost: localhost\r\n\r\n") << 426;
    QTest::newRow("foreign page publishes")
        << handshake("/api/v1/ws/projects/p/publish", "localhost", "Origin: https://evil.example\r\n") << 403;
    QTest::newRow("events of 100 GB") << QByteArray(
        "POST /api/v1/projects/p/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n")
                                      << 413;
    QTest::newRow("no such stream path") << handshake("/api/v2/projects/p/stream", "localhost") << 404;
    QTest::newRow("upgrade on a REST path") << handshake("/api/v1/projects/p/state", "localhost") << 404;
    QTest::newRow("stream without upgrade")
        << QByteArray("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n") << 426;
    QTest::newRow("another version of WebSocket")
        << handshake(path, "localhost").replace("Version: 13", "Version: 99") << 426;
    QTest::newRow("no version of WebSocket")
        << handshake(path, "localhost").replace("Sec-WebSocket-Version: 13\r\n", "") << 426;
    QTest::newRow("handshake without a key")
        << handshake(path, "localhost").replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "") << 400;
    QTest::newRow("handshake with a short key")
        << handshake(path, "localhost").replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNh") << 400;
    QTest::newRow("handshake with two keys")
        << handshake(path, "localhost", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n") << 400;
    QTest::newRow("stream by POST") << QByteArray("POST " + path
                                                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                                    << 405;
}

void TestFrontDoor::refusesWithAStatus()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    const QByteArray answer = exchange(m_server->url(), bytes);
    QVERIFY2(answer.startsWith("HTTP/1.1 " + QByteArray::number(status) + ' '), answer.left(60).constData());
    QVERIFY(answer.contains("Content-Type: application/problem+json\r\n"));
    const QJsonObject problem = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    QCOMPARE(problem["status"_L1].toInt(), status);
    QVERIFY(problem["detail"_L1].toString().size() > 20);
    QVERIFY(stillServes());
}

void TestFrontDoor::admitsOwnNames_data()
{
    QTest::addColumn<QByteArray>("host");
    QTest::addColumn<QByteArray>("origin");
    QTest::newRow("localhost") << QByteArray("localhost:8000") << QByteArray();
    QTest::newRow("address") << QByteArray("127.0.0.1:8000") << QByteArray();
    QTest::newRow("IPv6") << QByteArray("[::1]:8000") << QByteArray();
    QTest::newRow("page of this machine") << QByteArray("localhost") << QByteArray("Origin: http://localhost:5173\r\n");
}

void TestFrontDoor::admitsOwnNames()
{
    QFETCH(QByteArray, host);
    QFETCH(QByteArray, origin);
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(handshake("/api/v1/ws/projects/p/stream", host, origin));
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("event_type"));
    QVERIFY(answer.startsWith("HTTP/1.1 101 "));
}

void TestFrontDoor::slowHeadIsEnded()
{
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    const QByteArray head = handshake("/api/v1/ws/projects/p/stream", "localhost");
    qsizetype sent = 0;
    QTimer drip;
    QObject::connect(&drip, &QTimer::timeout, &socket, [&] { socket.write(head.mid(sent++, 1)); });
    drip.start(500);
    QByteArray answer;
    QTRY_VERIFY_WITH_TIMEOUT((answer += socket.readAll()).contains("\r\n\r\n"), 15'000);
    QVERIFY2(answer.startsWith("HTTP/1.1 408 "), answer.constData());
    QVERIFY(sent < head.size());
}

void TestFrontDoor::neverEndingHeadIsEnded()
{
    // Many that say nothing at all do not keep others out.
    std::vector<std::unique_ptr<QTcpSocket>> silent;
    for (int i = 0; i < 100; ++i) {
        silent.push_back(std::make_unique<QTcpSocket>());
        silent.back()->connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    }
    QVERIFY(stillServes());
    QTRY_VERIFY_WITH_TIMEOUT(
        std::all_of(silent.begin(), silent.end(), [](const auto &socket) { return socket->bytesAvailable() > 0; }),
        15'000);
    QVERIFY(silent.front()->readAll().startsWith("HTTP/1.1 408 "));
}

void TestFrontDoor::headInPiecesIsServed()
{
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    for (const char byte : handshake("/api/v1/ws/projects/p/stream", "localhost")) {
        socket.write(&byte, 1);
        socket.flush();
        QCoreApplication::processEvents();
    }
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("event_type"));
    QVERIFY(answer.startsWith("HTTP/1.1 101 "));
}

void TestFrontDoor::hostileFramesCostNobodyElse_data()
{
    QTest::addColumn<QByteArray>("frames");
    QTest::addColumn<int>("closeCode"); // 0: whatever
    const QByteArray mask(4, '\0');
    QTest::newRow("unmasked") << QByteArray("\x81\x05hello", 7) << 1002;
    QTest::newRow("unmasked behind a masked one")
        << QByteArray("\x81\x8f", 2) + mask + R"({"type":"ping"})" + QByteArray("\x81\x05hello", 7) << 1002;
    QTest::newRow("1 GiB announced") << QByteArray("\x81\xff\x00\x00\x00\x00\x40\x00\x00\x00", 10) + mask << 1009;
    QTest::newRow("length of 2^63") << QByteArray("\x81\xff\xff\xff\xff\xff\xff\xff\xff\xff", 10) + mask << 0;
    QTest::newRow("not UTF-8") << QByteArray("\x81\x82", 2) + mask + QByteArray("\xc3\x28", 2) << 1007;
    QTest::newRow("reserved opcode") << QByteArray("\x83\x80", 2) + mask << 1002;
    QTest::newRow("a million empty fragments")
        << QByteArray("\x01\x80", 2) + mask + (QByteArray("\x00\x80", 2) + mask).repeated(1'000'000) << 0;
    QTest::newRow("fragments of one message without end") << QByteArray("\x01\xfe\xff\xff", 4) + mask
            + QByteArray(65'535, 'x') + (QByteArray("\x00\xfe\xff\xff", 4) + mask + QByteArray(65'535, 'x')).repeated(8)
                                                          << 1009;
}

void TestFrontDoor::hostileFramesCostNobodyElse()
{
    QFETCH(QByteArray, frames);
    QFETCH(int, closeCode);
    StreamClient good(m_server->url());
    QTRY_VERIFY(good.has(u"connected"_s));
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(handshake("/api/v1/ws/projects/proj_abc123/stream", "localhost"));
    QByteArray answer;
    QTRY_VERIFY((answer += socket.readAll()).contains("connected"));
    socket.write(frames);
    if (closeCode != 0) {
        const QByteArray code = QByteArray(1, char(closeCode >> 8)) + QByteArray(1, char(closeCode & 0xff));
        QTRY_VERIFY2((answer += socket.readAll()).contains(code) && answer.lastIndexOf('\x88') >= 0,
                     answer.right(80).toHex().constData());
    } else {
        QTRY_COMPARE(socket.bytesToWrite(), 0);
    }
    good.send({ { u"type"_s, u"ping"_s } });
    QTRY_VERIFY(good.has(u"pong"_s));
    QVERIFY(!good.has(u"error"_s));
}

void TestFrontDoor::answersThatNobodyReadsEndTheConnection_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("frame");
    const QByteArray mask(4, '\0');
    const QByteArray ping = QByteArray("\x89\xfd", 2) + mask + QByteArray(125, 'p');
    for (const char *kind : { "stream", "publish" }) {
        const QByteArray path = "/api/v1/ws/projects/p/" + QByteArray(kind);
        QTest::addRow("pings to %s", kind) << path << ping;
        QTest::addRow("binary messages to %s", kind) << path << QByteArray("\x82\x80", 2) + mask;
        QTest::addRow("texts to %s", kind) << path << QByteArray("\x81\x81", 2) + mask + '{';
    }
}

void TestFrontDoor::answersThatNobodyReadsEndTheConnection()
{
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, frame);
    m_server.reset();
    open([](ServerOptions &options) {
        options.hosted.clear();
        options.hostsAny = true;
    });
    QTcpSocket deaf;
    deaf.setReadBufferSize(1);
    deaf.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(deaf.state(), QAbstractSocket::ConnectedState);
    deaf.write(handshake(path, "localhost"));
    QTRY_VERIFY(deaf.bytesAvailable() > 0);
    constexpr qsizetype chunk = 64 * 1024;
    constexpr qint64 most = 64 * 1024 * 1024; // many times what the system holds between the two
    const QByteArray frames = frame.repeated(chunk / frame.size());
    for (qint64 sent = 0; sent < most && deaf.state() == QAbstractSocket::ConnectedState; sent += frames.size()) {
        deaf.write(frames);
        QVERIFY(QTest::qWaitFor(
            [&] { return deaf.bytesToWrite() == 0 || deaf.state() != QAbstractSocket::ConnectedState; }, 20'000));
    }
    QTRY_COMPARE(deaf.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(stillServes());
}

void TestFrontDoor::deadPeersAreNoticed()
{
#ifndef Q_OS_LINUX
    QSKIP("Only Linux is told how soon");
#else
    StreamClient client(m_server->url());
    QTRY_VERIFY(client.has(u"connected"_s));
    // The server's end of the connection, which is in this process too.
    int found = 0;
    for (const QString &name :
         QDir(u"/proc/self/fd"_s).entryList(QDir::NoDotAndDotDot | QDir::AllEntries | QDir::System)) {
        sockaddr_in peer{};
        socklen_t size = sizeof peer;
        const int descriptor = name.toInt();
        if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&peer), &size) != 0 || peer.sin_family != AF_INET
            || ntohs(peer.sin_port) != client.socket().localPort())
            continue;
        ++found;
        const auto option = [descriptor](int level, int which) {
            int value = 0;
            socklen_t valueSize = sizeof value;
            return ::getsockopt(descriptor, level, which, &value, &valueSize) == 0 ? value : -1;
        };
        QCOMPARE(option(SOL_SOCKET, SO_KEEPALIVE), 1);
        QCOMPARE(option(IPPROTO_TCP, TCP_NODELAY), 1);
        const int seconds =
            option(IPPROTO_TCP, TCP_KEEPIDLE) + option(IPPROTO_TCP, TCP_KEEPINTVL) * option(IPPROTO_TCP, TCP_KEEPCNT);
        QVERIFY2(seconds > 30 && seconds <= 120, qPrintable(QString::number(seconds)));
    }
    QCOMPARE(found, 1);
#endif
}

void TestFrontDoor::rest_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<int>("status");
    const QByteArray json = "application/json";
    const QString project = u"/api/v1/projects/p"_s;
    const auto row = [&](const char *name, const QString &path, const char *method, const QByteArray &body,
                         const QByteArray &type,
                         int status) { QTest::newRow(name) << path << QByteArray(method) << body << type << status; };
    row("health", u"/healthz"_s, "GET", {}, json, 200);
    row("projects", u"/api/v1/projects"_s, "GET", {}, json, 200);
    row("state", project + u"/state"_s, "GET", {}, json, 200);
    row("events", project + u"/events?since=0&limit=5"_s, "GET", {}, json, 200);
    row("connections", project + u"/connections"_s, "GET", {}, json, 200);
    row("cancel", project + u"/cancel"_s, "POST", "{}", json, 200);
    row("cancel with charset", project + u"/cancel"_s, "POST", "{}", "application/json; charset=utf-8", 200);
    row("cancel by GET", project + u"/cancel"_s, "GET", {}, json, 405);
    row("state by POST", project + u"/state"_s, "POST", "{}", json, 405);
    row("cancel as a form", project + u"/cancel"_s, "POST", "a=b", "application/x-www-form-urlencoded", 415);
    row("cancel without JSON", project + u"/cancel"_s, "POST", "nonsense", json, 400);
    row("cancel with a list", project + u"/cancel"_s, "POST", "[]", json, 400);
    row("unknown approval", project + u"/approvals/apr_x"_s, "POST", R"({"decision":"approved"})", json, 404);
    row("approval without decision", project + u"/approvals/apr_x"_s, "POST", "{}", json, 400);
    row("negative since", project + u"/events?since=-1"_s, "GET", {}, json, 400);
    row("since is no number", project + u"/events?since=x"_s, "GET", {}, json, 400);
    row("limit too large", project + u"/events?limit=1000000"_s, "GET", {}, json, 400);
    row("since beyond the head", project + u"/events?since=100000"_s, "GET", {}, json, 410);
    row("another stream", project + u"/events?since=0&stream_id=str_x"_s, "GET", {}, json, 410);
    row("no such path", u"/etc/passwd"_s, "GET", {}, json, 404);
    row("no such part of a project", project + u"/secrets"_s, "GET", {}, json, 404);
    row("bad id", u"/api/v1/projects/a%20b/state"_s, "GET", {}, json, 400);
}

void TestFrontDoor::rest()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, contentType);
    QFETCH(int, status);
    const HttpAnswer answer = request(m_server->url(), path, method, body, contentType);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.contentType, status == 200 ? "application/json"_ba : "application/problem+json"_ba);
    if (status != 200) {
        QCOMPARE(answer.json["status"_L1].toInt(), status);
        QVERIFY(answer.json["detail"_L1].toString().size() > 15);
    }
    if (status == 410)
        QVERIFY(answer.json.contains("first_sequence"_L1) && answer.json.contains("last_sequence"_L1)
                && answer.json.contains("stream_id"_L1));
}

void TestFrontDoor::eventsArePaged()
{
    m_server.reset();
    open([](ServerOptions &options) {
        options.speed = 1000;
        options.hosted.front().scenario = builtInScenario(u"success"_s).value();
        options.startAtOnce = true;
    });
    const QString path = u"/api/v1/projects/success/events"_s;
    QTRY_VERIFY(request(m_server->url(), u"/api/v1/projects/success/state"_s).json["data"_L1]["status"_L1].toString()
                == "completed"_L1);
    qint64 since = 0;
    qint64 last = -1;
    while (since != last) {
        const HttpAnswer page = request(m_server->url(), path + u"?limit=25&since=%1"_s.arg(since));
        QCOMPARE(page.status, 200);
        last = page.json["last_sequence"_L1].toInteger();
        QCOMPARE(page.json["first_sequence"_L1].toInteger(), 1);
        const QJsonArray events = page.json["events"_L1].toArray();
        QVERIFY(!events.isEmpty() && events.size() <= 25);
        for (const QJsonValue &event : events)
            QCOMPARE(event["sequence"_L1].toInteger(), ++since);
    }
    QVERIFY(last > 60);
}

void TestFrontDoor::eventsAreStrictJson()
{
    m_server.reset();
    open([](ServerOptions &options) {
        options.speed = 1000;
        options.hosted.front().scenario = builtInScenario(u"metrics-nan"_s).value();
        options.startAtOnce = true;
    });
    const QString project = u"/api/v1/projects/metrics-nan"_s;
    QTRY_COMPARE(request(m_server->url(), project + u"/state"_s).json["data"_L1]["status"_L1].toString(),
                 u"completed"_s);
    // Qt's reader takes no NaN.
    const HttpAnswer answer = request(m_server->url(), project + u"/events?limit=10000"_s);
    QCOMPARE(answer.status, 200);
    const QJsonArray events = answer.json["events"_L1].toArray();
    QCOMPARE(events.size(), answer.json["last_sequence"_L1].toInt());
    QVERIFY(QJsonDocument(events).toJson().contains(R"("NaN")"));
}

void TestFrontDoor::pagesThatNobodyTakesHoldNoMemory()
{
#if defined(__SANITIZE_ADDRESS__) || !defined(Q_OS_LINUX)
    QSKIP("Only Linux tells the memory of a process, and AddressSanitizer keeps what was freed");
#else
    m_server.reset();
    open([](ServerOptions &options) {
        options.hosted.clear();
        options.hostsAny = true;
    });
    const QByteArray event = R"({"event_type":"log","data":{"message":")" + QByteArray(1000, 'x') + "\"}}";
    const QByteArray batch = '[' + (event + ',').repeated(1500) + event + ']';
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/p/events"_s, "POST", batch).status, 200);
    const auto residentBytes = [] {
        QFile file(u"/proc/self/statm"_s);
        return file.open(QIODevice::ReadOnly) ? file.readAll().split(' ').value(1).toLongLong() * 4096 : 0;
    };
    const qint64 before = residentBytes();
    // All of them ask for a megabyte at once and read nothing of it.
    constexpr int count = 400;
    std::vector<int> deaf;
    for (int i = 0; i < count; ++i) {
        deaf.push_back(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const int small = 4096;
        ::setsockopt(deaf.back(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(quint16(m_server->url().port()));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        QCOMPARE(::connect(deaf.back(), reinterpret_cast<const sockaddr *>(&address), sizeof address), 0);
        const QByteArray ask = "GET /api/v1/projects/p/events?limit=10000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
        QCOMPARE(::send(deaf.back(), ask.constData(), size_t(ask.size()), 0), ssize_t(ask.size()));
    }
    const auto answered = [](int descriptor) {
        char byte = 0;
        return ::recv(descriptor, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 1;
    };
    QTRY_VERIFY_WITH_TIMEOUT(std::all_of(deaf.begin(), deaf.end(), answered), 30'000);
    const qint64 grown = residentBytes() - before;
    for (const int descriptor : deaf)
        ::close(descriptor);
    QVERIFY2(grown < 160 * 1024 * 1024, qPrintable(QString::number(grown)));
    QTRY_COMPARE(request(m_server->url(), u"/api/v1/projects/p/events"_s).status, 200);
#endif
}

void TestFrontDoor::connectionsAreCounted()
{
    const QString path = u"/api/v1/projects/proj_abc123/connections"_s;
    QCOMPARE(request(m_server->url(), path).json,
             (QJsonObject{ { u"project_id"_s, u"proj_abc123"_s }, { u"active_connections"_s, 0 } }));
    {
        StreamClient one(m_server->url());
        StreamClient two(m_server->url());
        QTRY_VERIFY(one.has(u"connected"_s) && two.has(u"connected"_s));
        QCOMPARE(request(m_server->url(), path).json["active_connections"_L1].toInt(), 2);
    }
    QTRY_COMPARE(request(m_server->url(), path).json["active_connections"_L1].toInt(), 0);
}

void TestFrontDoor::limitsAnswer429()
{
    m_server.reset();
    open([](ServerOptions &options) { options.maxWatchersPerProject = 1; });
    StreamClient first(m_server->url());
    QTRY_VERIFY(first.has(u"connected"_s));
    const QByteArray answer =
        exchange(m_server->url(), handshake("/api/v1/ws/projects/proj_abc123/stream", "localhost"));
    QVERIFY(answer.startsWith("HTTP/1.1 429 "));
    QVERIFY(answer.contains("Retry-After: "));
    StreamClient other(m_server->url(), u"other"_s);
    QTRY_VERIFY(other.has(u"connected"_s));
}

void TestFrontDoor::largeBodiesTakeTurns()
{
    m_server.reset();
    open([](ServerOptions &options) {
        options.hosted.clear();
        options.hostsAny = true;
    });
    const QByteArray head = "POST /api/v1/projects/p/events HTTP/1.1\r\nHost: localhost\r\n"
                            "Content-Type: application/json\r\nContent-Length: ";
    // Each announces the most that may be, and sends it slowly.
    std::vector<std::unique_ptr<QTcpSocket>> slow;
    QByteArray answers;
    for (int i = 0; i < 40; ++i) {
        slow.push_back(std::make_unique<QTcpSocket>());
        QTcpSocket *socket = slow.back().get();
        connect(socket, &QTcpSocket::readyRead, this, [&answers, socket] { answers += socket->readAll(); });
        socket->connectToHost(m_server->url().host(), quint16(m_server->url().port()));
        socket->write(head + "8388608\r\n\r\n");
    }
    QTRY_COMPARE(answers.count("HTTP/1.1 429"), 24);
    QVERIFY(answers.contains("Retry-After"));
    // Those of everyday size are not concerned.
    const QByteArray event = R"({"event_type":"log"})";
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/p/events"_s, "POST", event).status, 200);
    slow.clear();
    const QByteArray large = R"({"event_type":"log","data":{"message":")" + QByteArray(100'000, 'x') + "\"}}";
    QTRY_COMPARE(request(m_server->url(), u"/api/v1/projects/p/events"_s, "POST", large).status, 200);
}

void TestFrontDoor::onlyHostedProjectsExist()
{
    m_server.reset();
    open([](ServerOptions &options) {
        options.hosted.front().projectId = u"mine"_s;
        options.hosted.push_back({ QString(), builtInScenario(u"success"_s).value() });
    });
    QVERIFY(exchange(m_server->url(), handshake("/api/v1/ws/projects/yours/stream", "localhost"))
                .startsWith("HTTP/1.1 404 "));
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/yours/state"_s).status, 404);
    for (const QString &id : { u"mine"_s, u"success"_s }) {
        StreamClient client(m_server->url(), id);
        QTRY_VERIFY(client.has(u"connected"_s));
    }
}

void TestFrontDoor::oneRequestAConnection()
{
    // What is pipelined behind a good request has not been judged, so it is not served.
    const QByteArray answer = exchange(m_server->url(),
                                       "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                       "GET /api/v1/projects HTTP/1.1\r\nHost: evil.example\r\n\r\n");
    QCOMPARE(answer.count("HTTP/1.1 "), 1);
    QVERIFY(answer.contains("Connection: close\r\n"));
}

void TestFrontDoor::stopsWhateverItsWatchersDo()
{
    // A watcher that does not answer the goodbye holds up nobody, and the door is shut afterwards.
    QTcpSocket stubborn;
    stubborn.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(stubborn.state(), QAbstractSocket::ConnectedState);
    stubborn.write(handshake("/api/v1/ws/projects/p/stream", "localhost"));
    QTRY_VERIFY(stubborn.peek(4096).contains("connected"));
    QTcpSocket hesitant;
    hesitant.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QVERIFY(stillServes()); // so it has been accepted too
    QSignalSpy stopped(m_server.get(), &Server::stopped);
    m_server->stop();
    hesitant.write("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QByteArray refusal;
    QTRY_VERIFY((refusal += hesitant.readAll()).contains("\r\n\r\n"));
    QVERIFY2(refusal.startsWith("HTTP/1.1 503 ") && refusal.contains("\r\nRetry-After: "), refusal.constData());
    QTRY_COMPARE(stopped.size(), 1);
    QTRY_COMPARE(stubborn.state(), QAbstractSocket::UnconnectedState);
    QTcpSocket late;
    QSignalSpy refused(&late, &QTcpSocket::errorOccurred);
    late.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(refused.size(), 1);
}

QTEST_GUILESS_MAIN(TestFrontDoor)
#include "tst_frontdoor.moc"
