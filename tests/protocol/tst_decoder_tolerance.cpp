// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "protocol/encoder.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace {

const Timestamp receivedAt = *parseTimestamp(u"2030-01-01T00:00:00Z");

QString kindName(Problem::Kind kind)
{
    switch (kind) {
    case Problem::Kind::NotJson:
        return u"NotJson"_s;
    case Problem::Kind::NotAnObject:
        return u"NotAnObject"_s;
    case Problem::Kind::NoEventType:
        return u"NoEventType"_s;
    case Problem::Kind::NotFinite:
        return u"NotFinite"_s;
    case Problem::Kind::OddField:
        return u"OddField"_s;
    default:
        return u"another"_s;
    }
}

QString kindsOf(const std::vector<Problem> &problems)
{
    QStringList kinds;
    for (const Problem &problem : problems)
        kinds.append(kindName(problem.kind));
    return kinds.join(u' ');
}

} // namespace

/// The variants of PROTOCOL section 1: each row is what a server sends and the guide's shape that we make of it.
class TestDecoderTolerance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bendsDataIntoTheGuidesShape_data();
    void bendsDataIntoTheGuidesShape();
    void takesTheTimeFromWhereItIs_data();
    void takesTheTimeFromWhereItIs();
    void readsTheEnvelope_data();
    void readsTheEnvelope();
    void keepsTheRawProgress();
    void transitionIntoAnEndIsTerminal();
    void unknownTypesAreKept();
    void refusesWhatIsNoEvent_data();
    void refusesWhatIsNoEvent();
    void problemsCarryTheMessage();

private:
    void progressRows();
    void textRows();
    void approvalRows();
    void endRows();
};

void TestDecoderTolerance::bendsDataIntoTheGuidesShape_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QByteArray>("rest"); // of the message, from `data` on
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QString>("problems");
    progressRows();
    textRows();
    approvalRows();
    endRows();
}

void TestDecoderTolerance::progressRows()
{
    const auto row = [](const char *name, const char *data, const char *expected, const char *problems = "") {
        QTest::newRow(name) << u"stage_transition"_s << QByteArray("\"data\":") + data << QByteArray(expected)
                            << QString::fromLatin1(problems);
    };
    const char *half = R"({"progress":0.5,"progress_percentage":50.0})";
    row("only progress", R"({"progress":0.5})", half);
    row("only percentage", R"({"progress_percentage":50})", half);
    row("progress is whole", R"({"progress":1})", R"({"progress":1.0,"progress_percentage":100.0})");
    row("progress in percent", R"({"progress":65})", R"({"progress":0.65,"progress_percentage":65.0})");
    row("progress is text", R"({"progress":"0.5"})", half, "OddField");
    row("progress is null", R"({"progress":null})", "{}");
    row("progress is null, percentage is not", R"({"progress":null,"progress_percentage":50})", half);
    row("progress is a word", R"({"progress":"half"})", "{}", "OddField");
    row("progress is an object", R"({"progress":{"value":0.5}})", "{}", "OddField");
    row("progress is true", R"({"progress":true})", "{}", "OddField");
    row("progress below 0", R"({"progress":-0.05})", R"({"progress":-0.05,"progress_percentage":-5.0})", "OddField");
    row("percentage above 100", R"({"progress_percentage":150})", R"({"progress":1.5,"progress_percentage":150.0})",
        "OddField");
    row("progress is NaN", R"({"progress":NaN})", "{}", "NotFinite");
    row("progress is 1e400", R"({"progress":1e400,"stage":"training"})",
        R"({"stage":"training","stage_display":"Training"})", "NotFinite");
    row("progress is the word NaN", R"({"progress":"NaN"})", "{}", "OddField");
    row("binary dust", R"({"progress":0.57})", R"({"progress":0.57,"progress_percentage":57.0})");
    row("no display", R"({"stage":"model_selection"})",
        R"({"stage":"model_selection","stage_display":"Model Selection"})");
    row("data is an array", "[1,2]", "{}", "OddField");
    row("data is text", R"("training")", "{}", "OddField");
    row("data is null", "null", "{}");
    row("data is a number", "7", "{}", "OddField");
}

