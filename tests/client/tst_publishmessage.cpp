// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishmessage.h"
#include "protocol/encoder.h"
#include "protocol/endpoint.h"
#include "protocol/publishing.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::client;
namespace protocol = stagewatch::protocol;
using protocol::JsonValue;

namespace {

PublisherTag tagOf(const QString &runId = {})
{
    return { .publisherId = u"pub-1"_s,
             .publisherSequence = 7,
             .runId = runId,
             .now = *protocol::parseTimestamp(u"2024-05-01T10:00:00.250Z") };
}

const QByteArray tail = R"(,"publisher_id":"pub-1","publisher_sequence":7})";

} // namespace

class TestPublishMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesAnEvent();
    void keepsAnEventAsItWasWritten_data();
    void keepsAnEventAsItWasWritten();
    void readsItsOwnMessages_data();
    void readsItsOwnMessages();
    void readsACarriedTag_data();
    void readsACarriedTag();
    void namesWhatIsNoEvent_data();
    void namesWhatIsNoEvent();
    void refusesWhatNoServerTakes();
    void findsThePathBesideTheStream_data();
    void findsThePathBesideTheStream();
    void readsAnswers_data();
    void readsAnswers();
};

void TestPublishMessage::writesAnEvent()
{
    const JsonValue data = JsonValue::object({ { u"level"_s, JsonValue::string(u"info\n"_s) } });
    QCOMPARE(publishMessage(u"log"_s, data, tagOf(u"run-1"_s)),
             R"({"event_type":"log","timestamp":"2024-05-01T10:00:00.250Z","run_id":"run-1","data":{"level":"info\n"})"
                 + tail);
    QCOMPARE(publishMessage(u"log"_s, {}, tagOf()),
             R"({"event_type":"log","timestamp":"2024-05-01T10:00:00.250Z","data":{})" + tail);
}

void TestPublishMessage::keepsAnEventAsItWasWritten_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("runId");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *event, const char *expected, const QString &runId = {}) {
        QTest::newRow(name) << QByteArray(event) << runId << expected + tail;
    };
    row("all there", R"({"event_type":"log","timestamp":"2024-01-01T12:00:00.000Z","data":{"b":1.50,"a":[1,2]}})",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00.000Z","data":{"b":1.50,"a":[1,2]})");
    row("no time", R"({"data":{},"event_type":"log"})",
        R"({"data":{},"event_type":"log","timestamp":"2024-05-01T10:00:00.250Z")");
    row("no time, spelled out", R"({"event_type":"log","timestamp":null})",
        R"({"event_type":"log","timestamp":"2024-05-01T10:00:00.250Z")");
    row("fields of the server",
        R"({"event_type":"log","timestamp":"t","sequence":9,"stream_id":"s","replayed":true,"publisher_id":"x","publisher_sequence":1,"extra":0})",
        R"({"event_type":"log","timestamp":"t","extra":0)");
    row("its own run", R"({"event_type":"log","timestamp":"t","run_id":"mine"})",
        R"({"event_type":"log","timestamp":"t","run_id":"mine")");
    row("the publisher's run", R"({"event_type":"log","timestamp":"t","run_id":"mine"})",
        R"({"event_type":"log","timestamp":"t","run_id":"run-1")", u"run-1"_s);
}

void TestPublishMessage::keepsAnEventAsItWasWritten()
{
    QFETCH(QByteArray, event);
    QFETCH(QString, runId);
    QTEST(publishMessage(*JsonValue::parse(event), tagOf(runId)), "expected");
}

void TestPublishMessage::readsItsOwnMessages_data()
{
    QTest::addColumn<QString>("publisherId");
    QTest::addColumn<QString>("text");
    QTest::newRow("plain") << u"pub-1"_s << u"hello"_s;
    QTest::newRow("a text that looks like the end")
        << u"pub-1"_s << u",\"publisher_id\":\"x\",\"publisher_sequence\":1}"_s;
    QTest::newRow("an id that looks like the end") << u"a,\"publisher_id\":\"b"_s << u"x"_s;
    QTest::newRow("not ASCII") << u"ä\u2028"_s << u"日本語"_s;
}

void TestPublishMessage::readsItsOwnMessages()
{
    QFETCH(QString, publisherId);
    QFETCH(QString, text);
    PublisherTag tag = tagOf();
    tag.publisherId = publisherId;
    const JsonValue data = JsonValue::object({ { u"message"_s, JsonValue::string(text) } });
    const QByteArray message = publishMessage(u"log"_s, data, tag);
    QVERIFY(!message.contains('\n'));
    const auto outgoing = readPublishMessage(message);
    QVERIFY(outgoing);
    QCOMPARE(outgoing->publisherId, publisherId);
    QCOMPARE(outgoing->publisherSequence, 7);
    QCOMPARE(outgoing->message, message);
    QVERIFY(!readPublishMessage("{}"));
    QVERIFY(!readPublishMessage(message.first(message.size() - 3)));
}

