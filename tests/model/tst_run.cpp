// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run.h"
#include "runevents.h"

#include <QTest>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using model::Run;

class TestRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsItsStatus_data();
    void knowsItsStatus();
    void beginsWithItsStory();
    void staysEnded_data();
    void staysEnded();
    void fillsInWhatALaterEndSays();
    void tellsWhoCancelled();
    void blamesTheStageThatFailed();
    void completesEvents();
    void derivesTheSameApprovalIdEachTime();
    void repeatsOfAQuestionWithoutATimeAreOneApproval();
    void keepsTheFirstResolution();
    void takesAResolutionThatComesAfterTheRunWentOn();
    void resolvesWhatWaitsWhereTheServerNamesNothing();
    void countsDownTheRemainingTime();
    void collectsMetrics();
    void keepsValuesThatAreNotFinite();
    void recordsGapsAndErrors();
    void keepsEverythingBounded();
    void ignoresTheConnection();
};

void TestRun::knowsItsStatus_data()
{
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, const QList<Event> &events, const char *status) {
        QTest::newRow(name) << events << QString::fromLatin1(status);
    };
    const Event cancelAsked = makeEvent("cancel_requested", 5, CancelRequested{ u"too slow"_s, u"ana"_s, false });
    const auto acknowledged = [](std::optional<bool> delivered) {
        return makeEvent("cancel_acknowledged", 5, CancelAcknowledged{ {}, {}, delivered });
    };
    row("nothing", {}, "pending");
    row("an error alone starts nothing", { makeEvent("error", 1, ErrorEvent{ u"e"_s, {}, true }) }, "pending");
    row("a log", { log(1, u"hello"_s) }, "running");
    row("a stage", { transition(1, "training") }, "running");
    row("a question", { ask(1, u"a1"_s) }, "waiting_for_approval");
    row("answered", { ask(1, u"a1"_s), resolve(2, u"a1"_s) }, "running");
    row("rejected", { ask(1, u"a1"_s), resolve(2, u"a1"_s, ApprovalDecision::Rejected) }, "running");
    row("two questions, one answer", { ask(1, u"a1"_s), ask(2, u"a2"_s), resolve(3, u"a1"_s) }, "waiting_for_approval");
    row("logs do not answer", { ask(1, u"a1"_s), log(2, u"still waiting"_s) }, "waiting_for_approval");
    row("a server without resolutions goes on", { transition(0, "training"), ask(1, {}), update(2, "training", 0.6) },
        "running");
    row("a server without resolutions changes the stage", { ask(1, {}), transition(2, "training") }, "running");
    row("progress does not answer a named question",
        { transition(0, "training"), ask(1, u"a1"_s), update(2, "training", 0.6) }, "waiting_for_approval");
    row("another stage answers a named question",
        { transition(0, "training"), ask(1, u"a1"_s), transition(2, "evaluation") }, "running");
    row("but not where resolutions are said",
        { transition(0, "training"), ask(1, u"a1"_s), resolve(2, u"a1"_s), ask(3, u"a2"_s),
          transition(4, "evaluation") },
        "waiting_for_approval");
    row("asked again", { ask(1, {}), transition(2, "training"), ask(3, {}) }, "waiting_for_approval");
    row("cancel acknowledged", { transition(1, "training"), acknowledged({}) }, "cancelling");
    row("cancel delivered", { transition(1, "training"), acknowledged(true) }, "cancelling");
    row("nobody hears the cancel", { transition(1, "training"), acknowledged(false) }, "running");
    row("cancel requested", { transition(1, "training"), cancelAsked }, "cancelling");
    row("cancelling while it works on", { cancelAsked, update(6, "training", 0.6), log(7, u"bye"_s) }, "cancelling");
    row("cancelling while it waits", { ask(1, u"a1"_s), cancelAsked }, "cancelling");
    row("completed", { transition(1, "training"), completed(2) }, "completed");
    row("failed", { transition(1, "training"), failed(2) }, "failed");
    row("cancelled", { transition(1, "training"), cancelAsked, cancelled(6) }, "cancelled");
    row("only the end was seen", { completed(2) }, "completed");
    row("transition to completed", { transition(1, "training"), transition(2, "completed") }, "completed");
    row("transition to failed", { transition(1, "training"), transition(2, "FAILED") }, "failed");
    row("transition to canceled", { transition(1, "training"), transition(2, "canceled") }, "cancelled");
}

