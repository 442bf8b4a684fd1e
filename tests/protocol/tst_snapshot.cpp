// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"
#include "protocol/encoder.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace {

const Timestamp noon = *parseTimestamp(u"2024-01-01T12:00:00Z");
const Timestamp receivedAt = *parseTimestamp(u"2030-01-01T00:00:00Z");

Snapshot fullSnapshot()
{
    using std::chrono::seconds;
    const StageName stage{ u"training"_s, u"Model Training"_s };
    const JsonValue object = *JsonValue::parse(R"({"b":0.10,"a":[1]})");
    Snapshot snapshot;
    snapshot.runId = u"r1"_s;
    snapshot.status = RunStatus::WaitingForApproval;
    snapshot.stage = stage;
    snapshot.progress = Progress{ 0.57, 0.57 };
    snapshot.progressScope = ProgressScope::Pipeline;
    snapshot.stages = { { { u"analyzing"_s, u"Analyzing"_s }, StageStatus::Completed, 1.0, noon, noon + seconds(5) },
                        { stage, StageStatus::Running, {}, noon + seconds(5), {} },
                        { { u"evaluation"_s, u"Evaluation"_s }, StageStatus::Pending, {}, {}, {} } };
    for (int i = 0; i < 200; ++i)
        snapshot.logs.push_back(
            { noon + seconds(i), { LogLevel(i % 6), u"line %1"_s.arg(i), i % 2 ? stage : StageName{} } });
    snapshot.decisions = { { noon, { stage, u"t"_s, u"d"_s, u"because"_s, 0.92, object } }, { noon + seconds(1), {} } };
    snapshot.pendingApprovals = {
        { noon,
          { u"a1"_s, u"t"_s, u"T"_s, u"m"_s, stage, object, noon, TimeoutAction::Reject, { u"x"_s }, object },
          {} },
        { noon,
          { u"a2"_s, u"t"_s, {}, {}, {}, object, {}, {}, {}, {} },
          ApprovalResolved{ u"a2"_s, ApprovalDecision::Approved, {}, u"ok"_s, u"ada"_s, noon, ResolutionSource::User } }
    };
    snapshot.error = u"e"_s;
    snapshot.result = object;
    snapshot.startedAt = noon;
    snapshot.updatedAt = noon + seconds(200);
    snapshot.estimatedTimeRemaining = 12.5;
    return snapshot;
}

Event stateEvent(Snapshot snapshot)
{
    return { u"state"_s, u"p"_s, noon, false, 41, u"s1"_s, u"r1"_s, false, std::move(snapshot) };
}

Snapshot decodeData(const QByteArray &data, const QByteArray &type = "state"_ba)
{
    Decoder decoder;
    const QByteArray head = "{\"timestamp\":\"2024-01-01T12:00:00Z\",\"event_type\":\"" + type;
    const Decoded decoded = decoder.decode(head + "\",\"data\":" + data + "}", receivedAt);
    if (!decoded.event || !decoded.event->as<Snapshot>() || !decoded.problems.empty()) {
        QTest::qFail("the snapshot was to be without fault", __FILE__, __LINE__);
        return {};
    }
    return *decoded.event->as<Snapshot>();
}

} // namespace

class TestSnapshot : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsBackAsWritten();
    void emptyOneReadsBack();
    void namesEveryField();
    void readsLooserForms_data();
    void readsLooserForms();
    void derivesTheStatus_data();
    void derivesTheStatus();
    void readsWholeEventsInItsLists();
    void keepsTheLastLogs();
    void oddPartsCostNothingElse();
    void leavesOutTheOldestLogsToFit();
    void fitsWithoutLogsToo();
    void fitsWhateverIsLarge_data();
    void fitsWhateverIsLarge();
    void leavesAloneWhatFits();
};

