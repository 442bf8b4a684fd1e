// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "protocol/encoder.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace {

const Timestamp noon = *parseTimestamp(u"2024-01-01T12:00:00Z");

std::vector<Event> oneOfEach()
{
    const StageName stage{ u"model_selection"_s, u"Picking a Model"_s };
    const JsonValue object = *JsonValue::parse(R"({"b":0.10,"a":[1,"x",null]})");
    const ApprovalResolved resolved{ u"a1"_s, ApprovalDecision::Approved, object, u"fine"_s, u"ada"_s,
                                     noon,    ResolutionSource::Policy };
    const std::vector<std::pair<QString, Payload>> payloads = {
        { u"connected"_s,
          Connected{ u"hi"_s, u"stagewatch/1"_s, { u"a"_s, u"b"_s }, 1, 5, ProgressScope::Stage, { stage } } },
        { u"stage_transition"_s, StageTransition{ stage, Progress{ 0.57, 0.57 }, u"m"_s } },
        { u"progress_update"_s, ProgressUpdate{ stage, Progress{ 0.655, 0.655 }, u"m"_s, 90.5, u"soon"_s, object } },
        { u"log"_s, Log{ LogLevel::Critical, u"m\n"_s, stage } },
        { u"decision"_s, Decision{ stage, u"t"_s, u"d"_s, u"r"_s, 0.07, object } },
        { u"approval_required"_s,
          ApprovalRequired{
              u"a1"_s, u"t"_s, u"T"_s, u"m"_s, stage, object, noon, TimeoutAction::Fail, { u"x"_s }, object } },
        { u"approval_resolved"_s, resolved },
        { u"approval_acknowledged"_s, ApprovalAcknowledged{ u"a1"_s, true, u"q"_s, resolved } },
        { u"pipeline_completed"_s, PipelineCompleted{ u"m"_s, object } },
        { u"pipeline_failed"_s, PipelineFailed{ u"e"_s, u"m"_s, stage } },
        { u"pipeline_cancelled"_s, PipelineCancelled{ u"r"_s, u"ada"_s, u"m"_s } },
        { u"error"_s, ErrorEvent{ u"e"_s, u"d"_s, false } },
        { u"cancel_acknowledged"_s, CancelAcknowledged{ u"m"_s, u"q"_s, false } },
        { u"cancel_requested"_s, CancelRequested{ u"r"_s, u"ada"_s, true } },
        { u"pong"_s, Pong{ 17 } },
        { u"ping"_s, ServerPing{} },
        { u"gap"_s, Gap{ 4, 9, u"trimmed"_s, noon, noon } },
    };
    std::vector<Event> events;
    for (const auto &[type, payload] : payloads)
        events.push_back({ type, u"p"_s, noon, false, 12, u"s1"_s, u"r1"_s, true, payload });
    return events;
}

} // namespace

class TestEncoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyPayloadReadsBack_data();
    void everyPayloadReadsBack();
    void writesTheEnvelopeInTheGuidesOrder();
    void namesTypesOfItsOwnEvents();
    void fillsInWhatCanBeDerived();
    void showsRemainingTimes_data();
    void showsRemainingTimes();
    void normalFormKeepsUnknownFields_data();
    void normalFormKeepsUnknownFields();
    void normalFormOfWhatIsNoJsonIsTheEvent();
};

void TestEncoder::everyPayloadReadsBack_data()
{
    QTest::addColumn<int>("index");
    int index = 0;
    for (const Event &event : oneOfEach())
        QTest::newRow(qPrintable(event.eventType)) << index++;
}

void TestEncoder::everyPayloadReadsBack()
{
    QFETCH(int, index);
    const Event event = oneOfEach()[static_cast<size_t>(index)];
    const QByteArray json = encode(event);
    QVERIFY(!json.contains('\n'));
    Decoder decoder;
    const Decoded decoded = decoder.decode(json, noon);
    QVERIFY2(decoded.event == event, json.constData());
    QVERIFY(decoded.problems.empty());
}

void TestEncoder::writesTheEnvelopeInTheGuidesOrder()
{
    Event event{ u"log"_s, u"p"_s, noon, false, 3, u"s"_s, u"r"_s, true, Log{ LogLevel::Info, u"m"_s, {} } };
    QCOMPARE(
        encode(event),
        R"({"event_type":"log","project_id":"p","timestamp":"2024-01-01T12:00:00.000Z","sequence":3,"stream_id":"s",)"
        R"("run_id":"r","replayed":true,"data":{"level":"info","message":"m"}})"_ba);
    event = { u"pong"_s, {}, noon, false, {}, {}, {}, false, Pong{} };
    QCOMPARE(encode(event), R"({"event_type":"pong","timestamp":"2024-01-01T12:00:00.000Z"})"_ba);
}

