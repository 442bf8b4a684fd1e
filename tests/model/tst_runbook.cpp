// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runbook.h"
#include "runevents.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using model::Run;
using model::RunBook;

class TestRunBook : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsRunsApart_data();
    void tellsRunsApart();
    void leavesAnEndedRunAsItWas();
    void keepsTheOldRunWhenTheStreamIsRestarted();
    void givesAReadyCompletedEvent();
    void passesOnWhatConnectedSays();
    void learnsFromCompletedRuns();
    void forgetsStagesThatAreLeftOut();
    void keepsStagesThatTheServerAnnounces();
    void appliesAnAcknowledgedCancel();
    void boundsTheNumberOfRuns();
};

namespace {

/// The run that each event belongs to: "0 0 1".
QString indices(RunBook &book, const QList<Event> &events)
{
    QStringList list;
    for (Event each : events)
        list.append(QString::number(book.apply(each)));
    return list.join(u' ');
}

Event stateOf(RunStatus status, std::optional<qint64> startedAt, const char *runId = "")
{
    Snapshot snapshot;
    snapshot.status = status;
    snapshot.runId = QString::fromLatin1(runId);
    if (startedAt)
        snapshot.startedAt = at(*startedAt);
    return state(50, snapshot);
}

Event gap(const char *reason)
{
    Gap payload;
    payload.reason = QString::fromLatin1(reason);
    return makeEvent("gap", 20, payload);
}

Event connected(const std::vector<StageName> &stages, ProgressScope scope = ProgressScope::Unknown)
{
    Connected payload;
    payload.stages = stages;
    payload.progressScope = scope;
    return makeEvent("connected", 0, payload);
}

QString planText(const RunBook &book)
{
    QStringList parts;
    for (const model::PlannedStage &each : book.plan())
        parts.append(u"%1 %2 %3"_s.arg(each.name.id, percent(each.startProgress),
                                       each.usualSeconds ? QString::number(*each.usualSeconds) : u"-"_s));
    return parts.join(u", "_s);
}

} // namespace