void TestDecoderTolerance::textRows()
{
    const auto row = [](const char *name, const char *type, const char *data, const char *expected,
                        const char *problems = "") {
        QTest::newRow(name) << QString::fromLatin1(type) << QByteArray("\"data\":") + data << QByteArray(expected)
                            << QString::fromLatin1(problems);
    };
    row("no display of the time", "progress_update", R"({"estimated_time_remaining":3720})",
        R"({"estimated_time_remaining":3720,"estimated_time_display":"1h 2m"})");
    row("time as text", "progress_update", R"({"estimated_time_remaining":"45"})",
        R"({"estimated_time_remaining":45,"estimated_time_display":"45s"})", "OddField");
    row("negative time", "progress_update", R"({"estimated_time_remaining":-1})", "{}", "OddField");
    row("metrics with NaN", "progress_update", R"({"metrics":{"loss":NaN}})", R"({"metrics":{"loss":"NaN"}})",
        "NotFinite");
    row("NaN in a field of no meaning", "log", R"({"message":"m","loss":NaN})", R"({"level":"info","message":"m"})",
        "NotFinite");
    row("level in capitals", "log", R"({"level":"WARN","message":"m"})", R"({"level":"warning","message":"m"})");
    row("level fatal", "log", R"({"level":"fatal","message":"m"})", R"({"level":"critical","message":"m"})");
    row("level trace", "log", R"({"level":"Trace","message":"m"})", R"({"level":"trace","message":"m"})");
    row("level is a number", "log", R"({"level":40,"message":"m"})", R"({"level":"error","message":"m"})");
    row("level is null", "log", R"({"level":null,"message":"m"})", R"({"level":"info","message":"m"})");
    row("level is a list", "log", R"({"level":["info"],"message":"m"})", R"({"level":"info","message":"m"})",
        "OddField");
    row("message is a number", "log", R"({"message":5.0})", R"({"level":"info","message":"5.0"})", "OddField");
    row("message is an object", "log", R"({"message":{"a":1}})", R"({"level":"info","message":"{\"a\":1}"})",
        "OddField");
    row("no message", "log", "{}", R"({"level":"info","message":""})");
    row("only confidence", "decision", R"({"decision":"d","confidence":0.92})",
        R"({"decision":"d","confidence":0.92,"confidence_percentage":92.0})");
    row("only its percentage", "decision", R"({"decision":"d","confidence_percentage":92})",
        R"({"decision":"d","confidence":0.92,"confidence_percentage":92.0})");
    row("confidence in percent", "decision", R"({"decision":"d","confidence":92})",
        R"({"decision":"d","confidence":0.92,"confidence_percentage":92.0})");
    row("confidence above 1", "decision", R"({"confidence":1.5})",
        R"({"confidence":1.0,"confidence_percentage":100.0})", "OddField");
    row("decision is a bool", "decision", R"({"decision":true})", R"({"decision":"true"})", "OddField");
    row("metadata is a list", "decision", R"({"metadata":[1,2]})", R"({"metadata":[1,2]})");
}