void TestSnapshot::readsBackAsWritten()
{
    const Event event = stateEvent(fullSnapshot());
    Decoder decoder;
    const Decoded decoded = decoder.decode(encode(event), receivedAt);
    QVERIFY(decoded.problems.empty());
    QVERIFY(decoded.event == event);
}

void TestSnapshot::emptyOneReadsBack()
{
    Event event = stateEvent({});
    event.as<Snapshot>()->runId = u"r1"_s;
    Decoder decoder;
    const Decoded decoded = decoder.decode(encode(event), receivedAt);
    QVERIFY(decoded.problems.empty());
    QVERIFY(decoded.event == event);
}

void TestSnapshot::namesEveryField()
{
    const auto json = JsonValue::parse(encode(stateEvent({})));
    const JsonValue *data = json->find(u"data");
    QVERIFY(data);
    QStringList names;
    for (const auto &member : data->members())
        names.append(member.first);
    QCOMPARE(names,
             (QStringList{ u"project_id"_s, u"run_id"_s, u"status"_s, u"stage"_s, u"stage_display"_s, u"progress"_s,
                           u"progress_percentage"_s, u"progress_scope"_s, u"stages"_s, u"logs"_s, u"decisions"_s,
                           u"pending_approvals"_s, u"error"_s, u"result"_s, u"started_at"_s, u"updated_at"_s,
                           u"estimated_time_remaining"_s }));
    const auto full = JsonValue::parse(encode(stateEvent(fullSnapshot())));
    QCOMPARE(full->find(u"data")->find(u"logs")->items().at(1).toJson(),
             R"({"level":"debug","message":"line 1","stage":"training","stage_display":"Model Training",)"
             R"("timestamp":"2024-01-01T12:00:01.000Z"})"_ba);
}

void TestSnapshot::readsLooserForms_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("stage");
    QTest::addColumn<QString>("status");
    QTest::addColumn<double>("progress"); // -1: none
    const auto row = [](const char *name, const char *data, const char *stage, const char *status, double progress) {
        QTest::newRow(name) << QByteArray(data) << QString::fromLatin1(stage) << QString::fromLatin1(status)
                            << progress;
    };
    row("stage and progress", R"({"stage":"training","progress":0.5})", "training", "running", 0.5);
    row("current_stage", R"({"current_stage":"training","progress_percentage":50,"status":"running"})", "training",
        "running", 0.5);
    row("current_stage as an object", R"({"current_stage":{"stage":"training"},"progress":50})", "training", "running",
        0.5);
    row("wrapped in state", R"({"state":{"stage":"training","status":"cancelling"}})", "training", "cancelling", -1);
    row("status under state", R"({"state":"completed","stage":"deployment"})", "deployment", "completed", -1);
    row("other words", R"({"status":"SUCCEEDED"})", "", "completed", -1);
    row("nothing", "{}", "", "pending", -1);
    row("nulls", R"({"stage":null,"progress":null,"logs":null,"status":null,"stages":null})", "", "pending", -1);
}

void TestSnapshot::readsLooserForms()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, stage);
    QFETCH(QString, status);
    QFETCH(double, progress);
    for (const QByteArray &type : { "state"_ba, "initial_state"_ba, "current_state"_ba }) {
        const Snapshot snapshot = decodeData(data, type);
        QCOMPARE(snapshot.stage.id, stage);
        QCOMPARE(snapshot.stage.display, titleFromId(stage));
        QCOMPARE(wireName(snapshot.status), status);
        QCOMPARE(snapshot.progress ? snapshot.progress->fraction : -1.0, progress);
    }
}

void TestSnapshot::derivesTheStatus_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("status");
    QTest::newRow("by an end for a stage") << R"({"stage":"failed"})"_ba << u"failed"_s;
    QTest::newRow("by an error") << R"({"stage":"training","error":"e"})"_ba << u"failed"_s;
    QTest::newRow("by an approval") << R"({"stage":"training","pending_approvals":[{"approval_id":"a"}]})"_ba
                                    << u"waiting_for_approval"_s;
    QTest::newRow("by a log line") << R"({"logs":[{"message":"m"}]})"_ba << u"running"_s;
    QTest::newRow("by its start") << R"({"started_at":"2024-01-01T12:00:00Z"})"_ba << u"running"_s;
    QTest::newRow("not by progress 0") << R"({"progress":0})"_ba << u"pending"_s;
}