void TestRunBook::tellsRunsApart_data()
{
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<QString>("runs");
    const Event error = makeEvent("error", 9, ErrorEvent());
    const Event unknown = makeEvent("heartbeat", 9, UnknownEvent());
    const auto row = [](const char *name, const QList<Event> &events, const char *runs) {
        QTest::newRow(name) << events << QString::fromLatin1(runs);
    };
    row("connection",
        { connected({}), makeEvent("pong", 1, Pong()), makeEvent("cancel_acknowledged", 1, CancelAcknowledged()) },
        "-1 -1 -1");
    row("before any run", { error, unknown, gap("trimmed"), resolve(1, u"a1"_s) }, "-1 -1 -1 -1");
    row("one run", { transition(1, "training"), log(2, u"x"_s), error, unknown, gap("trimmed"), completed(3) },
        "0 0 0 0 0 0");
    row("a new one after the end", { transition(1, "a"), completed(2), transition(3, "a") }, "0 0 1");
    row("a log begins one", { log(1, u"x"_s), failed(2), log(3, u"x"_s) }, "0 0 1");
    row("progress begins one", { log(1, u"x"_s), failed(2), update(3, "a", 0.1) }, "0 0 1");
    row("a decision begins one", { log(1, u"x"_s), cancelled(2), decide(3, u"x"_s) }, "0 0 1");
    row("a question begins one", { log(1, u"x"_s), cancelled(2), ask(3, u"a1"_s) }, "0 0 1");
    row("an end ends one",
        { log(1, u"x"_s), transition(2, "completed"), completed(3), failed(4), error, unknown, resolve(5, u"a"_s) },
        "0 0 0 0 0 0 0");
    row("only an end was seen", { completed(2) }, "0");
    row("run ids", { named(log(1, u"x"_s), "r1"), named(log(2, u"x"_s), "r2"), named(log(3, u"x"_s), "r2") }, "0 1 1");
    row("same id after the end",
        { named(log(1, u"x"_s), "r1"), named(completed(2), "r1"), named(log(3, u"x"_s), "r1") }, "0 0 0");
    row("late words of an earlier run",
        { named(log(1, u"x"_s), "r1"), named(log(2, u"x"_s), "r2"), named(completed(3), "r1") }, "0 1 0");
    row("an id comes later", { log(1, u"x"_s), named(log(2, u"x"_s), "r1"), named(log(3, u"x"_s), "r1") }, "0 0 0");
    row("an id after a nameless end", { log(1, u"x"_s), completed(2), named(log(3, u"x"_s), "r1") }, "0 0 1");
    row("no id in between", { named(log(1, u"x"_s), "r1"), log(2, u"x"_s), named(log(3, u"x"_s), "r1") }, "0 0 0");
    row("no id after a named end", { named(completed(1), "r1"), log(2, u"x"_s) }, "0 1");
    row("an error with another id begins nothing", { named(log(1, u"x"_s), "r1"), named(error, "r2") }, "0 0");
    row("state with another id", { named(log(1, u"x"_s), "r1"), stateOf(RunStatus::Running, 40, "r2") }, "0 1");
    row("state with the same id", { named(log(1, u"x"_s), "r1"), stateOf(RunStatus::Running, 40, "r1") }, "0 0");
    row("state of the ended run", { log(1, u"x"_s), completed(10), stateOf(RunStatus::Completed, 1) }, "0 0 0");
    row("its true start was earlier", { log(5, u"x"_s), completed(10), stateOf(RunStatus::Completed, 1) }, "0 0 0");
    row("state of a later run", { log(1, u"x"_s), completed(10), stateOf(RunStatus::Running, 40) }, "0 0 1");
    row("state of a run that goes on", { log(1, u"x"_s), stateOf(RunStatus::Running, 0) }, "0 0");
    row("a run goes on after the end, start unknown",
        { log(1, u"x"_s), completed(10), stateOf(RunStatus::Running, {}) }, "0 0 1");
    row("an idle server", { stateOf(RunStatus::Pending, {}) }, "-1");
    row("an idle server after the end", { log(1, u"x"_s), completed(2), stateOf(RunStatus::Pending, {}) }, "0 0 0");
    row("restarted", { log(1, u"x"_s), gap("restarted"), log(3, u"x"_s), log(4, u"x"_s) }, "0 0 1 1");
    row("restarted, then a state", { log(1, u"x"_s), gap("restarted"), stateOf(RunStatus::Running, 0), log(4, u"x"_s) },
        "0 0 1 1");
    row("restarted, nothing runs yet",
        { log(1, u"x"_s), gap("restarted"), stateOf(RunStatus::Pending, {}), log(4, u"x"_s) }, "0 0 0 1");
    row("restarted, but the same run",
        { named(log(1, u"x"_s), "r1"), gap("restarted"), named(log(3, u"x"_s), "r1"), log(4, u"x"_s) }, "0 0 0 0");
    row("trimmed", { log(1, u"x"_s), gap("trimmed"), log(3, u"x"_s) }, "0 0 0");
}

void TestRunBook::tellsRunsApart()
{
    QFETCH(QList<Event>, events);
    QFETCH(QString, runs);
    RunBook book(u"proj_abc123"_s);
    QCOMPARE(indices(book, events), runs);
    RunBook again(u"proj_abc123"_s);
    indices(again, events);
    QCOMPARE(again.size(), book.size());
    for (int i = 0; i < book.size(); ++i)
        QVERIFY(again.run(i) == book.run(i));
}

void TestRunBook::leavesAnEndedRunAsItWas()
{
    RunBook book;
    indices(book, { transition(1, "training", 0.5), completed(2) });
    const Run ended = book.run(0);
    const Run *address = &book.run(0);
    indices(book, { transition(3, "training", 0.1), log(4, u"x"_s), failed(5) });
    QVERIFY(book.run(0) == ended);
    QCOMPARE(&book.run(0), address);
    QCOMPARE(book.current(), &book.run(1));
    QCOMPARE(book.run(1).status(), RunStatus::Failed);
    QCOMPARE(book.run(1).startedAt(), std::optional(at(3)));
}

void TestRunBook::keepsTheOldRunWhenTheStreamIsRestarted()
{
    RunBook book;
    indices(book, { transition(1, "training", 0.5), gap("restarted"), transition(30, "training", 0.1) });
    QCOMPARE(book.run(0).status(), RunStatus::Running);
    QCOMPARE(book.run(0).gaps().size(), 1U);
    QVERIFY(book.run(1).gaps().empty());
}