void TestEncoder::namesTypesOfItsOwnEvents()
{
    for (Event event : oneOfEach()) {
        const QByteArray named = encode(event);
        event.eventType.clear();
        QCOMPARE(encode(event), named);
    }
    Event state;
    state.payload = Snapshot{};
    QVERIFY(encode(state).startsWith(R"({"event_type":"state")"));
}

void TestEncoder::fillsInWhatCanBeDerived()
{
    const ProgressUpdate update{ { u"data_prep"_s, {} }, Progress{ 0.57, 0.57 }, {}, 3720.0, {}, {} };
    QCOMPARE(encodePayload(update).toJson(),
             R"({"stage":"data_prep","progress":0.57,"progress_percentage":57.0,"stage_display":"Data Prep",)"
             R"("estimated_time_remaining":3720,"estimated_time_display":"1h 2m"})"_ba);
    QCOMPARE(encodePayload(PipelineFailed{ u"e"_s, {}, { u"data_prep"_s, {} } }).toJson(),
             R"({"status":"failed","error":"e","stage":"data_prep","stage_display":"Data Prep",)"
             R"("message":"Pipeline failed during Data Prep"})"_ba);
}

void TestEncoder::showsRemainingTimes_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("expected");
    QTest::newRow("guide") << 300.0 << u"5m"_s;
    QTest::newRow("seconds") << 45.0 << u"45s"_s;
    QTest::newRow("minutes and seconds") << 90.0 << u"1m 30s"_s;
    QTest::newRow("hours and minutes") << 3720.0 << u"1h 2m"_s;
    QTest::newRow("hours") << 7200.0 << u"2h"_s;
    QTest::newRow("days") << 90000.0 << u"1d 1h"_s;
    QTest::newRow("none") << 0.0 << u"0s"_s;
    QTest::newRow("rounds to the next unit") << 59.7 << u"1m"_s;
    QTest::newRow("negative") << -5.0 << u"0s"_s;
    QTest::newRow("absurd") << 1e300 << u"11574074d 1h"_s;
}

void TestEncoder::showsRemainingTimes()
{
    QFETCH(double, seconds);
    QFETCH(QString, expected);
    QCOMPARE(estimatedTimeDisplay(seconds), expected);
}

void TestEncoder::normalFormKeepsUnknownFields_data()
{
    QTest::addColumn<QByteArray>("original");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char *name, const char *original, const char *expected) {
        QTest::newRow(name) << QByteArray(original) << QByteArray(expected);
    };
    row("in data and beside it",
        R"({"x":[1.50],"event_type":"log","data":{"gpu":{"t":0.10},"level":"WARN","message":"m"},"timestamp":"2024-01-01T12:00:00"})",
        R"({"x":[1.50],"event_type":"log","data":{"gpu":{"t":0.10},"level":"warning","message":"m"},"timestamp":"2024-01-01T12:00:00.000Z"})");
    row("an unknown event", R"({"event_type":"gpu","timestamp":"2024-01-01T13:00:00+01:00","data":[1,NaN]})",
        R"({"event_type":"gpu","timestamp":"2024-01-01T12:00:00.000Z","data":[1,"NaN"]})");
    row("a proposal under another name",
        R"({"event_type":"approval_required","timestamp":"2024-01-01T12:00:00Z","data":{"message":"m","plan":{"a":1}}})",
        R"({"event_type":"approval_required","timestamp":"2024-01-01T12:00:00.000Z","data":{"message":"m","approval_data":{"plan":{"a":1}}}})");
    row("fields beside event_type",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","message":"m","level":"info","host":"h"})",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00.000Z","host":"h","data":{"level":"info","message":"m"}})");
    row("no time of its own", R"({"event_type":"log","data":{"message":"m"}})",
        R"({"event_type":"log","data":{"message":"m","level":"info"},"timestamp":"2024-01-01T12:00:00.000Z"})");
    row("progress derived",
        R"({"event_type":"progress_update","timestamp":"2024-01-01T12:00:00Z","data":{"progress":"0.5","eta":1}})",
        R"({"event_type":"progress_update","timestamp":"2024-01-01T12:00:00.000Z","data":{"progress":0.5,"eta":1,"progress_percentage":50.0}})");
}

void TestEncoder::normalFormKeepsUnknownFields()
{
    QFETCH(QByteArray, original);
    QFETCH(QByteArray, expected);
    Decoder decoder;
    const Decoded decoded = decoder.decode(original, noon);
    QVERIFY(decoded.event.has_value());
    QCOMPARE(normalised(*decoded.event, original), expected);
}

void TestEncoder::normalFormOfWhatIsNoJsonIsTheEvent()
{
    const Event event{ u"log"_s, u"p"_s, noon, false, {}, {}, {}, false, Log{} };
    QCOMPARE(normalised(event, "gone"), encode(event));
}

QTEST_GUILESS_MAIN(TestEncoder)
#include "tst_encoder.moc"