void TestSnapshot::derivesTheStatus()
{
    QFETCH(QByteArray, data);
    QFETCH(QString, status);
    QCOMPARE(wireName(decodeData(data).status), status);
}

void TestSnapshot::readsWholeEventsInItsLists()
{
    const Snapshot snapshot = decodeData(
        R"({"logs":[{"event_type":"log","timestamp":"2024-01-01T11:00:00Z","data":{"level":"warn","message":"m"}},)"
        R"({"message":"later","data":{"x":1}},"plain"],)"
        R"("decisions":[{"event_type":"decision","data":{"decision":"d","timestamp":"2024-01-01T11:00:00Z"}}],)"
        R"("pending_approvals":[{"event_type":"approval_required","timestamp":"2024-01-01T11:00:00Z",)"
        R"("data":{"approval_type":"t","approval_data":{"a":1}}}],)"
        R"("stages":["analyzing",{"stage":"training","status":"in_progress","progress":40}]})");
    const Timestamp eleven = noon - std::chrono::hours(1);
    QCOMPARE(snapshot.logs.size(), size_t(3));
    QVERIFY(snapshot.logs[0] == (LogEntry{ eleven, { LogLevel::Warning, u"m"_s, {} } }));
    QVERIFY(snapshot.logs[1] == (LogEntry{ noon, { LogLevel::Info, u"later"_s, {} } }));
    QCOMPARE(snapshot.logs[2].log.message, u"plain"_s);
    QVERIFY(snapshot.decisions.at(0).time == eleven);
    QCOMPARE(snapshot.decisions[0].decision.decision, u"d"_s);
    QVERIFY(snapshot.pendingApprovals.at(0).askedAt == eleven);
    QCOMPARE(snapshot.pendingApprovals[0].request.proposal.toJson(), R"({"a":1})"_ba);
    QVERIFY(snapshot.stages.at(0).stage == (StageName{ u"analyzing"_s, u"Analyzing"_s }));
    QVERIFY(snapshot.stages.at(1).status == StageStatus::Running);
    QCOMPARE(snapshot.stages[1].progress, std::optional(0.4));
    const Snapshot keyed =
        decodeData(R"({"stages":{"analyzing":"completed","training":{"status":"running","progress":0.2}}})");
    QCOMPARE(keyed.stages.size(), size_t(2));
    QVERIFY(keyed.stages[0].status == StageStatus::Completed);
    QCOMPARE(keyed.stages[1].stage.display, u"Training"_s);
}

void TestSnapshot::keepsTheLastLogs()
{
    QByteArray logs;
    for (int i = 0; i < 300; ++i)
        logs += "{\"message\":\"" + QByteArray::number(i) + "\"},";
    logs.chop(1);
    const Snapshot snapshot = decodeData("{\"logs\":[" + logs + "]}");
    QCOMPARE(snapshot.logs.size(), size_t(200));
    QCOMPARE(snapshot.logs.front().log.message, u"100"_s);
    QCOMPARE(snapshot.logs.back().log.message, u"299"_s);
}

void TestSnapshot::oddPartsCostNothingElse()
{
    Decoder decoder;
    const Decoded decoded = decoder.decode(
        R"({"event_type":"state","data":{"status":"exploded","stage":"training","stages":7,"logs":"x","decisions":[1],)"
        R"("pending_approvals":[[]],"started_at":"never","result":NaN}})",
        receivedAt);
    QVERIFY(decoded.event.has_value());
    const auto *snapshot = decoded.event->as<Snapshot>();
    QCOMPARE(snapshot->stage.id, u"training"_s);
    QVERIFY(snapshot->status == RunStatus::Running);
    QVERIFY(snapshot->result.isNotFinite());
    QCOMPARE(decoded.problems.size(), size_t(7));
    QVERIFY(decoded.problems.front().kind == Problem::Kind::NotFinite);
}