void TestRunBook::givesAReadyCompletedEvent()
{
    RunBook book(u"proj_abc123"_s);
    indices(book, { transition(1, "training") });
    Event line = log(2, u"x"_s, "");
    book.apply(line);
    QCOMPARE(line.as<Log>()->stage.id, u"training"_s);
    Event question = ask(3, {});
    book.apply(question);
    QVERIFY(book.current()->findApproval(question.as<ApprovalRequired>()->approvalId));
}

void TestRunBook::passesOnWhatConnectedSays()
{
    RunBook book;
    indices(
        book,
        { connected({ stage("analyzing"), stage("training") }, ProgressScope::Stage), update(1, "analyzing", 0.5) });
    QCOMPARE(stagesText(*book.current()), u"analyzing running 50, training pending -"_s);
    QCOMPARE(percent(book.current()->progress()), u"25"_s);
    indices(book, { completed(2), update(3, "analyzing", 0.1) });
    QCOMPARE(book.size(), 2);
    QCOMPARE(stagesText(*book.current()), u"analyzing running 10, training pending -"_s);
    // A reconnect in the middle of a run
    indices(book, { connected({ stage("analyzing"), stage("training"), stage("deployment") }) });
    QCOMPARE(book.current()->stages().size(), 3U);
    QCOMPARE(book.current()->progressScope(), ProgressScope::Stage);
}

void TestRunBook::learnsFromCompletedRuns()
{
    RunBook book;
    indices(book,
            { transition(0, "analyzing", 0), transition(10, "training", 0.5), transition(70, "evaluation", 0.8),
              completed(75) });
    QCOMPARE(planText(book), u"analyzing 0 10, training 50 60, evaluation 80 5"_s);
    indices(book, { transition(100, "analyzing", 0), transition(110, "training", 0.5), update(120, "training", 0.65) });
    QCOMPARE(stagesText(*book.current()), u"analyzing completed 100, training running 50, evaluation pending -"_s);
    QCOMPARE(book.current()->currentStage()->usualSeconds, std::optional(60.0));
    indices(book, { failed(130) });
    QCOMPARE(planText(book), u"analyzing 0 10, training 50 60, evaluation 80 5"_s); // a failed run teaches nothing
}

void TestRunBook::forgetsStagesThatAreLeftOut()
{
    RunBook book;
    book.setPlan(
        { { stage("loading"), 0.0, 5.0 }, { stage("training"), 0.1, 60.0 }, { stage("evaluation"), 0.9, {} } });
    indices(book, { transition(1, "training", 0.1), completed(31) });
    QCOMPARE(planText(book), u"loading 0 5, training 10 30"_s); // the watcher may have come after loading
}

void TestRunBook::keepsStagesThatTheServerAnnounces()
{
    RunBook book;
    book.setPlan({ { stage("training"), 0.1, 60.0 } });
    indices(book,
            { connected({ stage("training"), stage("evaluation") }), transition(1, "training", 0.2), completed(31) });
    QCOMPARE(planText(book), u"training 20 30, evaluation - -"_s);
}

void TestRunBook::appliesAnAcknowledgedCancel()
{
    RunBook book;
    const Event acknowledged = makeEvent("cancel_acknowledged", 2, CancelAcknowledged());
    QCOMPARE(indices(book, { transition(1, "training"), acknowledged }), u"0 0"_s);
    QCOMPARE(book.current()->status(), RunStatus::Cancelling);
    QCOMPARE(indices(book, { cancelled(3), acknowledged }), u"0 -1"_s);
    QCOMPARE(book.current()->status(), RunStatus::Cancelled);
}

void TestRunBook::boundsTheNumberOfRuns()
{
    RunBook book;
    for (int i = 0; i < RunBook::maxRuns + 100; ++i) {
        Event each = named(log(i, u"x"_s), QByteArray::number(i).constData());
        QVERIFY(book.apply(each) >= 0);
    }
    QCOMPARE(book.size(), RunBook::maxRuns);
    Event early = named(log(1, u"x"_s), "3");
    QCOMPARE(book.apply(early), 3);
}

QTEST_GUILESS_MAIN(TestRunBook)
#include "tst_runbook.moc"