void TestRun::knowsItsStatus()
{
    QFETCH(QList<Event>, events);
    QFETCH(QString, status);
    const Run run = fold({ events.begin(), events.end() });
    QCOMPARE(wireName(run.status()), status);
    QCOMPARE(run.pendingApprovalCount() > 0,
             status == u"waiting_for_approval" || (status == u"cancelling" && !run.approvals().empty()));
}

void TestRun::beginsWithItsStory()
{
    Run run = fold({ makeEvent("error", 1, ErrorEvent{ u"e"_s, {}, true }) });
    QVERIFY(run.isEmpty());
    run.apply(transition(5, "training"));
    QVERIFY(!run.isEmpty());
    QCOMPARE(run.startedAt(), std::optional(at(5)));
    run.apply(log(3, u"a clock that was set back"_s));
    QCOMPARE(run.startedAt(), std::optional(at(5)));
    QCOMPARE(run.updatedAt(), std::optional(at(5)));
    QCOMPARE(run.eventCount(), 3);
    run.apply(completed(1));
    QCOMPARE(run.endedAt(), std::optional(at(5))); // never before the start
}

void TestRun::staysEnded_data()
{
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<QString>("status");
    const auto row = [](const char *name, const QList<Event> &events, const char *status) {
        QTest::newRow(name) << events << QString::fromLatin1(status);
    };
    row("a stage after the end", { completed(2), transition(3, "training") }, "completed");
    row("progress after the end", { failed(2), update(3, "training", 0.1) }, "failed");
    row("a question after the end", { cancelled(2), ask(3, u"a1"_s) }, "cancelled");
    row("another end", { completed(2), failed(3) }, "completed");
    row("a transition after the end", { failed(2), transition(3, "completed") }, "failed");
    row("the terminal event corrects the transition", { transition(2, "completed"), failed(3) }, "failed");
    row("once", { transition(2, "completed"), completed(3), failed(4) }, "completed");
    row("a cancel after the end", { completed(2), makeEvent("cancel_acknowledged", 3, CancelAcknowledged()) },
        "completed");
}

void TestRun::staysEnded()
{
    QFETCH(QList<Event>, events);
    QFETCH(QString, status);
    Run run = fold({ transition(0, "training", 0.5) });
    for (const Event &each : events)
        run.apply(each);
    QCOMPARE(wireName(run.status()), status);
    QCOMPARE(run.endedAt(), std::optional(at(2)));
    QCOMPARE(run.pendingApprovalCount(), 0);
    QCOMPARE(run.stages().size(), 1U);
}

void TestRun::fillsInWhatALaterEndSays()
{
    const Run run = fold({ transition(1, "training"), transition(2, "completed"), completed(3) });
    QCOMPARE(run.result().find(u"model_id")->toText(), u"model_xyz789"_s);
    QCOMPARE(run.message(), u"Done"_s);
    QCOMPARE(run.endedAt(), std::optional(at(2)));
    QVERIFY(!run.currentStage());
    const Run lost = fold({ transition(1, "training"), transition(2, "failed"), failed(3) });
    QCOMPARE(lost.error(), u"out of memory"_s);
    QCOMPARE(lost.failedStage(), u"training"_s);
    QCOMPARE(lost.currentStage()->name.id, u"training"_s);
}

void TestRun::tellsWhoCancelled()
{
    const Run run = fold({ transition(1, "training", 0.5), cancelled(2) });
    QCOMPARE(run.cancelReason(), u"too slow"_s);
    QCOMPARE(run.cancelRequester(), u"ana"_s);
    QCOMPARE(stagesText(run), u"training cancelled -"_s);
}

void TestRun::blamesTheStageThatFailed()
{
    const Run other = fold({ transition(1, "training"), transition(2, "evaluation"), failed(3, "training") });
    QCOMPARE(stagesText(other), u"training failed 100, evaluation cancelled -"_s);
    QCOMPARE(other.failedStage(), u"training"_s);
    const Run unseen = fold({ transition(1, "training"), failed(3, "deployment") });
    QCOMPARE(stagesText(unseen), u"training cancelled -, deployment failed -"_s);
    QCOMPARE(unseen.currentStage()->name.id, u"deployment"_s);
    const Run unnamed = fold({ transition(1, "training"), failed(3, "") });
    QCOMPARE(unnamed.failedStage(), u"training"_s);
}

