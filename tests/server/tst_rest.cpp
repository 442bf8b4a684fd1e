// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "approvalserver.h"
#include "streamclient.h"

#include <QFile>
#include <QTest>

#ifdef Q_OS_LINUX
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What REST answers, over real sockets.
class TestRest : public QObject, private ApprovalServer
{
    Q_OBJECT
private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_server.reset(); }
    void rest_data();
    void rest();
    void eventsArePaged();
    void eventsAreStrictJson();
    void pagesThatNobodyTakesHoldNoMemory();
    void connectionsAreCounted();
    void largeBodiesTakeTurns();
};

void TestRest::rest_data()
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

void TestRest::rest()
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

void TestRest::eventsArePaged()
{
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

void TestRest::eventsAreStrictJson()
{
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

void TestRest::pagesThatNobodyTakesHoldNoMemory()
{
#if defined(__SANITIZE_ADDRESS__) || !defined(Q_OS_LINUX)
    QSKIP("Only Linux tells the memory of a process, and AddressSanitizer keeps what was freed");
#else
    open(hostAny);
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

void TestRest::connectionsAreCounted()
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

void TestRest::largeBodiesTakeTurns()
{
    open(hostAny);
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

QTEST_GUILESS_MAIN(TestRest)
#include "tst_rest.moc"