void TestDecoderTolerance::approvalRows()
{
    const auto row = [](const char *name, const char *data, const char *expected, const char *problems = "") {
        QTest::newRow(name) << u"approval_required"_s << QByteArray("\"data\":") + data << QByteArray(expected)
                            << QString::fromLatin1(problems);
    };
    row("proposal under another name", R"({"approval_type":"t","message":"m","proposal":{"depth":6}})",
        R"({"approval_type":"t","message":"m","approval_data":{"proposal":{"depth":6}}})");
    row("proposal spread over data", R"({"message":"m","architecture":"x","rate":0.10})",
        R"({"message":"m","approval_data":{"architecture":"x","rate":0.10}})");
    row("no proposal", R"({"message":"m"})", R"({"message":"m"})");
    row("proposal is null", R"({"message":"m","approval_data":null,"plan":[1]})",
        R"({"message":"m","approval_data":{"plan":[1]}})");
    row("proposal is a list", R"({"approval_data":[1,2]})", R"({"approval_data":[1,2]})");
    row("our additions",
        R"({"approval_id":"a1","title":"T","expires_at":"2024-01-01T13:00:00","on_timeout":"REJECT","options":["x",2],"editable_schema":{}})",
        R"({"approval_id":"a1","title":"T","expires_at":"2024-01-01T13:00:00.000Z","on_timeout":"reject","options":["x","2"],"editable_schema":{}})");
    row("expiry is no time", R"({"expires_at":"soon"})", "{}", "OddField");
    row("options are text", R"({"options":"x"})", "{}", "OddField");
}

void TestDecoderTolerance::endRows()
{
    const auto row = [](const char *name, const char *type, const char *rest, const char *expected,
                        const char *problems = "") {
        QTest::newRow(name) << QString::fromLatin1(type) << QByteArray(rest) << QByteArray(expected)
                            << QString::fromLatin1(problems);
    };
    row("completed with only a result", "pipeline_completed", R"("data":{"result":{"a":1}})",
        R"({"status":"completed","result":{"a":1}})");
    row("completed with metrics in data", "pipeline_completed", R"("data":{"message":"m","metrics":{"a":1}})",
        R"({"status":"completed","message":"m","result":{"metrics":{"a":1}}})");
    row("completed without data", "pipeline_completed", R"("x":1)", R"({"status":"completed","result":{"x":1}})");
    row("failed with only error and stage", "pipeline_failed", R"("data":{"error":"e","stage":"model_selection"})",
        R"({"status":"failed","error":"e","stage":"model_selection","stage_display":"Model Selection","message":"Pipeline failed during Model Selection"})");
    row("failed with only an error", "pipeline_failed", R"("data":{"error":"e"})",
        R"({"status":"failed","error":"e","message":"Pipeline failed"})");
    row("failed with only a message", "pipeline_failed", R"("data":{"message":"m"})",
        R"({"status":"failed","error":"m","message":"m"})");
    row("failed with an object for error", "pipeline_failed", R"("data":{"error":{"code":5},"message":"m"})",
        R"({"status":"failed","error":"{\"code\":5}","message":"m"})", "OddField");
    row("cancelled", "pipeline_cancelled", R"("data":{"reason":"r","requester":"ada"})",
        R"({"status":"cancelled","reason":"r","requester":"ada"})");
    row("cancelled without data", "pipeline_cancelled", R"("x":1)", R"({"status":"cancelled"})");
    row("acknowledged without data", "cancel_acknowledged", R"("x":1)", "{}");
    row("acknowledged beside the type", "cancel_acknowledged", R"("message":"m")", R"({"message":"m"})");
    row("delivered is text", "cancel_acknowledged", R"("data":{"delivered":"true"})", R"({"delivered":true})",
        "OddField");
    row("error that says nothing of recovery", "error", R"("data":{"error":"e"})",
        R"({"error":"e","recoverable":true})");
    row("error, recovery is text", "error", R"("data":{"error":"e","recoverable":"false"})",
        R"({"error":"e","recoverable":false})", "OddField");
    row("error, recovery is null", "error", R"("data":{"error":"e","recoverable":null})",
        R"({"error":"e","recoverable":true})");
    row("error with a message for details", "error", R"("data":{"error":"e","message":"m"})",
        R"({"error":"e","details":"m","recoverable":true})");
    row("error with only a message", "error", R"("data":{"message":"m"})", R"({"error":"m","recoverable":true})");
    row("fields beside the type", "log", R"("level":"debug","message":"m","stage":"s")",
        R"({"level":"debug","message":"m","stage":"s","stage_display":"S"})");
    row("ping", "ping", R"("x":1)", "{}");
    row("resolved by another word", "approval_resolved", R"("data":{"approval_id":"a","decision":"Approve"})",
        R"({"approval_id":"a","decision":"approved","source":"user"})");
    row("resolved without a decision", "approval_resolved", R"("data":{"approval_id":"a"})",
        R"({"approval_id":"a","decision":"rejected","source":"unknown"})", "OddField");
}

