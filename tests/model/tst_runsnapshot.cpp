// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// GCC 12 takes the copy of an empty std::optional for a read of what it does not hold.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

#include "model/run.h"
#include "protocol/decoder.h"
#include "protocol/encoder.h"
#include "runevents.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using model::Run;

/// Snapshots, and what must hold for any stream: tried out with streams from a seed.
class TestRunSnapshot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isWholeForWhoComesLate_data();
    void isWholeForWhoComesLate();
    void losesNoHistory();
    void addsWhatWasMissed();
    void settlesApprovalsThatAreNotListed();
    void keepsApprovalsOfAServerThatListsNone();
    void namesNamelessApprovalsOnce();
    void doesNotOpenAnEndedRun();
    void endsARunThatEndedUnseen();
    void takesAStateWithoutStages();
    void followsAStageThatWasMissed();
    void holdsForRandomStreams_data();
    void holdsForRandomStreams();
};

namespace {

using Plan = std::vector<model::PlannedStage>;

Event randomEvent(QRandomGenerator &random, qint64 seconds)
{
    const char *stages[] = { "analyzing", "training", "evaluation", "deployment", "" };
    const char *id = stages[random.bounded(5)];
    const std::optional<double> number =
        random.bounded(4) == 0 ? std::nullopt : std::optional(random.bounded(140) / 100.0 - 0.2);
    const QString approval = u"a%1"_s.arg(random.bounded(4));
    const qint64 time = seconds + random.bounded(-3, 4);
    switch (random.bounded(24)) {
    case 0:
    case 1:
    case 2:
    case 3:
        return transition(time, *id ? id : "training", number);
    case 4:
    case 5:
    case 6:
    case 7: {
        Event made = update(time, id, number, u"epoch %1"_s.arg(random.bounded(10)));
        if (random.bounded(3) == 0)
            made.as<ProgressUpdate>()->estimatedTimeRemaining = random.bounded(1000);
        if (random.bounded(3) == 0)
            made.as<ProgressUpdate>()->metrics = *JsonValue::parse(R"({"loss": 0.25, "eval": {"f1": 0.5}})");
        return made;
    }
    case 8:
    case 9:
        return decide(time, QString::number(random.bounded(5)));
    case 10:
    case 11:
        return ask(time, random.bounded(3) == 0 ? QString() : approval);
    case 12:
        return resolve(time, approval,
                       random.bounded(2) == 0 ? ApprovalDecision::Approved : ApprovalDecision::Rejected);
    case 13:
        return makeEvent("error", time, ErrorEvent{ u"lost"_s, u"x"_s, true });
    case 14:
        return makeEvent("cancel_requested", time, CancelRequested{ u"slow"_s, u"ana"_s, false });
    case 15: {
        Gap gap;
        gap.reason = u"trimmed"_s;
        return makeEvent("gap", time, gap);
    }
    case 16: {
        const char *ends[] = { "completed", "failed", "cancelled" };
        return random.bounded(12) == 0 ? transition(time, ends[random.bounded(3)]) : log(time, u"x"_s, id);
    }
    case 17:
        if (random.bounded(6) != 0)
            return log(time, u"y"_s, id);
        return random.bounded(3) == 0 ? completed(time) : random.bounded(2) == 0 ? failed(time) : cancelled(time);
    default:
        return log(time, u"line %1"_s.arg(random.bounded(100)), id);
    }
}

void checkInvariants(const Run &run)
{
    const auto isShare = [](const std::optional<double> &value) { return !value || (*value >= 0 && *value <= 1); };
    QVERIFY(isShare(run.progress()));
    QVERIFY(!run.estimatedTimeRemaining() || *run.estimatedTimeRemaining() >= 0);
    for (const model::Stage &each : run.stages()) {
        QVERIFY(isShare(each.progress) && isShare(each.lastProgress) && isShare(each.startProgress));
        QVERIFY(!each.startedAt || !each.endedAt || *each.startedAt <= *each.endedAt);
        QVERIFY(each.status != StageStatus::Running || (&each == run.currentStage() && !run.isEnded()));
        QVERIFY(each.status != StageStatus::Completed || each.progress == std::optional(1.0));
    }
    QCOMPARE(run.endedAt().has_value(), run.isEnded());
    QVERIFY(!run.endedAt() || *run.endedAt() >= *run.startedAt());
    QVERIFY(!run.isEnded() || run.pendingApprovalCount() == 0);
    QCOMPARE(run.isEmpty(), !run.startedAt().has_value());
    QVERIFY(!run.isEmpty() || run.status() == RunStatus::Pending || run.status() == RunStatus::Cancelling);
}

} // namespace