void TestPublishMessage::readsACarriedTag_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("wrong");
    QTest::newRow("both") << QByteArray(R"({"publisher_id":"p","publisher_sequence":3})") << u"p"_s << false;
    QTest::newRow("neither") << QByteArray("{}") << QString() << false;
    QTest::newRow("no number") << QByteArray(R"({"publisher_id":"p"})") << QString() << true;
    QTest::newRow("no id") << QByteArray(R"({"publisher_sequence":3})") << QString() << true;
    QTest::newRow("an empty id") << QByteArray(R"({"publisher_id":"","publisher_sequence":3})") << QString() << true;
    QTest::newRow("a negative number") << QByteArray(R"({"publisher_id":"p","publisher_sequence":-3})") << QString()
                                       << true;
    QTest::newRow("a fraction") << QByteArray(R"({"publisher_id":"p","publisher_sequence":0.5})") << QString() << true;
}

void TestPublishMessage::readsACarriedTag()
{
    QFETCH(QByteArray, event);
    QFETCH(QString, id);
    QString error;
    const auto tag = carriedTag(*JsonValue::parse(event), &error);
    QCOMPARE(tag ? tag->publisherId : QString(), id);
    QTEST(!error.isEmpty(), "wrong");
}

void TestPublishMessage::namesWhatIsNoEvent_data()
{
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<bool>("fine");
    QTest::newRow("an event") << QByteArray(R"({"event_type":"log"})") << true;
    QTest::newRow("an array") << QByteArray("[]") << false;
    QTest::newRow("no type") << QByteArray(R"({"type":"log"})") << false;
    QTest::newRow("an empty type") << QByteArray(R"({"event_type":""})") << false;
    QTest::newRow("a number for a type") << QByteArray(R"({"event_type":1})") << false;
}

void TestPublishMessage::namesWhatIsNoEvent()
{
    QFETCH(QByteArray, event);
    QTEST(publishFault(*JsonValue::parse(event)).isEmpty(), "fine");
}

void TestPublishMessage::refusesWhatNoServerTakes()
{
    QVERIFY(publishFault(QByteArray(200'000, 'x')).isEmpty());
    QVERIFY(publishFault(QByteArray(protocol::messageSizeLimit, 'x')).contains(u"262144 bytes"_s));
}

void TestPublishMessage::findsThePathBesideTheStream_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("path");
    QTest::newRow("host") << u"localhost:8000"_s << u"/api/v1/ws/projects/p-1/publish"_s;
    QTest::newRow("base") << u"https://h/x/api/v1"_s << u"/x/api/v1/ws/projects/p-1/publish"_s;
    QTest::newRow("stream") << u"ws://h/api/v1/projects/p-1/stream"_s << u"/api/v1/projects/p-1/publish"_s;
    QTest::newRow("publish") << u"ws://h/api/v1/ws/projects/p-1/publish"_s << u"/api/v1/ws/projects/p-1/publish"_s;
    QTest::newRow("elsewhere") << u"ws://h/live"_s << u"/api/v1/projects/p-1/publish"_s;
}

void TestPublishMessage::findsThePathBesideTheStream()
{
    QFETCH(QString, address);
    const auto resolved = protocol::resolveEndpoint(address, u"p-1"_s);
    QVERIFY2(resolved.endpoint, qPrintable(resolved.error));
    const QUrl url = publishUrl(resolved.endpoint->streamUrl, resolved.endpoint->apiUrl);
    QTEST(url.path(), "path");
    QCOMPARE(url.scheme(), resolved.endpoint->streamUrl.scheme());
    QCOMPARE(url.authority(), resolved.endpoint->streamUrl.authority());
    QVERIFY(publishUrl({}, resolved.endpoint->apiUrl).isEmpty());
}

void TestPublishMessage::readsAnswers_data()
{
    using protocol::PublishAnswer;
    using protocol::Published;
    using protocol::PublishRefusal;
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<PublishAnswer>("expected");
    const auto row = [](const char *name, const char *message, const PublishAnswer &expected) {
        QTest::newRow(name) << QByteArray(message) << expected;
    };
    row("stored", R"({"event_type":"published","data":{"publisher_id":"p","publisher_sequence":3,"sequence":40}})",
        Published{ u"p"_s, 3, 40 });
    row("stored, in few words", R"({"event_type":"published","publisher_sequence":3})", Published{ {}, 3, 0 });
    row("stored, but what?", R"({"event_type":"published","data":{}})", {});
    row("refused",
        R"({"event_type":"error","data":{"error":"No","details":"a reserved type","recoverable":true,"publisher_sequence":3}})",
        PublishRefusal{ {}, 3, u"No: a reserved type"_s });
    row("a complaint", R"({"event_type":"error","data":{"message":"The disk is full"}})",
        PublishRefusal{ {}, {}, u"The disk is full"_s });
    row("something else", R"({"event_type":"log","data":{"publisher_sequence":3}})", {});
    row("an array", "[1]", {});
}

void TestPublishMessage::readsAnswers()
{
    QFETCH(QByteArray, message);
    QFETCH(protocol::PublishAnswer, expected);
    QVERIFY(protocol::readPublishAnswer(*JsonValue::parse(message)) == expected);
}

QTEST_GUILESS_MAIN(TestPublishMessage)
#include "tst_publishmessage.moc"
