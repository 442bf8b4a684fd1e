// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "publishinghost.h"
#include "streamclient.h"

#include <QTest>

using namespace stagewatch;
using namespace stagewatch::server;
using namespace stagewatch::test;
using namespace Qt::StringLiterals;

/// What a script that publishes and asks by HTTP meets, over real sockets and a real disk.
class TestHttpPublishing : public QObject, private PublishingHost
{
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void httpTakesObjectsArraysAndLines_data();
    void httpTakesObjectsArraysAndLines();
    void httpRefusesABatchWhole_data();
    void httpRefusesABatchWhole();
    void anIdempotencyKeyStoresOnce();
    void aTrimmedPastIsAGap();
    void anApprovalAnsweredOverRest();
    void anApprovalIsAnsweredInItsProjectAlone();
};

void TestHttpPublishing::httpTakesObjectsArraysAndLines_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("count");
    QTest::newRow("object") << "application/json"_ba
                            << R"({"event_type":"log"})"_ba << 1;
    QTest::newRow("array") << "application/json; charset=utf-8"_ba
                           << R"([{"event_type":"log"},{"event_type":"log"},{"event_type":"my_own"}])"_ba << 3;
    QTest::newRow("lines") << "application/x-ndjson"_ba
                           << "{\"event_type\":\"log\"}\n\n{\"event_type\":\"log\"}\r\n"_ba << 2;
}

void TestHttpPublishing::httpTakesObjectsArraysAndLines()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(int, count);
    const HttpAnswer answer = request(m_server->url(), u"/api/v1/projects/churn/events"_s, "POST", body, contentType);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.json["accepted"_L1].toInt(), count);
    QCOMPARE(answer.json["first_sequence"_L1].toInt(), 1);
    QCOMPARE(answer.json["last_sequence"_L1].toInt(), count);
    QCOMPARE(stored(), count);
}

void TestHttpPublishing::httpRefusesABatchWhole_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("index");
    QTest::addColumn<QString>("field");
    const QByteArray json = "application/json";
    QTest::newRow("not JSON") << json << "{"_ba << 400 << -1 << QString();
    QTest::newRow("empty array") << json << "[]"_ba << 400 << -1 << QString();
    QTest::newRow("second has no type") << json << R"([{"event_type":"log"},{"data":{}}])"_ba << 400 << 1
                                        << u"event_type"_s;
    QTest::newRow("third forges")
        << json << R"([{"event_type":"log"},{"event_type":"log"},{"event_type":"log","sequence":1}])"_ba << 400 << 2
        << u"sequence"_s;
    QTest::newRow("more events than are read at once")
        << json << "[" + "{\"event_type\":\"log\"},"_ba.repeated(50'000) + "{\"event_type\":\"log\"}]" << 413 << -1
        << QString();
    QTest::newRow("more approvals than a person is asked at once")
        << json
        << "[" + "{\"event_type\":\"approval_required\"},"_ba.repeated(20) + "{\"event_type\":\"approval_required\"}]"
        << 413 << -1 << QString();
    QTest::newRow("second has two types")
        << json << R"([{"event_type":"log"},{"event_type":"approval_resolved","event_type":"log"}])"_ba << 400 << 1
        << u"event_type"_s;
    const auto approval = [](const QByteArray &id, qsizetype size) {
        return R"({"event_type":"approval_required","data":{"approval_id":")" + id + R"(","approval_data":{"x":")"
            + QByteArray(size, 'x') + "\"}}}";
    };
    QTest::newRow("one approval id twice")
        << json << '[' + approval("a", 1) + ',' + approval("a", 1) + ']' << 400 << 1 << QString();
    QTest::newRow("approvals that together fit into no state")
        << json << '[' + approval("a", 90'000) + ',' + approval("b", 90'000) + ',' + approval("c", 90'000) + ']' << 400
        << 2 << QString();
    QTest::newRow("second line is none") << "application/x-ndjson"_ba
                                         << "{\"event_type\":\"log\"}\nnope\n"_ba << 400 << 1 << QString();
    QTest::newRow("a form") << "application/x-www-form-urlencoded"_ba
                            << "event_type=log"_ba << 415 << -1 << QString();
    QTest::newRow("text") << "text/plain"_ba
                          << R"({"event_type":"log"})"_ba << 415 << -1 << QString();
}

void TestHttpPublishing::httpRefusesABatchWhole()
{
    QFETCH(QByteArray, contentType);
    QFETCH(QByteArray, body);
    QFETCH(int, status);
    QFETCH(int, index);
    QFETCH(QString, field);
    const HttpAnswer answer = request(m_server->url(), u"/api/v1/projects/churn/events"_s, "POST", body, contentType);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.contentType, "application/problem+json"_ba);
    QCOMPARE(answer.json["index"_L1].toInt(-1), index);
    QCOMPARE(answer.json["field"_L1].toString(), field);
    QCOMPARE(stored(), 0);
}

void TestHttpPublishing::anIdempotencyKeyStoresOnce()
{
    const QByteArray body = R"([{"event_type":"log"},{"event_type":"log"}])";
    const auto post = [&](const QByteArray &key) {
        QByteArray text = "POST /api/v1/projects/churn/events HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
                          "application/json\r\nIdempotency-Key: "
            + key + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
        const QByteArray answer = exchange(m_server->url(), text);
        return QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
    };
    const QJsonObject first = post("one");
    QCOMPARE(first["last_sequence"_L1].toInt(), 2);
    QCOMPARE(post("one"), first);
    open();
    QCOMPARE(post("one"), first);
    QCOMPARE(post("two")["first_sequence"_L1].toInt(), 3);
    QCOMPARE(stored(), 4);
}