void TestRunSnapshot::isWholeForWhoComesLate_data()
{
    QTest::addColumn<QList<Event>>("events");
    const Plan plan;
    QTest::newRow("nothing") << QList<Event>();
    QTest::newRow("running") << QList<Event>{ transition(1, "a", 0), transition(2, "b", 0.3), update(3, "b", 0.5),
                                              log(4, u"x"_s), decide(5, u"y"_s) };
    QTest::newRow("waiting") << QList<Event>{ transition(1, "a", 0), ask(2, u"a1"_s), ask(3, u"a2"_s),
                                              resolve(4, u"a1"_s) };
    QTest::newRow("cancelling") << QList<Event>{ transition(1, "a"),
                                                 makeEvent("cancel_requested", 2, CancelRequested()) };
    QTest::newRow("completed") << QList<Event>{ transition(1, "a", 0.5), completed(2) };
    QTest::newRow("failed") << QList<Event>{ transition(1, "a", 0.5), transition(2, "training"), failed(3) };
    QTest::newRow("cancelled") << QList<Event>{ transition(1, "a", 0.5), cancelled(3) };
    QTest::newRow("scope stage") << QList<Event>{ update(1, "a", 1), update(2, "b", 0.1), update(3, "b", 0.2) };
    QTest::newRow("retried") << QList<Event>{ transition(1, "a", 0.5), transition(2, "b", 0.8),
                                              transition(3, "a", 0.5) };
    QList<Event> lines;
    for (int i = 0; i < 500; ++i)
        lines.append(log(i, u"the same line"_s));
    QTest::newRow("many logs") << lines;
}

void TestRunSnapshot::isWholeForWhoComesLate()
{
    QFETCH(QList<Event>, events);
    const Run run = fold({ events.begin(), events.end() });
    const Snapshot told = run.snapshot();
    const Run late = fold({ state(1000, told) });
    QCOMPARE(late.snapshot(), told);
    QCOMPARE(late.isEnded(), run.isEnded());
    QCOMPARE(late.failedStage(), run.failedStage());
    // And once more on the wire
    Decoder decoder;
    const Decoded decoded = decoder.decode(encode(state(1000, told)), at(2000));
    QVERIFY(decoded.event.has_value());
    QCOMPARE(fold({ *decoded.event }).snapshot(), told);
}

void TestRunSnapshot::losesNoHistory()
{
    Run run = fold({ transition(1, "a", 0), log(2, u"one"_s), log(2, u"one"_s), decide(3, u"x"_s), ask(4, u"a1"_s),
                     resolve(5, u"a1"_s), transition(6, "training", 0.5), log(7, u"two"_s) });
    Snapshot told = run.snapshot();
    const Run before = run;
    run.apply(state(8, told));
    run.apply(state(9, told));
    QCOMPARE(run.snapshot(), told);
    QCOMPARE(run.logCount(), before.logCount());
    QCOMPARE(run.decisions(), before.decisions());
    QCOMPARE(run.approvals(), before.approvals());
    told.logs.clear();
    told.decisions.clear();
    told.stages.clear();
    run.apply(state(10, told));
    QCOMPARE(run.snapshot().logs, before.snapshot().logs);
    QCOMPARE(run.decisions(), before.decisions());
    QCOMPARE(stagesText(run), stagesText(before));
}

void TestRunSnapshot::addsWhatWasMissed()
{
    const QList<Event> all{ transition(1, "a", 0),
                            log(2, u"one"_s),
                            decide(2, u"x"_s),
                            log(3, u"one"_s),
                            log(3, u"one"_s),
                            decide(4, u"y"_s),
                            transition(5, "training", 0.5),
                            log(6, u"three"_s) };
    const Run server = fold({ all.begin(), all.end() });
    for (qsizetype seen = 0; seen <= all.size(); ++seen) {
        Run watcher = fold({ all.begin(), all.begin() + seen });
        watcher.apply(state(7, server.snapshot()));
        QCOMPARE(watcher.snapshot(), server.snapshot());
        QCOMPARE(watcher.logCount(), 4);
    }
}

void TestRunSnapshot::settlesApprovalsThatAreNotListed()
{
    Run run = fold({ transition(0, "training"), ask(1, u"a1"_s), ask(2, u"a2"_s) });
    Snapshot told;
    told.status = RunStatus::WaitingForApproval;
    told.pendingApprovals = { run.approvals()[1] };
    run.apply(state(5, told));
    QCOMPARE(run.approvals()[0].resolution->source, ResolutionSource::Passed);
    QVERIFY(!run.approvals()[1].resolution);
    QCOMPARE(run.status(), RunStatus::WaitingForApproval);
    told.pendingApprovals.clear();
    told.status = RunStatus::Running;
    run.apply(state(6, told));
    QCOMPARE(run.pendingApprovalCount(), 0);
    QCOMPARE(run.status(), RunStatus::Running);
    told.pendingApprovals = { { at(1), *ask(1, u"a1"_s).as<ApprovalRequired>(), {} } };
    run.apply(state(7, told));
    QCOMPARE(run.pendingApprovalCount(), 1); // the server knows better than a guess
}

void TestRunSnapshot::keepsApprovalsOfAServerThatListsNone()
{
    Run run = fold({ ask(1, {}) });
    Snapshot told;
    told.status = RunStatus::WaitingForApproval;
    run.apply(state(5, told));
    QCOMPARE(run.pendingApprovalCount(), 1);
    Run late = fold({ state(5, told) });
    QCOMPARE(late.status(), RunStatus::WaitingForApproval);
    late.apply(update(6, "training", 0.5));
    QCOMPARE(late.status(), RunStatus::Running);
}