void TestDecoderTolerance::bendsDataIntoTheGuidesShape()
{
    QFETCH(QString, type);
    QFETCH(QByteArray, rest);
    QFETCH(QByteArray, expected);
    QFETCH(QString, problems);
    const QByteArray message =
        "{\"event_type\":\"" + type.toLatin1() + "\",\"timestamp\":\"2024-01-01T12:00:00Z\"," + rest + "}";
    Decoder decoder;
    const Decoded decoded = decoder.decode(message, receivedAt);
    QVERIFY(decoded.event.has_value());
    QVERIFY(!decoded.event->as<UnknownEvent>());
    QCOMPARE(encodePayload(decoded.event->payload).toJson(), expected);
    QCOMPARE(kindsOf(decoded.problems), problems);
    // Our own form is the fixed point: read again, it gives the same event.
    const Decoded again = decoder.decode(encode(*decoded.event), receivedAt);
    QVERIFY(again.event == decoded.event);
    const Decoded normal = decoder.decode(normalised(*decoded.event, message), receivedAt);
    QVERIFY(normal.event.has_value());
    QCOMPARE(encode(*normal.event), encode(*decoded.event));
}

void TestDecoderTolerance::takesTheTimeFromWhereItIs_data()
{
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<QString>("expected"); // empty: the time of receipt
    QTest::addColumn<QString>("problems");
    const auto row = [](const char *name, const char *rest, const char *expected, const char *problems = "") {
        QTest::newRow(name) << QByteArray(rest) << QString::fromLatin1(expected) << QString::fromLatin1(problems);
    };
    const char *noon = "2024-01-01T12:00:00.000Z";
    row("with Z", R"("timestamp":"2024-01-01T12:00:00Z","data":{})", noon);
    row("with an offset", R"("timestamp":"2024-01-01T13:00:00+01:00","data":{})", noon);
    row("without a zone", R"("timestamp":"2024-01-01T12:00:00.000000","data":{})", noon);
    row("seconds", R"("timestamp":1704110400,"data":{})", noon, "OddField");
    row("milliseconds", R"("timestamp":1704110400000,"data":{})", noon, "OddField");
    row("seconds as text", R"("timestamp":"1704110400.0","data":{})", noon, "OddField");
    row("only inside data", R"("data":{"timestamp":"2024-01-01T12:00:00Z"})", noon);
    row("both: the outer wins", R"("timestamp":"2024-01-01T12:00:00Z","data":{"timestamp":"1999-01-01T00:00:00Z"})",
        noon);
    row("outer null", R"("timestamp":null,"data":{"timestamp":"2024-01-01T12:00:00Z"})", noon);
    row("absent", R"("data":{})", "");
    row("null", R"("timestamp":null)", "");
    row("no time", R"("timestamp":"yesterday","data":{})", "", "OddField");
    row("an object", R"("timestamp":{"$date":5},"data":{})", "", "OddField");
    row("far away", R"("timestamp":1e300,"data":{})", "", "OddField");
}

void TestDecoderTolerance::takesTheTimeFromWhereItIs()
{
    QFETCH(QByteArray, rest);
    QFETCH(QString, expected);
    QFETCH(QString, problems);
    for (const QByteArray &type : { "log"_ba, "progress_update"_ba, "decision"_ba, "something_else"_ba }) {
        Decoder decoder;
        const Decoded decoded = decoder.decode("{\"event_type\":\"" + type + "\"," + rest + "}", receivedAt);
        QVERIFY(decoded.event.has_value());
        QCOMPARE(decoded.event->timeIsReceipt, expected.isEmpty());
        QCOMPARE(formatTimestamp(decoded.event->time), expected.isEmpty() ? formatTimestamp(receivedAt) : expected);
        QCOMPARE(kindsOf(decoded.problems), problems);
    }
}