void TestHttpPublishing::aTrimmedPastIsAGap()
{
    open([](ServerOptions &options) { options.retention.events = 40; });
    for (int i = 0; i < 10; ++i)
        QCOMPARE(request(m_server->url(), u"/api/v1/projects/churn/events"_s, "POST",
                         "[" + QByteArray(R"({"event_type":"log"},)").repeated(9) + R"({"event_type":"log"}])")
                     .status,
                 200);
    m_server->trim();
    qint64 first = 0;
    QTRY_VERIFY((first = request(m_server->url(), u"/api/v1/projects/churn/events?since=99"_s)
                             .json["first_sequence"_L1]
                             .toInteger())
                > 1);
    const HttpAnswer gone = request(m_server->url(), u"/api/v1/projects/churn/events?since=0"_s);
    QCOMPARE(gone.status, 410);
    QCOMPARE(gone.json["first_sequence"_L1].toInteger(), first);
    QCOMPARE(gone.json["last_sequence"_L1].toInteger(), 100);
    StreamClient watcher(m_server->url(), u"churn"_s);
    QTRY_VERIFY(watcher.has(u"connected"_s));
    watcher.send({ { u"type"_s, u"get_state"_s }, { u"since"_s, 3 } });
    QTRY_VERIFY(watcher.has(u"state"_s));
    const QJsonObject gap = watcher.first(u"gap"_s)["data"_L1].toObject();
    QCOMPARE(gap["requested_since"_L1].toInteger(), 3);
    QCOMPARE(gap["first_sequence"_L1].toInteger(), first);
    QCOMPARE(gap["reason"_L1].toString(), u"trimmed"_s);
    QCOMPARE(watcher.sequences().first(), first);
    QCOMPARE(watcher.sequences().last(), 100);
}

void TestHttpPublishing::anApprovalAnsweredOverRest()
{
    QCOMPARE(request(m_server->url(), u"/api/v1/projects/churn/events"_s, "POST",
                     R"({"event_type":"approval_required","data":{"approval_id":"a","approval_data":{"n":1},
                         "editable_schema":{"type":"object","properties":{"n":{"type":"integer","maximum":3}}}}})")
                 .status,
             200);
    const QString path = u"/api/v1/projects/churn/approvals/"_s;
    QCOMPARE(request(m_server->url(), path + u"b"_s, "POST", R"({"decision":"approved"})").status, 404);
    QCOMPARE(
        request(m_server->url(), u"/api/v1/projects/other/approvals/a"_s, "POST", R"({"decision":"approved"})").status,
        404);
    const HttpAnswer wrong =
        request(m_server->url(), path + u"a"_s, "POST", R"({"decision":"approved","approval_data":{"n":4}})");
    QCOMPARE(wrong.status, 409);
    QVERIFY(wrong.json["detail"_L1].toString().contains(u"/n"_s));
    const HttpAnswer right =
        request(m_server->url(), path + u"a"_s, "POST", R"({"decision":"approved","approval_data":{"n":3}})");
    QCOMPARE(right.status, 200);
    QVERIFY(right.json["accepted"_L1].toBool());
    const HttpAnswer late = request(m_server->url(), path + u"a"_s, "POST", R"({"decision":"rejected"})");
    QCOMPARE(late.status, 200);
    QVERIFY(!late.json["accepted"_L1].toBool(true));
    QCOMPARE(late.json["resolution"_L1]["decision"_L1].toString(), u"approved"_s);
}

void TestHttpPublishing::anApprovalIsAnsweredInItsProjectAlone()
{
    for (const QString &project : { u"churn"_s, u"other"_s }) {
        const QByteArray event =
            R"({"event_type":"approval_required","data":{"approval_id":")" + (u"of_"_s + project).toUtf8() + "\"}}";
        QCOMPARE(request(m_server->url(), u"/api/v1/projects/%1/events"_s.arg(project), "POST", event).status, 200);
    }
    QCOMPARE(
        request(m_server->url(), u"/api/v1/projects/churn/approvals/of_other"_s, "POST", R"({"decision":"approved"})")
            .status,
        404);
    StreamClient watcher(m_server->url(), u"churn"_s);
    QTRY_VERIFY(watcher.has(u"connected"_s));
    watcher.sendText(uR"({"type":"approval_response","approval_id":"of_other","decision":"approved"})"_s);
    QTRY_VERIFY(watcher.has(u"error"_s));
    QVERIFY(watcher.first(u"error"_s)["data"_L1]["recoverable"_L1].toBool());
    for (const QString &project : { u"churn"_s, u"other"_s }) {
        QCOMPARE(stored(project), 1);
        QCOMPARE(request(m_server->url(), u"/api/v1/projects/%1/state"_s.arg(project))
                     .json["data"_L1]["pending_approvals"_L1]
                     .toArray()
                     .size(),
                 1);
    }
}

QTEST_GUILESS_MAIN(TestHttpPublishing)
#include "tst_httppublishing.moc"
