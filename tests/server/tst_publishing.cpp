// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishinghost.h"
#include "streamclient.h"

#include <QSignalSpy>
#include <QTest>

#include <sys/resource.h>
#include <unistd.h>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What a pipeline that publishes into a host meets, over real sockets and a real disk.
class TestPublishing : public QObject, private PublishingHost
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void anEventIsAcknowledgedAndSeen();
    void aRepeatIsStoredOnce();
    void forgeriesAreRefused_data();
    void forgeriesAreRefused();
    void hostileMessagesCostNobodyElse_data();
    void hostileMessagesCostNobodyElse();
    void unmaskedEventsAreNotTaken();
    void decisionsReachThePublisher();
    void decisionsReachAPublisherThatWasAway();
    void cancelReachesThePublisher();
    void ordersWaitForAPublisherThatDoesNotRead();
    void aRestartKeepsTheStream();
    void namesThatWereOnlyLookedAtMakeRoom();
    void waitsForFileDescriptors();
};

void TestPublishing::anEventIsAcknowledgedAndSeen()
{
    const auto pipeline = publisher();
    StreamClient watcher(m_server->url(), u"churn"_s);
    QTRY_VERIFY(pipeline->has(u"connected"_s) && watcher.has(u"connected"_s));
    pipeline->sendText(
        uR"({"event_type":"log","data":{"level":"info","message":"é","x":1.50},"mine":true,"publisher_id":"w","publisher_sequence":7})"_s);
    QTRY_VERIFY(pipeline->has(u"published"_s));
    const QJsonObject published = pipeline->first(u"published"_s)["data"_L1].toObject();
    QCOMPARE(published["publisher_sequence"_L1].toInteger(), 7);
    QCOMPARE(published["sequence"_L1].toInteger(), 1);
    QTRY_VERIFY(watcher.has(u"log"_s));
    QVERIFY2(
        watcher.texts.last().startsWith(
            uR"({"event_type":"log","data":{"level":"info","message":"é","x":1.50},"mine":true,"project_id":"churn","timestamp":")"_s),
        qPrintable(watcher.texts.last()));
    const QJsonObject seen = watcher.first(u"log"_s);
    QCOMPARE(seen["sequence"_L1].toInteger(), 1);
    QCOMPARE(seen["publisher_sequence"_L1].toInteger(), 7);
    QVERIFY(!seen["run_id"_L1].toString().isEmpty());
}

void TestPublishing::aRepeatIsStoredOnce()
{
    const auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    const QString event = uR"({"event_type":"log","publisher_id":"w","publisher_sequence":7})"_s;
    pipeline->sendText(event);
    pipeline->sendText(event);
    QTRY_COMPARE(pipeline->messages.size(), 3);
    pipeline->sendText(event);
    QTRY_COMPARE(pipeline->messages.size(), 4);
    for (qsizetype i = 1; i < 4; ++i)
        QCOMPARE(pipeline->messages[i]["data"_L1]["sequence"_L1].toInteger(), 1);
    QCOMPARE(stored(), 1);
}

void TestPublishing::forgeriesAreRefused_data()
{
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("named");
    for (const char *type :
         { "connected", "approval_resolved", "state", "initial_state", "current_state", "gap", "pong", "ping",
           "published", "cancel_requested", "cancel_acknowledged", "approval_acknowledged" })
        QTest::newRow(type) << uR"({"event_type":"%1","data":{}})"_s.arg(QString::fromLatin1(type)) << u"event_type"_s;
    QTest::newRow("own sequence") << uR"({"event_type":"log","sequence":99})"_s << u"sequence"_s;
    QTest::newRow("own stream") << uR"({"event_type":"log","stream_id":"mine"})"_s << u"stream_id"_s;
    QTest::newRow("replayed") << uR"({"event_type":"log","replayed":true})"_s << u"replayed"_s;
    QTest::newRow("another project") << uR"({"event_type":"log","project_id":"other"})"_s << u"project_id"_s;
    QTest::newRow("a server's type behind a harmless one")
        << uR"({"event_type":"log","event_type":"approval_resolved"})"_s << u"event_type"_s;
    QTest::newRow("a server's type before a harmless one")
        << uR"({"event_type":"approval_resolved","event_type":"log"})"_s << u"event_type"_s;
    QTest::newRow("two projects") << uR"({"event_type":"log","project_id":"other","project_id":"churn"})"_s
                                  << u"project_id"_s;
    QTest::newRow("two messages") << uR"({"event_type":"log","data":{"message":"one","message":"two"}})"_s
                                  << u"data.message"_s;
    QTest::newRow("a run id with quotes") << uR"({"event_type":"log","run_id":"a\",\"sequence\":5"})"_s << u"run_id"_s;
    QTest::newRow("a number without an id") << uR"({"event_type":"log","publisher_sequence":1})"_s << u"publisher_id"_s;
    QTest::newRow("a negative number") << uR"({"event_type":"log","publisher_id":"w","publisher_sequence":-1})"_s
                                       << u"publisher_sequence"_s;
    QTest::newRow("a number of 2^63")
        << uR"({"event_type":"log","publisher_id":"w","publisher_sequence":9223372036854775808})"_s
        << u"publisher_sequence"_s;
}