void TestSnapshot::leavesOutTheOldestLogsToFit()
{
    Snapshot snapshot = fullSnapshot();
    for (LogEntry &entry : snapshot.logs)
        entry.log.message += QString(5000, u'ä');
    const QByteArray json = encodeWithin(stateEvent(snapshot), messageSizeLimit);
    QVERIFY(json.size() <= messageSizeLimit);
    Decoder decoder;
    const Decoded decoded = decoder.decode(json, receivedAt);
    const auto *left = decoded.event->as<Snapshot>();
    QVERIFY(left->logs.size() < 200);
    // No more than needed is left out, and from the front.
    QVERIFY(left->logs.size() > 22);
    QVERIFY(left->logs.back() == snapshot.logs.back());
    QVERIFY(left->decisions == snapshot.decisions);
}

void TestSnapshot::fitsWithoutLogsToo()
{
    Snapshot snapshot = fullSnapshot();
    snapshot.logs.resize(1);
    snapshot.decisions[0].decision.reasoning = QString(100'000, u'r');
    snapshot.decisions[1].decision.reasoning = QString(200'000, u'r');
    snapshot.result = JsonValue::string(QString(300'000, u'x'));
    snapshot.error = QString(300'000, u'e');
    const QByteArray json = encodeWithin(stateEvent(snapshot), messageSizeLimit);
    QVERIFY(json.size() <= messageSizeLimit);
    Decoder decoder;
    const Decoded decoded = decoder.decode(json, receivedAt);
    QCOMPARE(decoded.event->as<Snapshot>()->pendingApprovals.size(), size_t(2));
}

void TestSnapshot::fitsWhateverIsLarge_data()
{
    QTest::addColumn<int>("approvals");
    QTest::addColumn<int>("stages");
    QTest::addColumn<int>("stageName");
    QTest::newRow("approvals") << 5 << 1 << 10;
    QTest::newRow("stages") << 1 << 1000 << 2000;
    QTest::newRow("the current stage") << 1 << 1 << 200'000;
}

void TestSnapshot::fitsWhateverIsLarge()
{
    QFETCH(const int, approvals);
    QFETCH(const int, stages);
    QFETCH(const int, stageName);
    Snapshot snapshot = fullSnapshot();
    snapshot.pendingApprovals.resize(1);
    snapshot.pendingApprovals[0].request.proposal = JsonValue::string(QString(100'000, u'p'));
    snapshot.pendingApprovals.resize(size_t(approvals), snapshot.pendingApprovals[0]);
    snapshot.pendingApprovals.back().request.approvalId = u"newest"_s;
    snapshot.stage = { QString(stageName, u's'), QString(stageName, u's') };
    snapshot.stages.resize(size_t(stages), snapshot.stages[0]);
    for (auto &stage : snapshot.stages)
        stage.stage = snapshot.stage;
    const QByteArray json = encodeWithin(stateEvent(snapshot), messageSizeLimit);
    QVERIFY(json.size() <= messageSizeLimit);
    Decoder decoder;
    const auto decoded = decoder.decode(json, receivedAt);
    const auto *left = decoded.event->as<Snapshot>();
    QVERIFY(!left->pendingApprovals.empty());
    QCOMPARE(left->pendingApprovals.back().request.approvalId, u"newest"_s);
}

void TestSnapshot::leavesAloneWhatFits()
{
    const Event event = stateEvent(fullSnapshot());
    QCOMPARE(encodeWithin(event, messageSizeLimit), encode(event));
}

QTEST_GUILESS_MAIN(TestSnapshot)
#include "tst_snapshot.moc"
