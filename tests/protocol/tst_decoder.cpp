// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "protocol/encoder.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace {

const Timestamp receivedAt = *parseTimestamp(u"2030-01-01T00:00:00Z");
const Timestamp guideTime = *parseTimestamp(u"2024-01-01T12:00:00Z");

QByteArray guideMessage(const QString &name)
{
    QFile file(QLatin1StringView(STAGEWATCH_TEST_DATA) + u"/guide/%1.json"_s.arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The event of a message that must be without fault.
Event decodeClean(QByteArrayView message)
{
    Decoder decoder;
    Decoded decoded = decoder.decode(message, receivedAt);
    for (const Problem &problem : decoded.problems)
        qWarning("%s", qPrintable(problem.text));
    if (!decoded.event || !decoded.problems.empty())
        QTest::qFail("the message was to be without fault", __FILE__, __LINE__);
    return decoded.event.value_or(Event{});
}

} // namespace

class TestDecoder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsEveryMessageOfTheGuide_data();
    void readsEveryMessageOfTheGuide();
    void guideConnected();
    void guideStageTransition();
    void guideProgressUpdate();
    void guideLog();
    void guideDecision();
    void guideApproval();
    void guideCompleted();
    void guideFailed();
    void guideErrorAndAnswers();
    void readsOurExtensions();
    void readsConnectedOfOurServer();
    void readsAnswersToApprovals();
    void readsGaps();
    void fieldsMayComeInAnyOrder_data();
    void fieldsMayComeInAnyOrder();
    void bothReadersAgree_data();
    void bothReadersAgree();
    void repeatedTextsFollowTheMessages();
    void movesBetweenOwners();
};

void TestDecoder::readsEveryMessageOfTheGuide_data()
{
    QTest::addColumn<QByteArray>("message");
    const QDir folder(QLatin1StringView(STAGEWATCH_TEST_DATA) + u"/guide"_s);
    for (const QString &name : folder.entryList({ u"*.json"_s }, QDir::Files)) {
        if (!name.startsWith("client_"_L1))
            QTest::newRow(qPrintable(name)) << guideMessage(name.chopped(5));
    }
}

/// What the guide writes comes out again field by field, in its order and its spelling.
void TestDecoder::readsEveryMessageOfTheGuide()
{
    QFETCH(QByteArray, message);
    const Event event = decodeClean(message);
    QVERIFY(!event.as<UnknownEvent>());
    QVERIFY(event.time == guideTime);
    QVERIFY(!event.timeIsReceipt);
    const auto json = JsonValue::parse(message);
    QVERIFY(json.has_value());
    QCOMPARE(encode(event), json->toJson());
    QCOMPARE(normalised(event, message), json->toJson());
}

void TestDecoder::guideConnected()
{
    const Event event = decodeClean(guideMessage(u"connected"_s));
    QVERIFY(event.as<Connected>());
    QCOMPARE(event.as<Connected>()->message, u"WebSocket connection established"_s);
    QCOMPARE(event.projectId, u"proj_abc123"_s);
    QVERIFY(event.as<Connected>()->protocol.isEmpty());
}

void TestDecoder::guideStageTransition()
{
    const Event event = decodeClean(guideMessage(u"stage_transition"_s));
    const StageTransition expected{ { u"training"_s, u"Model Training"_s }, Progress{ 0.5, 0.5 }, {} };
    QVERIFY(event.as<StageTransition>() && *event.as<StageTransition>() == expected);
}

void TestDecoder::guideProgressUpdate()
{
    const Event event = decodeClean(guideMessage(u"progress_update"_s));
    const ProgressUpdate expected{
        { u"training"_s, u"Model Training"_s }, Progress{ 0.65, 0.65 }, u"Training epoch 5/10"_s, 300.0, u"5m"_s, {}
    };
    QVERIFY(event.as<ProgressUpdate>() && *event.as<ProgressUpdate>() == expected);
}

void TestDecoder::guideLog()
{
    const Event event = decodeClean(guideMessage(u"log"_s));
    const Log expected{ LogLevel::Info, u"Starting model training"_s, { u"training"_s, u"Model Training"_s } };
    QVERIFY(event.as<Log>() && *event.as<Log>() == expected);
}

void TestDecoder::guideDecision()
{
    const Event event = decodeClean(guideMessage(u"decision"_s));
    const auto *decision = event.as<Decision>();
    QVERIFY(decision);
    QCOMPARE(decision->stage.id, u"model_selection"_s);
    QCOMPARE(decision->decisionType, u"model_architecture"_s);
    QCOMPARE(decision->decision, u"xgboost_clf"_s);
    QVERIFY(decision->reasoning.contains(u"15k rows"_s));
    QCOMPARE(decision->confidence, std::optional(0.92));
    QCOMPARE(decision->metadata.toJson(), R"({"num_rows":15000,"num_features":25})"_ba);
}