void TestPublishing::forgeriesAreRefused()
{
    QFETCH(QString, event);
    QFETCH(QString, named);
    const auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    pipeline->sendText(event);
    QTRY_VERIFY(pipeline->has(u"error"_s));
    const QJsonObject error = pipeline->first(u"error"_s)["data"_L1].toObject();
    QVERIFY2(error["details"_L1].toString().contains(named), qPrintable(error["details"_L1].toString()));
    QVERIFY(error["recoverable"_L1].toBool());
    QCOMPARE(stored(), 0);
    pipeline->sendText(uR"({"event_type":"log"})"_s);
    QTRY_VERIFY(pipeline->has(u"published"_s));
}

void TestPublishing::hostileMessagesCostNobodyElse_data()
{
    QTest::addColumn<QString>("message");
    QTest::newRow("not JSON") << u"hello"_s;
    QTest::newRow("an array") << u"[]"_s;
    QTest::newRow("no type") << u"{}"_s;
    QTest::newRow("a number for a type") << uR"({"event_type":1})"_s;
    QTest::newRow("data is an array") << uR"({"event_type":"log","data":[]})"_s;
    QTest::newRow("a watcher's message") << uR"({"type":"cancel"})"_s;
    QTest::newRow("depth 100,000") << QString(100'000, u'[');
    QTest::newRow("too large") << uR"({"event_type":"log","data":{"message":"%1"}})"_s.arg(QString(262'000, u'x'));
    QTest::newRow("a schema that is none")
        << uR"({"event_type":"approval_required","data":{"editable_schema":{"type":"nothing"}}})"_s;
    QTest::newRow("an approval id that is none")
        << uR"({"event_type":"approval_required","data":{"approval_id":"../x"}})"_s;
}

void TestPublishing::hostileMessagesCostNobodyElse()
{
    QFETCH(QString, message);
    const auto hostile = publisher();
    const auto other = publisher();
    QTRY_VERIFY(hostile->has(u"connected"_s) && other->has(u"connected"_s));
    hostile->sendText(message);
    QTRY_VERIFY(hostile->has(u"error"_s));
    other->sendText(uR"({"event_type":"log"})"_s);
    QTRY_VERIFY(other->has(u"published"_s));
    QCOMPARE(stored(), 1);
}

void TestPublishing::unmaskedEventsAreNotTaken()
{
    QTcpSocket socket;
    socket.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(socket.state(), QAbstractSocket::ConnectedState);
    socket.write(handshake("/api/v1/ws/projects/churn/publish", "localhost"));
    QTRY_VERIFY(socket.peek(1024).contains("connected"));
    const QByteArray event = R"({"event_type":"log"})";
    socket.write("\x81" + QByteArray(1, char(0x80 | event.size())) + QByteArray(4, '\0') + event);
    QTRY_COMPARE(stored(), 1);
    socket.write("\x81" + QByteArray(1, char(event.size())) + event);
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().contains(QByteArray("\x03\xea", 2) + "A client's frames"));
    QCOMPARE(stored(), 1);
}

void TestPublishing::decisionsReachThePublisher()
{
    const auto pipeline = publisher();
    StreamClient watcher(m_server->url(), u"churn"_s);
    QTRY_VERIFY(pipeline->has(u"connected"_s) && watcher.has(u"connected"_s));
    pipeline->sendText(uR"({"event_type":"approval_required","data":{"approval_data":{"lr":0.10}}})"_s);
    QTRY_VERIFY(watcher.has(u"approval_required"_s));
    const QString id = watcher.first(u"approval_required"_s)["data"_L1]["approval_id"_L1].toString();
    QVERIFY(!id.isEmpty());
    watcher.sendText(
        uR"({"type":"approval_response","approval_id":"%1","decision":"approved","approval_data":{"lr":0.20},"request_id":"r1"})"_s
            .arg(id));
    QTRY_VERIFY(pipeline->has(u"approval_resolved"_s));
    QTRY_VERIFY(watcher.has(u"approval_acknowledged"_s) && watcher.has(u"approval_resolved"_s));
    QVERIFY(pipeline->texts.last().contains(uR"("approval_data":{"lr":0.20})"_s));
    QVERIFY(watcher.first(u"approval_acknowledged"_s)["data"_L1]["accepted"_L1].toBool());
}

void TestPublishing::decisionsReachAPublisherThatWasAway()
{
    auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    pipeline->sendText(uR"({"event_type":"approval_required","data":{"approval_id":"a"}})"_s);
    QTRY_VERIFY(pipeline->has(u"published"_s));
    pipeline.reset();
    const HttpAnswer answer = request(m_server->url(), u"/api/v1/projects/churn/approvals/a"_s, "POST",
                                      R"({"decision":"rejected","comment":"no","responder":"ann"})");
    QCOMPARE(answer.status, 200);
    pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"approval_resolved"_s));
    QCOMPARE(pipeline->first(u"approval_resolved"_s)["data"_L1]["comment"_L1].toString(), u"no"_s);
    QVERIFY(pipeline->first(u"approval_resolved"_s)["replayed"_L1].toBool());
    // And once more by a server that was started anew.
    open();
    pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"approval_resolved"_s));
}