void TestDecoderTolerance::readsTheEnvelope_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::addColumn<qint64>("sequence"); // -1: none
    QTest::addColumn<QString>("project");
    QTest::addColumn<QString>("problems");
    const auto row = [](const char *name, const char *fields, qint64 sequence, const char *project,
                        const char *problems = "") {
        QTest::newRow(name) << QByteArray(fields) << sequence << QString::fromLatin1(project)
                            << QString::fromLatin1(problems);
    };
    row("plain", R"("sequence":5,"project_id":"p")", 5, "p");
    row("sequence as text", R"("sequence":"5","project_id":"p")", 5, "p", "OddField");
    row("sequence with a point", R"("sequence":5.0)", 5, "");
    row("negative sequence", R"("sequence":-1)", -1, "", "OddField");
    row("2^53", R"("sequence":9007199254740992)", -1, "", "OddField");
    row("below 2^53", R"("sequence":9007199254740991)", 9007199254740991, "");
    row("2^63", R"("sequence":9223372036854775808)", -1, "", "OddField");
    row("fractional sequence", R"("sequence":1.5)", -1, "", "OddField");
    row("sequence is null", R"("sequence":null)", -1, "");
    row("project is a number", R"("project_id":17)", -1, "17", "OddField");
    row("project is null", R"("project_id":null)", -1, "");
    row("last of two counts", R"("sequence":1,"sequence":2,"project_id":"a","project_id":"b")", 2, "b");
    row("replayed is a number", R"("replayed":1)", -1, "", "OddField");
    row("replayed is null", R"("replayed":null)", -1, "");
}

void TestDecoderTolerance::readsTheEnvelope()
{
    QFETCH(QByteArray, fields);
    QFETCH(qint64, sequence);
    QFETCH(QString, project);
    QFETCH(QString, problems);
    for (const QByteArray &type : { "log"_ba, "pipeline_completed"_ba, "x"_ba }) {
        Decoder decoder;
        const Decoded decoded = decoder.decode(
            "{\"event_type\":\"" + type + "\",\"timestamp\":\"2024-01-01\",\"data\":{}," + fields + "}", receivedAt);
        QVERIFY(decoded.event.has_value());
        QCOMPARE(decoded.event->sequence.value_or(-1), sequence);
        QCOMPARE(decoded.event->projectId, project);
        QCOMPARE(kindsOf(decoded.problems), problems);
    }
}

void TestDecoderTolerance::keepsTheRawProgress()
{
    Decoder decoder;
    const Decoded decoded = decoder.decode(
        R"({"event_type":"progress_update","timestamp":"2024-01-01","data":{"progress":-5}})", receivedAt);
    QVERIFY(decoded.event->as<ProgressUpdate>()->progress == (Progress{ 0.0, -5.0 }));
    QVERIFY2(decoded.problems.at(0).text.contains(u"data.progress"_s), qPrintable(decoded.problems.at(0).text));
}

void TestDecoderTolerance::transitionIntoAnEndIsTerminal()
{
    Decoder decoder;
    for (const QByteArray &stage : { "completed"_ba, "failed"_ba, "cancelled"_ba }) {
        const Decoded decoded =
            decoder.decode(R"({"event_type":"stage_transition","data":{"stage":")" + stage + "\"}}", receivedAt);
        QCOMPARE(decoded.event->as<StageTransition>()->stage.id, QString::fromLatin1(stage));
        QVERIFY(isTerminal(*decoded.event));
    }
}