void TestRun::completesEvents()
{
    const Run run =
        fold({ makeEvent("stage_transition", 1, StageTransition{ { u"training"_s, u"Model Training"_s }, {}, {} }) });
    Event nameless = log(2, u"x"_s, "");
    run.complete(nameless);
    QCOMPARE(nameless.as<Log>()->stage, (StageName{ u"training"_s, u"Model Training"_s }));
    Event progress = update(2, "", 0.5);
    run.complete(progress);
    QCOMPARE(progress.as<ProgressUpdate>()->stage.id, u"training"_s);
    Event other = log(2, u"x"_s, "evaluation");
    run.complete(other);
    QCOMPARE(other.as<Log>()->stage.id, u"evaluation"_s);
    Event first = log(2, u"x"_s, "");
    Run().complete(first);
    QVERIFY(first.as<Log>()->stage.id.isEmpty());
}

void TestRun::derivesTheSameApprovalIdEachTime()
{
    Event one = ask(5, {});
    Event two = ask(5, {});
    Event later = ask(6, {});
    Event other = ask(5, {}, "deployment");
    Event foreign = ask(5, {});
    foreign.projectId = u"proj_2"_s;
    for (Event *each : { &one, &two, &later, &other, &foreign })
        Run(u"proj_abc123"_s).complete(*each);
    const QString id = one.as<ApprovalRequired>()->approvalId;
    QVERIFY(id.startsWith(u"sw-"));
    QCOMPARE(two.as<ApprovalRequired>()->approvalId, id);
    for (Event *each : { &later, &other, &foreign })
        QVERIFY(each->as<ApprovalRequired>()->approvalId != id);
    Event named = ask(5, u"a1"_s);
    Run().complete(named);
    QCOMPARE(named.as<ApprovalRequired>()->approvalId, u"a1"_s);
}

void TestRun::repeatsOfAQuestionWithoutATimeAreOneApproval()
{
    Event first = ask(5, {});
    Event repeat = ask(9, {});
    Event different = ask(10, {}, "deployment");
    first.timeIsReceipt = repeat.timeIsReceipt = different.timeIsReceipt = true;
    QCOMPARE(fold({ first, repeat }).approvals().size(), 1U);
    QCOMPARE(fold({ first, repeat, different }).approvals().size(), 2U);
}

void TestRun::keepsTheFirstResolution()
{
    const Run run = fold(
        { ask(1, u"a1"_s), resolve(2, u"a1"_s), resolve(3, u"a1"_s, ApprovalDecision::Rejected), ask(4, u"a1"_s) });
    QCOMPARE(run.approvals().size(), 1U);
    QCOMPARE(run.findApproval(u"a1")->resolution->decision, ApprovalDecision::Approved);
    QCOMPARE(run.pendingApprovalCount(), 0);
    QVERIFY(!run.findApproval(u"a2"));
    QVERIFY(fold({ resolve(2, u"a9"_s) }).approvals().empty());
}

void TestRun::takesAResolutionThatComesAfterTheRunWentOn()
{
    Run run = fold({ transition(0, "training"), ask(1, u"a1"_s), transition(2, "evaluation") });
    QCOMPARE(run.approvals().front().resolution->source, ResolutionSource::Passed);
    run.apply(resolve(3, u"a1"_s, ApprovalDecision::Rejected));
    QCOMPARE(run.approvals().front().resolution->source, ResolutionSource::User);
    QCOMPARE(run.approvals().front().resolution->decision, ApprovalDecision::Rejected);
}

void TestRun::resolvesWhatWaitsWhereTheServerNamesNothing()
{
    const Run run = fold({ ask(1, u"a1"_s), resolve(2, u"a1"_s), ask(3, u"a2"_s), resolve(4, {}) });
    QVERIFY(run.findApproval(u"a2")->resolution.has_value());
    QCOMPARE(run.status(), RunStatus::Running);
}

void TestRun::countsDownTheRemainingTime()
{
    Event told = update(10, "training", 0.5);
    told.as<ProgressUpdate>()->estimatedTimeRemaining = 300;
    Run run = fold({ transition(0, "training"), told });
    QCOMPARE(run.estimatedTimeRemaining(), std::optional(300.0));
    run.apply(log(70, u"x"_s));
    QCOMPARE(run.estimatedTimeRemaining(), std::optional(240.0));
    run.apply(log(20, u"late"_s));
    QCOMPARE(run.estimatedTimeRemaining(), std::optional(240.0));
    run.apply(log(1000, u"x"_s));
    QCOMPARE(run.estimatedTimeRemaining(), std::optional(0.0));
    run.apply(completed(1001));
    QVERIFY(!run.estimatedTimeRemaining());
}