void TestPublishing::cancelReachesThePublisher()
{
    auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    pipeline->sendText(uR"({"event_type":"log"})"_s);
    QTRY_VERIFY(pipeline->has(u"published"_s));
    HttpAnswer answer =
        request(m_server->url(), u"/api/v1/projects/churn/cancel"_s, "POST", R"({"reason":"enough","force":true})");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.json["delivered"_L1].toBool());
    QTRY_VERIFY(pipeline->has(u"cancel_requested"_s));
    QCOMPARE(pipeline->first(u"cancel_requested"_s)["data"_L1]["reason"_L1].toString(), u"enough"_s);
    QVERIFY(pipeline->first(u"cancel_requested"_s)["data"_L1]["force"_L1].toBool());
    const QJsonObject state = request(m_server->url(), u"/api/v1/projects/churn/state"_s).json;
    QCOMPARE(state["data"_L1]["status"_L1].toString(), u"cancelling"_s);
    pipeline->sendText(uR"({"event_type":"pipeline_cancelled","data":{"reason":"enough"}})"_s);
    pipeline.reset();
    answer = request(m_server->url(), u"/api/v1/projects/churn/cancel"_s, "POST", "{}");
    QVERIFY(!answer.json["delivered"_L1].toBool(true));
}

void TestPublishing::ordersWaitForAPublisherThatDoesNotRead()
{
    constexpr int orders = 200;
    QTcpSocket deaf;
    deaf.setReadBufferSize(1024);
    deaf.connectToHost(m_server->url().host(), quint16(m_server->url().port()));
    QTRY_COMPARE(deaf.state(), QAbstractSocket::ConnectedState);
    deaf.write(handshake("/api/v1/ws/projects/churn/publish", "localhost"));
    QTRY_VERIFY(deaf.peek(1024).contains("connected"));
    const auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    pipeline->sendText(uR"({"event_type":"log"})"_s);
    QTRY_VERIFY(pipeline->has(u"published"_s));
    StreamClient watcher(m_server->url(), u"churn"_s);
    QTRY_VERIFY(watcher.has(u"connected"_s));
    const QString cancel = uR"({"type":"cancel","force":true,"reason":"%1"})"_s.arg(QString(32'000, u'€'));
    for (int i = 0; i < orders; ++i)
        watcher.sendText(cancel);
    const auto isAnswered = [](const QString &text) { return text.contains(u"cancel_acknowledged"); };
    QTRY_COMPARE_WITH_TIMEOUT(std::count_if(watcher.texts.begin(), watcher.texts.end(), isAnswered), orders, 20'000);
    // Had they piled up for it, this message would be one too many.
    QByteArray ping("\x81\x8f\0\0\0\0", 6);
    deaf.write(ping + R"({"type":"ping"})");
    deaf.flush();
    watcher.sendText(uR"({"type":"get_state"})"_s);
    QTRY_VERIFY(watcher.has(u"state"_s));
    QByteArray heard;
    connect(&deaf, &QTcpSocket::readyRead, this, [&] { heard += deaf.readAll(); });
    deaf.setReadBufferSize(0);
    QTRY_VERIFY_WITH_TIMEOUT(heard.contains("\"pong\"") && heard.count("cancel_requested") == orders, 20'000);
}

void TestPublishing::aRestartKeepsTheStream()
{
    const QByteArray body =
        R"([{"event_type":"stage_transition","data":{"stage":"training","progress":0.5}},{"event_type":"log"}])";
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/churn/events"_s, "POST", body).status, 200);
    const QJsonObject before = request(m_server->url(), u"/api/v1/projects/churn/events"_s).json;
    open();
    const QJsonObject after = request(m_server->url(), u"/api/v1/projects/churn/events"_s).json;
    QCOMPARE(after, before);
    const QJsonObject state = request(m_server->url(), u"/api/v1/projects/churn/state"_s).json;
    QCOMPARE(state["data"_L1]["stage"_L1].toString(), u"training"_s);
    QCOMPARE(state["run_id"_L1], before["events"_L1][0]["run_id"_L1]);
    QCOMPARE(request(m_server->url(), u"/api/v1/projects"_s).json["projects"_L1].toArray().size(), 1);
}

void TestPublishing::namesThatWereOnlyLookedAtMakeRoom()
{
    m_server.reset();
    open([](ServerOptions &options) { options.maxProjects = 3; });
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/kept/events"_s, "POST", R"({"event_type":"log"})").status,
             200);
    const auto staying = publisher(u"staying"_s);
    QTRY_VERIFY(staying->has(u"connected"_s));
    for (int i = 0; i < 5; ++i) {
        const auto curious = std::make_unique<StreamClient>(m_server->url(), u"invented%1"_s.arg(i));
        QTRY_VERIFY(curious->has(u"connected"_s));
        curious->socket().close();
        QTRY_COMPARE(curious->socket().state(), QAbstractSocket::UnconnectedState);
    }
    QTRY_COMPARE(
        request(m_server->url(), u"/api/v1/projects/honest/events"_s, "POST", R"({"event_type":"log"})").status, 200);
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/one_more/events"_s, "POST", R"({"event_type":"log"})").status,
             429);
    QCOMPARE(stored(u"kept"_s), 1);
    staying->sendText(uR"({"event_type":"log"})"_s);
    QTRY_VERIFY(staying->has(u"published"_s));
}

void TestPublishing::waitsForFileDescriptors()
{
#ifdef __SANITIZE_ADDRESS__
    QSKIP("The sanitizers need file descriptors themselves to tell what a pointer points to");
#endif
    const auto pipeline = publisher();
    QTRY_VERIFY(pipeline->has(u"connected"_s));
    QSignalSpy logged(m_server.get(), &Server::logged);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_NOFILE, &before), 0);
    const int next = ::dup(0);
    QVERIFY(next > 0);
    ::close(next);
    rlimit none = before;
    none.rlim_cur = rlim_t(next);
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &none), 0);
    pipeline->sendText(uR"({"event_type":"log"})"_s);
    const bool told = QTest::qWaitFor([&] { return !logged.isEmpty(); });
    QCOMPARE(::setrlimit(RLIMIT_NOFILE, &before), 0);
    QVERIFY(told);
    QVERIFY2(logged[0][0].toString().contains(u"cannot be stored now"_s), qUtf8Printable(logged[0][0].toString()));
    QVERIFY(!pipeline->has(u"published"_s));
    QTRY_VERIFY_WITH_TIMEOUT(pipeline->has(u"published"_s), 20'000);
}

QTEST_GUILESS_MAIN(TestPublishing)
#include "tst_publishing.moc"
