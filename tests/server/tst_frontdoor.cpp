// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalserver.h"
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
class TestFrontDoor : public QObject, private ApprovalServer
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_server.reset(); }
    void refusesWithAStatus_data();
    void refusesWithAStatus();
    void admitsOwnNames_data();
    void admitsOwnNames();
    void slowHeadIsEnded();
    void neverEndingHeadIsEnded();
    void headInPiecesIsServed();
    void deadPeersAreNoticed();
    void limitsAnswer429();
    void onlyHostedProjectsExist();
    void oneRequestAConnection();
    void stopsWhateverItsWatchersDo();
};

namespace {

const QByteArray streamPath = "/api/v1/ws/projects/p/stream";

void addForeignNames()
{
    QTest::newRow("foreign origin") << handshake(streamPath, "localhost", "Origin: https://evil.example\r\n") << 403;
    QTest::newRow("null origin") << handshake(streamPath, "localhost", "Origin: null\r\n") << 403;
    QTest::newRow("origin that begins like ours")
        << handshake(streamPath, "localhost", "Origin: http://localhost.evil.example\r\n") << 403;
    QTest::newRow("foreign host") << handshake(streamPath, "evil.example:8000") << 403;
    QTest::newRow("foreign host by REST")
        << QByteArray("GET /api/v1/projects HTTP/1.1\r\nHost: evil.example\r\n\r\n") << 403;
    QTest::newRow("cross-site POST") << QByteArray(
        "POST /api/v1/projects/p/cancel HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
        "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}")
                                     << 403;
    QTest::newRow("foreign page publishes")
        << handshake("/api/v1/ws/projects/p/publish", "localhost", "Origin: https://evil.example\r\n") << 403;
}

void addBrokenRequests()
{
    QTest::newRow("two hosts") << handshake(streamPath, "localhost", "Host: localhost\r\n") << 400;
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
    QTest::newRow("events of 100 GB") << QByteArray(
        "POST /api/v1/projects/p/events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000000\r\n\r\n")
                                      << 413;
}

void addBadIds()
{
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
}

void addWrongHandshakes()
{
    QTest::newRow("publish by POST") << QByteArray("POST /api/v1/ws/projects/p/publish HTTP/1.1\r\nHost: localhost\r\n"
                                                   "Content-Length: 2\r\n\r\n{}")
                                     << 405;
    QTest::newRow("publish without upgrade")
        << QByteArray("GET /api/v1/projects/p/publish HTTP/1.1\r\nHost: localhost\r\n\r\n") << 426;
    QTest::newRow("no such stream path") << handshake("/api/v2/projects/p/stream", "localhost") << 404;
    QTest::newRow("upgrade on a REST path") << handshake("/api/v1/projects/p/state", "localhost") << 404;
    QTest::newRow("stream without upgrade")
        << QByteArray("GET " + streamPath + " HTTP/1.1\r\nHost: localhost\r\n\r\n") << 426;
    QTest::newRow("another version of WebSocket")
        << handshake(streamPath, "localhost").replace("Version: 13", "Version: 99") << 426;
    QTest::newRow("no version of WebSocket")
        << handshake(streamPath, "localhost").replace("Sec-WebSocket-Version: 13\r\n", "") << 426;
    QTest::newRow("handshake without a key")
        << handshake(streamPath, "localhost").replace("Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "") << 400;
    QTest::newRow("handshake with a short key")
        << handshake(streamPath, "localhost").replace("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNh") << 400;
    QTest::newRow("handshake with two keys")
        << handshake(streamPath, "localhost", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n") << 400;
    QTest::newRow("stream by POST") << QByteArray("POST " + streamPath
                                                  + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                                    << 405;
}

} // namespace

void TestFrontDoor::refusesWithAStatus_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    addForeignNames();
    addBrokenRequests();
    addBadIds();
    addWrongHandshakes();
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

void TestFrontDoor::limitsAnswer429()
{
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

void TestFrontDoor::onlyHostedProjectsExist()
{
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