void TestDecoderTolerance::unknownTypesAreKept()
{
    Decoder decoder;
    const QByteArray message = R"({"event_type":"gpu_report","project_id":"p","sequence":3,"data":[1]})";
    const Decoded decoded = decoder.decode(message, receivedAt);
    QVERIFY(decoded.event && decoded.event->as<UnknownEvent>());
    QCOMPARE(decoded.event->eventType, u"gpu_report"_s);
    QCOMPARE(decoded.event->projectId, u"p"_s);
    QCOMPARE(decoded.event->sequence, std::optional<qint64>(3));
    // Nobody said that the data of an unknown message is an object.
    QCOMPARE(kindsOf(decoded.problems), QString());
    const Decoded repaired = decoder.decode(R"({"event_type":"gpu_report","data":{"loss":NaN}})", receivedAt);
    QVERIFY(repaired.event.has_value());
    QCOMPARE(kindsOf(repaired.problems), u"NotFinite"_s);
    QVERIFY2(repaired.problems.at(0).text.contains(u"loss"_s), qPrintable(repaired.problems.at(0).text));
}

void TestDecoderTolerance::refusesWhatIsNoEvent_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("problems");
    const auto row = [](const char *name, const char *message, const char *problem) {
        QTest::newRow(name) << QByteArray(message) << QString::fromLatin1(problem);
    };
    row("empty", "", "NotJson");
    row("not JSON", "hello", "NotJson");
    row("breaks off inside", R"({"event_type":"log","timestamp":"2024-01-01","data":{"message":"x)", "NotJson");
    row("last brace missing", R"({"event_type":"log","timestamp":"2024-01-01","data":{"message":"x"})", "NotJson");
    row("two messages in one", R"({"event_type":"log","timestamp":"2024-01-01","data":{}}{"event_type":"log"})",
        "NotJson");
    row("fault in a field of no meaning", R"({"event_type":"log","timestamp":"2024-01-01","data":{"x":tru}})",
        "NotJson");
    row("missing comma", R"({"event_type":"log" "timestamp":"2024-01-01","data":{}})", "NotJson");
    row("array", R"([{"event_type":"log"}])", "NotAnObject");
    row("text", R"("log")", "NotAnObject");
    row("number", "5", "NotAnObject");
    row("null", "null", "NotAnObject");
    row("NaN alone", "NaN", "NotAnObject");
    row("no event_type", R"({"data":{}})", "NoEventType");
    row("event_type is a number", R"({"event_type":1})", "NoEventType");
    row("event_type is null", R"({"event_type":null})", "NoEventType");
    row("event_type is empty", R"({"event_type":""})", "NoEventType");
    row("last event_type counts", R"({"event_type":"log","timestamp":"2024-01-01","data":{},"event_type":5})",
        "NoEventType");
    row("not UTF-8", "{\"event_type\":\"log\",\"timestamp\":\"2024-01-01\",\"data\":{\"message\":\"\xff\"}}",
        "NotJson");
}

void TestDecoderTolerance::refusesWhatIsNoEvent()
{
    QFETCH(QByteArray, message);
    QFETCH(QString, problems);
    Decoder decoder;
    const Decoded decoded = decoder.decode(message, receivedAt);
    QCOMPARE(decoded.event.has_value(), problems.isEmpty());
    QCOMPARE(kindsOf(decoded.problems), problems);
    // A bad message takes nothing from the next one.
    QVERIFY(decoder.decode(R"({"event_type":"log","timestamp":"2024-01-01","data":{}})", receivedAt).event);
}

void TestDecoderTolerance::problemsCarryTheMessage()
{
    Decoder decoder;
    const Decoded small = decoder.decode("nonsense", receivedAt);
    QCOMPARE(small.problems.at(0).bytes, "nonsense"_ba);
    QVERIFY(small.problems.at(0).time == receivedAt);
    QVERIFY(small.problems.at(0).text.endsWith(u'.'));
    const Decoded large = decoder.decode(QByteArray(1'000'000, 'x'), receivedAt);
    QCOMPARE(large.problems.at(0).bytes.size(), problemBytesLimit);
}

QTEST_GUILESS_MAIN(TestDecoderTolerance)
#include "tst_decoder_tolerance.moc"