void TestRunSnapshot::namesNamelessApprovalsOnce()
{
    Snapshot told;
    told.status = RunStatus::WaitingForApproval;
    told.pendingApprovals = { { at(5), *ask(5, {}).as<ApprovalRequired>(), {} } };
    Run run(u"proj_abc123"_s);
    run.apply(state(5, told)); // as it comes, without complete()
    told.pendingApprovals[0].askedAt = at(9);
    run.apply(state(9, told)); // a server without times
    QCOMPARE(run.approvals().size(), 1U);
    QVERIFY(run.approvals()[0].request.approvalId.startsWith(u"sw-"));
}

void TestRunSnapshot::doesNotOpenAnEndedRun()
{
    Run run = fold({ transition(1, "training", 0.5), completed(5) });
    Snapshot told;
    told.status = RunStatus::Running;
    told.stage = stage("training");
    told.progress = Progress{ 0.6, 0.6 };
    told.logs = { { at(4), { LogLevel::Info, u"missed"_s, stage("training") } } };
    run.apply(state(6, told));
    QCOMPARE(run.status(), RunStatus::Completed);
    QCOMPARE(percent(run.progress()), u"100"_s);
    QCOMPARE(stagesText(run), u"training completed 100"_s);
    QCOMPARE(run.logs().size(), 1U);
}

void TestRunSnapshot::endsARunThatEndedUnseen()
{
    Run run = fold({ transition(1, "training", 0.5), ask(2, u"a1"_s) });
    Snapshot told;
    told.status = RunStatus::Failed;
    told.error = u"out of memory"_s;
    told.updatedAt = at(40);
    run.apply(state(60, told));
    QCOMPARE(run.status(), RunStatus::Failed);
    QCOMPARE(run.endedAt(), std::optional(at(40)));
    QCOMPARE(run.error(), u"out of memory"_s);
    QCOMPARE(run.failedStage(), u"training"_s);
    QCOMPARE(run.pendingApprovalCount(), 0);
}

void TestRunSnapshot::takesAStateWithoutStages()
{
    Snapshot told;
    told.status = RunStatus::Running;
    told.stage = stage("training");
    told.progress = Progress{ 0.65, 0.65 };
    const Run run = fold({ state(60, told) }, { { stage("training"), 0.5, {} }, { stage("evaluation"), 0.8, {} } });
    QCOMPARE(stagesText(run), u"training running 50, evaluation pending -"_s);
    QCOMPARE(percent(run.progress()), u"65"_s);
    QVERIFY(!run.isEmpty());
    QVERIFY(!run.currentStage()->startedAt); // nobody said when
    told.stage = stage("completed");
    told.status = RunStatus::Completed;
    QVERIFY(fold({ state(60, told) }).stages().empty());
}

void TestRunSnapshot::followsAStageThatWasMissed()
{
    Run run = fold({ transition(1, "training", 0.5) });
    Snapshot told;
    told.status = RunStatus::Running;
    told.stage = stage("evaluation");
    run.apply(state(60, told));
    QCOMPARE(stagesText(run), u"training completed 100, evaluation running -"_s);
    QVERIFY(!run.stages()[0].endedAt);
}

void TestRunSnapshot::holdsForRandomStreams_data()
{
    QTest::addColumn<quint32>("seed");
    for (quint32 seed = 1; seed <= 150; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestRunSnapshot::holdsForRandomStreams()
{
    QFETCH(quint32, seed);
    QRandomGenerator random(seed);
    const Plan plan = seed % 2 == 0 ? Plan{ { stage("analyzing"), 0.0, 5.0 }, { stage("training"), 0.4, {} } } : Plan();
    Run run(u"proj_abc123"_s);
    run.setPlan(plan);
    Run again = run;
    Run fromWire = run;
    Decoder decoder;
    RunStatus end = RunStatus::Pending;
    for (int i = 0; i < 200; ++i) {
        Event each = random.bounded(40) == 0 ? state(i * 10, run.snapshot()) : randomEvent(random, i * 10);
        Decoded decoded = decoder.decode(encode(each), at(i * 10));
        QVERIFY(decoded.event.has_value());
        for (Run *target : { &run, &again }) {
            Event copy = each;
            target->complete(copy);
            target->apply(copy);
        }
        fromWire.complete(*decoded.event);
        fromWire.apply(*decoded.event);
        checkInvariants(run);
        if (QTest::currentTestFailed())
            return;
        if (isTerminal(end))
            QVERIFY(run.isEnded());
        end = run.status();
    }
    QVERIFY(run == again);
    QVERIFY(run == fromWire);
    QCOMPARE(fold({ state(5000, run.snapshot()) }).snapshot(), run.snapshot());
}

QTEST_GUILESS_MAIN(TestRunSnapshot)
#include "tst_runsnapshot.moc"