void TestDecoder::guideApproval()
{
    const Event event = decodeClean(guideMessage(u"approval_required"_s));
    const auto *required = event.as<ApprovalRequired>();
    QVERIFY(required);
    QCOMPARE(required->approvalType, u"model_selection"_s);
    QCOMPARE(required->message, u"Model selection requires approval"_s);
    QVERIFY(required->approvalId.isEmpty());
    QCOMPARE(required->proposal.toJson(),
             R"({"architecture":"xgboost_clf","hyperparameters":{"max_depth":6,"learning_rate":0.10}})"_ba);
}

void TestDecoder::guideCompleted()
{
    const Event event = decodeClean(guideMessage(u"pipeline_completed"_s));
    const auto *completed = event.as<PipelineCompleted>();
    QVERIFY(completed);
    QCOMPARE(completed->message, u"Pipeline execution completed successfully"_s);
    QCOMPARE(completed->result.find(u"model_id")->toText(), u"model_xyz789"_s);
    QVERIFY(isTerminal(event));
}

void TestDecoder::guideFailed()
{
    const Event event = decodeClean(guideMessage(u"pipeline_failed"_s));
    const PipelineFailed expected{ u"Training job failed: insufficient memory"_s,
                                   u"Pipeline failed during Model Training"_s,
                                   { u"training"_s, u"Model Training"_s } };
    QVERIFY(event.as<PipelineFailed>() && *event.as<PipelineFailed>() == expected);
}

void TestDecoder::guideErrorAndAnswers()
{
    const Event error = decodeClean(guideMessage(u"error"_s));
    QVERIFY(error.as<ErrorEvent>()
            && *error.as<ErrorEvent>()
                == (ErrorEvent{ u"Connection error"_s, u"Failed to connect to training service"_s, true }));
    QVERIFY(decodeClean(guideMessage(u"pong"_s)).as<Pong>());
    const Event acknowledged = decodeClean(guideMessage(u"cancel_acknowledged"_s));
    QVERIFY(acknowledged.as<CancelAcknowledged>());
    QCOMPARE(acknowledged.as<CancelAcknowledged>()->message, u"Cancellation request received"_s);
    QVERIFY(!acknowledged.as<CancelAcknowledged>()->delivered);
}

void TestDecoder::readsOurExtensions()
{
    const Event event =
        decodeClean(R"({"event_type":"log","project_id":"p","timestamp":"2024-01-01T12:00:00Z","sequence":41,)"
                    R"("stream_id":"s1","run_id":"r1","replayed":true,"data":{"message":"x"}})");
    QCOMPARE(event.sequence, std::optional<qint64>(41));
    QCOMPARE(event.streamId, u"s1"_s);
    QCOMPARE(event.runId, u"r1"_s);
    QVERIFY(event.replayed);
    const Event update = decodeClean(R"({"event_type":"progress_update","timestamp":"2024-01-01T12:00:00Z",)"
                                     R"("data":{"progress":0.5,"metrics":{"loss":0.250,"epoch":3}}})");
    QCOMPARE(update.as<ProgressUpdate>()->metrics.toJson(), R"({"loss":0.250,"epoch":3})"_ba);
}

void TestDecoder::readsConnectedOfOurServer()
{
    const Event event = decodeClean(
        R"({"event_type":"connected","project_id":"p","timestamp":"2024-01-01T12:00:00Z","message":"hello","data":)"
        R"({"protocol":"stagewatch/1","capabilities":["replay","approvals"],"stream_id":"s1","first_sequence":1,)"
        R"("last_sequence":9,"run_id":"r1","progress_scope":"stage","stages":[{"stage":"model_selection"},)"
        R"({"stage":"training","stage_display":"Model Training"}]}})");
    const Connected expected{ u"hello"_s,
                              u"stagewatch/1"_s,
                              { u"replay"_s, u"approvals"_s },
                              1,
                              9,
                              ProgressScope::Stage,
                              { { u"model_selection"_s, u"Model Selection"_s },
                                { u"training"_s, u"Model Training"_s } } };
    QVERIFY(event.as<Connected>() && *event.as<Connected>() == expected);
    QCOMPARE(event.streamId, u"s1"_s);
    QCOMPARE(event.runId, u"r1"_s);
}

void TestDecoder::readsAnswersToApprovals()
{
    const Event event = decodeClean(
        R"({"event_type":"approval_acknowledged","timestamp":"2024-01-01T12:00:00Z","data":{"approval_id":"a1",)"
        R"("accepted":false,"request_id":"q1","resolution":{"approval_id":"a1","decision":"approved",)"
        R"("approval_data":{"depth":6},"comment":"fine","responder":"ada","resolved_at":"2024-01-01T12:00:00Z",)"
        R"("source":"timeout"}}})");
    const ApprovalResolved resolution{
        u"a1"_s,   ApprovalDecision::Approved, *JsonValue::parse(R"({"depth":6})"), u"fine"_s, u"ada"_s,
        guideTime, ResolutionSource::Timeout
    };
    const ApprovalAcknowledged expected{ u"a1"_s, false, u"q1"_s, resolution };
    QVERIFY(event.as<ApprovalAcknowledged>() && *event.as<ApprovalAcknowledged>() == expected);
}