void TestRun::collectsMetrics()
{
    const auto measured = [](qint64 seconds, const QByteArray &json) {
        Event made = update(seconds, "training", {});
        made.as<ProgressUpdate>()->metrics = *JsonValue::parse(json);
        return made;
    };
    const Run run = fold({ measured(1, R"({"loss": 0.9, "validation": {"loss": 1.5}, "name": "adam", "done": true})"),
                           measured(2, R"({"loss": 0.5})"), measured(3, "[1, 2]") });
    QCOMPARE(run.metrics().size(), 2U);
    QCOMPARE(run.metrics()[0].name, u"loss"_s);
    QCOMPARE(run.metrics()[0].points, (std::vector<std::pair<Timestamp, double>>{ { at(1), 0.9 }, { at(2), 0.5 } }));
    QCOMPARE(run.metrics()[1].name, u"validation.loss"_s);
    QCOMPARE(run.metrics()[1].points.size(), 1U);
}

void TestRun::keepsValuesThatAreNotFinite()
{
    Event made = update(1, "training", {});
    made.as<ProgressUpdate>()->metrics = *JsonValue::parse(R"({"loss": NaN, "scale": 1e400})");
    const Run run = fold({ made });
    QCOMPARE(run.metrics().size(), 2U);
    QVERIFY(std::isnan(run.metrics()[0].points[0].second));
    QVERIFY(std::isinf(run.metrics()[1].points[0].second));
    QVERIFY(run == fold({ made }));
}

void TestRun::recordsGapsAndErrors()
{
    Event numbered = log(1, u"x"_s);
    numbered.sequence = 41;
    Gap gap;
    gap.reason = u"trimmed"_s;
    Run run = fold(
        { numbered, makeEvent("error", 2, ErrorEvent{ u"lost"_s, u"no details"_s, false }), makeEvent("gap", 3, gap) });
    QCOMPARE(run.errors().size(), 1U);
    QCOMPARE(run.errors()[0].first, at(2));
    QCOMPARE(run.gaps().size(), 1U);
    QCOMPARE(run.status(), RunStatus::Running); // an error is not the end
    QCOMPARE(run.lastSequence(), 41);
    gap.reason = u"restarted"_s;
    run.apply(makeEvent("gap", 4, gap));
    numbered.sequence = 2;
    run.apply(numbered);
    QCOMPARE(run.lastSequence(), 2);
}

void TestRun::keepsEverythingBounded()
{
    Run run;
    const auto name = [](const char *prefix, int i) { return QByteArray(prefix) + QByteArray::number(i); };
    for (int i = 0; i < 20'000; ++i)
        run.apply(transition(i, name("stage", i).constData()));
    for (int i = 0; i < 12'000; ++i) {
        run.apply(log(i, QString::number(i)));
        run.apply(decide(i, QString::number(i)));
        run.apply(makeEvent("error", i, ErrorEvent()));
        run.apply(makeEvent("gap", i, Gap()));
    }
    for (int i = 0; i < 10'500; ++i)
        run.apply(ask(i, QString::number(i)));
    QCOMPARE(run.stages().size(), size_t(Run::maxStages));
    QCOMPARE(run.stages().back().name.id, u"…"_s);
    QCOMPARE(run.currentStage()->name.id, u"…"_s);
    QCOMPARE(run.logs().size(), size_t(Run::keptLogs));
    QCOMPARE(run.logs().back().log.message, u"11999"_s);
    QCOMPARE(run.logs().front().log.message, u"11800"_s);
    QCOMPARE(run.logCount(), 12'000);
    QVERIFY(run.decisions().size() <= size_t(Run::keptDecisions));
    QCOMPARE(run.decisions().back().decision.decision, u"11999"_s);
    QVERIFY(run.errors().size() <= size_t(Run::keptErrors));
    QVERIFY(run.gaps().size() <= size_t(Run::keptErrors));
    QVERIFY(run.approvals().size() <= size_t(Run::keptDecisions));
    QVERIFY(run.findApproval(u"10499"));
}

void TestRun::ignoresTheConnection()
{
    Run run = fold({ transition(1, "training", 0.5) });
    const Run before = run;
    run.apply(makeEvent("pong", 100, Pong()));
    run.apply(makeEvent("ping", 100, ServerPing()));
    run.apply(makeEvent("approval_acknowledged", 100, ApprovalAcknowledged()));
    run.apply(makeEvent("connected", 100, Connected()));
    QVERIFY(run == before);
}

QTEST_GUILESS_MAIN(TestRun)
#include "tst_run.moc"