void TestDecoder::readsGaps()
{
    const Event event =
        decodeClean(R"({"event_type":"gap","timestamp":"2024-01-01T12:00:00Z","data":)"
                    R"({"requested_since":41,"first_sequence":100,"stream_id":"s2","reason":"trimmed"}})");
    QVERIFY(event.as<Gap>() && *event.as<Gap>() == (Gap{ 41, 100, u"trimmed"_s, {}, {} }));
    QCOMPARE(event.streamId, u"s2"_s);
}

void TestDecoder::fieldsMayComeInAnyOrder_data()
{
    QTest::addColumn<QByteArray>("message");
    const auto rotate = [](const char *name) {
        const auto message = JsonValue::parse(guideMessage(QString::fromLatin1(name)));
        JsonValue turned = JsonValue::object({ message->members().rbegin(), message->members().rend() });
        JsonValue data = *turned.find(u"data");
        turned.set(u"data"_s, JsonValue::object({ data.members().rbegin(), data.members().rend() }));
        QTest::newRow(name) << turned.toJson();
    };
    for (const char *name : { "log", "progress_update", "decision", "stage_transition", "pipeline_failed" })
        rotate(name);
}

void TestDecoder::fieldsMayComeInAnyOrder()
{
    QFETCH(QByteArray, message);
    const Event event = decodeClean(message);
    QVERIFY(event == decodeClean(guideMessage(QString::fromLatin1(QTest::currentDataTag()))));
}

void TestDecoder::bothReadersAgree_data()
{
    QTest::addColumn<QByteArray>("rest");
    const auto row = [](const char *name, const char *rest) { QTest::newRow(name) << QByteArray(rest); };
    row("log", R"("log","timestamp":"2024-01-01T12:00:00Z","data":{"level":"WARN","message":"a\n\u00e9\ud83d"}})");
    row("log with stage", R"("log","timestamp":"2024-01-01T12:00:00+01:00","data":{"stage":"a_b","message":""}})");
    row("log with unknown fields",
        R"("log","timestamp":"2024-01-01","x":[1,{"y":null}],"data":{"message":"m","z":{"a":[true,"b\n",-1.5e3]}}})");
    row("log with its own time", R"("log","timestamp":"2024-01-01","data":{"message":"m","timestamp":"never"}})");
    row("log, blanks", " \"log\" ,\r\n\t\"timestamp\" : \"2024-01-01\" , \"data\" : { \"message\" : \"m\" } } \n");
    row("log, nothing in data", R"("log","timestamp":"2024-01-01","data":{}})");
    row("progress", R"("progress_update","timestamp":"2024-01-01","data":{"progress":0.25,"stage":"s"}})");
    row("percentage only", R"("progress_update","timestamp":"2024-01-01","data":{"progress_percentage":25}})");
    row("percent as fraction", R"("progress_update","timestamp":"2024-01-01","data":{"progress":65}})");
    row("remaining time", R"("progress_update","timestamp":"2024-01-01","data":{"estimated_time_remaining":75.5}})");
    row("metrics",
        R"("progress_update","timestamp":"2024-01-01","data":{"metrics":{"loss":0.10,"big":123456789012345678901}}})");
    row("envelope",
        R"("log","timestamp":"2024-01-01","sequence":7,"replayed":false,"stream_id":"","project_id":"\u0041","data":{}})");
}

/// A repeated event_type sends the same message to the thorough reader.
void TestDecoder::bothReadersAgree()
{
    QFETCH(QByteArray, rest);
    const QByteArray quick = R"({"event_type":)" + rest;
    const QByteArray thorough = R"({"event_type":"log","event_type":)" + rest;
    QVERIFY(decodeClean(quick) == decodeClean(thorough));
}

void TestDecoder::repeatedTextsFollowTheMessages()
{
    Decoder decoder;
    for (int i = 0; i < 6; ++i) {
        const QString stage = i % 2 ? u"stage_%1"_s.arg(i) : u"même"_s;
        const QString project = u"p%1"_s.arg(i / 2);
        const QString json = u"{\"event_type\":\"log\",\"project_id\":\"%1\",\"timestamp\":\"2024-01-01\","
                             "\"data\":{\"message\":\"m\",\"stage\":\"%2\",\"level\":\"%3\"}}"_s.arg(
                                 project, stage, i % 2 ? u"debug"_s : u"error"_s);
        const Decoded decoded = decoder.decode(json.toUtf8(), receivedAt);
        QVERIFY(decoded.event && decoded.problems.empty());
        QCOMPARE(decoded.event->projectId, project);
        QCOMPARE(decoded.event->as<Log>()->stage.id, stage);
        QCOMPARE(decoded.event->as<Log>()->stage.display, titleFromId(stage));
        QVERIFY(decoded.event->as<Log>()->level == (i % 2 ? LogLevel::Debug : LogLevel::Error));
    }
}

void TestDecoder::movesBetweenOwners()
{
    Decoder first;
    QVERIFY(first.decode(guideMessage(u"log"_s), receivedAt).event);
    Decoder second = std::move(first);
    QVERIFY(second.decode(guideMessage(u"log"_s), receivedAt).event);
}

QTEST_GUILESS_MAIN(TestDecoder)
#include "tst_decoder.moc"
