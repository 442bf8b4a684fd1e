// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run.h"
#include "runevents.h"

#include <QTest>
#include <limits>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using model::PlannedStage;
using model::Run;

using Plan = std::vector<PlannedStage>;

class TestRunStages : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void drawsBars_data();
    void drawsBars();
    void redrawsWhenTheScopeChanges();
    void holdsABarThatFellInsideItsStage();
    void fallsBackOnlyWithATransition();
    void startsARetriedStageAnew();
    void lateWordsOfAFinishedStageChangeLittle();
    void ordersStagesByAppearanceAndPlan();
    void takesTheServersNamesForStages();
    void neverMeasuresNegativeTime();
    void learnsThePlanFromConnected();
};

namespace {

Plan guidePlan()
{
    return { { stage("analyzing"), 0.0, 60.0 }, { stage("training"), 0.5, 600.0 }, { stage("evaluation"), 0.8, 30.0 } };
}

Plan names()
{
    return { { stage("analyzing"), {}, {} },
             { stage("training"), {}, {} },
             { stage("evaluation"), {}, {} },
             { stage("deployment"), {}, {} } };
}

Event greeting(ProgressScope scope, const std::vector<StageName> &stages = {})
{
    Connected connected;
    connected.progressScope = scope;
    connected.stages = stages;
    return makeEvent("connected", 0, connected);
}

} // namespace

void TestRunStages::drawsBars_data()
{
    QTest::addColumn<Plan>("plan");
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<QString>("stages");
    QTest::addColumn<QString>("whole");
    const auto row = [](const char *name, const Plan &plan, const QList<Event> &events, const QString &stages,
                        const char *whole) {
        QTest::newRow(name) << plan << events << stages << QString::fromLatin1(whole);
    };
    row("guide: epoch 5 of 10 is half of training", guidePlan(),
        { transition(1, "training", 0.5), update(2, "training", 0.65) },
        u"analyzing pending -, training running 50, evaluation pending -"_s, "65");
    row("the next start is not known: busy", {}, { transition(1, "training", 0.5), update(2, "training", 0.65) },
        u"training running -"_s, "65");
    row("plan without starts: busy", names(), { transition(1, "training", 0.5), update(2, "training", 0.65) },
        u"analyzing pending -, training running -, evaluation pending -, deployment pending -"_s, "65");
    row("left stages are full", {},
        { transition(1, "training", 0.5), update(2, "training", 0.65), transition(3, "evaluation", 0.8) },
        u"training completed 100, evaluation running -"_s, "80");
    row("the last planned stage runs to the end", guidePlan(),
        { transition(1, "evaluation", 0.8), update(2, "evaluation", 0.9) },
        u"analyzing pending -, training pending -, evaluation running 50"_s, "90");
    row("without a number yet", guidePlan(), { transition(1, "training") },
        u"analyzing pending -, training running -, evaluation pending -"_s, "-");
    row("a transition without a number starts at the last one", guidePlan(),
        { transition(1, "analyzing", 0), update(2, "analyzing", 0.4), transition(3, "training"),
          update(4, "training", 0.6) },
        u"analyzing completed 100, training running 50, evaluation pending -"_s, "60");
    row("entered without a transition, the plan says where it began", guidePlan(), { update(2, "training", 0.65) },
        u"analyzing pending -, training running 50, evaluation pending -"_s, "65");
    row("beyond the next start", guidePlan(), { transition(1, "training", 0.5), update(2, "training", 0.95) },
        u"analyzing pending -, training running 100, evaluation pending -"_s, "95");
    row("completed", guidePlan(), { transition(1, "training", 0.5), completed(2) },
        u"analyzing pending -, training completed 100, evaluation pending -"_s, "100");
    row("failed where it stood", guidePlan(),
        { transition(1, "training", 0.5), update(2, "training", 0.65), failed(3) },
        u"analyzing pending -, training failed 50, evaluation pending -"_s, "65");
    row("scope stage: bars are the numbers", names(),
        { greeting(ProgressScope::Stage), transition(1, "analyzing", 0), update(2, "analyzing", 0.5),
          transition(3, "training", 0), update(4, "training", 0.6) },
        u"analyzing completed 100, training running 60, evaluation pending -, deployment pending -"_s, "40");
    row("scope stage without a plan has no whole", {},
        { greeting(ProgressScope::Stage), transition(1, "analyzing", 0), update(2, "analyzing", 0.5) },
        u"analyzing running 50"_s, "-");
    row("scope found out", names(),
        { update(1, "analyzing", 1), transition(2, "training", 0), update(3, "training", 0.4) },
        u"analyzing completed 100, training running 40, evaluation pending -, deployment pending -"_s, "35");
    row("declared pipeline is not doubted", names(),
        { greeting(ProgressScope::Pipeline), update(1, "analyzing", 1), transition(2, "training", 0.1) },
        u"analyzing completed 100, training running -, evaluation pending -, deployment pending -"_s, "10");
    row("numbers out of range", guidePlan(),
        { transition(1, "training", 0.5), update(2, "training", 1e308), update(3, "training", -5) },
        u"analyzing pending -, training running 100, evaluation pending -"_s, "100");
    row("not a number", guidePlan(),
        { transition(1, "training", 0.5), update(2, "training", std::numeric_limits<double>::quiet_NaN()) },
        u"analyzing pending -, training running 0, evaluation pending -"_s, "50");
    row("progress of no stage", {}, { update(1, "", 0.3), update(2, "", 0.2) }, {}, "30");
}

void TestRunStages::drawsBars()
{
    QFETCH(Plan, plan);
    QFETCH(QList<Event>, events);
    QFETCH(QString, stages);
    QFETCH(QString, whole);
    const Run run = fold({ events.begin(), events.end() }, plan);
    QCOMPARE(stagesText(run), stages);
    QCOMPARE(percent(run.progress()), whole);
}

void TestRunStages::redrawsWhenTheScopeChanges()
{
    Run run = fold({ transition(1, "analyzing", 0), update(2, "analyzing", 0.9) }, guidePlan());
    QCOMPARE(percent(run.progress()), u"90"_s);
    QCOMPARE(run.progressScope(), ProgressScope::Pipeline);
    run.apply(update(3, "training", 0.3));
    QCOMPARE(run.progressScope(), ProgressScope::Stage);
    QCOMPARE(stagesText(run), u"analyzing completed 100, training running 30, evaluation pending -"_s);
    QCOMPARE(percent(run.progress()), u"43"_s); // 1.3 of 3
    Run told = fold({ transition(1, "training", 0.5), update(2, "training", 0.65) }, guidePlan());
    told.apply(greeting(ProgressScope::Stage));
    QCOMPARE(stagesText(told), u"analyzing pending -, training running 65, evaluation pending -"_s);
}

void TestRunStages::holdsABarThatFellInsideItsStage()
{
    Run run = fold({ transition(1, "training", 0.5), update(2, "training", 0.7) }, guidePlan());
    QVERIFY(!run.currentStage()->fellBack);
    run.apply(update(3, "training", 0.6));
    QVERIFY(run.currentStage()->fellBack);
    QCOMPARE(run.currentStage()->lastProgress, std::optional(0.6));
    QCOMPARE(percent(run.currentStage()->progress), u"67"_s);
    QCOMPARE(percent(run.progress()), u"70"_s);
    run.apply(transition(4, "training", 0.55)); // said again, still the same stage
    QCOMPARE(percent(run.progress()), u"70"_s);
    run.apply(update(5, "training", 0.75));
    QVERIFY(!run.currentStage()->fellBack);
    QCOMPARE(percent(run.progress()), u"75"_s);
}

void TestRunStages::fallsBackOnlyWithATransition()
{
    Run run = fold({ transition(1, "training", 0.5), transition(2, "evaluation", 0.8), update(3, "evaluation", 0.9) });
    run.apply(transition(4, "training", 0.5));
    QCOMPARE(percent(run.progress()), u"50"_s);
    QCOMPARE(run.progressScope(), ProgressScope::Pipeline);
}

void TestRunStages::startsARetriedStageAnew()
{
    Run run = fold({ transition(1, "training", 0.5), update(2, "training", 0.7, u"epoch 9"_s),
                     transition(3, "evaluation", 0.8), transition(4, "training", 0.2) },
                   guidePlan());
    QCOMPARE(stagesText(run), u"analyzing pending -, training running 0, evaluation completed 100"_s);
    QCOMPARE(run.currentStage()->startedAt, std::optional(at(4)));
    QVERIFY(!run.currentStage()->endedAt);
    QVERIFY(run.currentStage()->message.isEmpty());
    QCOMPARE(run.currentStage()->startProgress, std::optional(0.2));
    run.apply(update(5, "training", 0.5));
    QCOMPARE(percent(run.currentStage()->progress), u"50"_s);
}

void TestRunStages::lateWordsOfAFinishedStageChangeLittle()
{
    Run run = fold({ transition(1, "training", 0.5), transition(3, "evaluation", 0.8) }, guidePlan());
    run.apply(update(4, "training", 0.79, u"checkpoint written"_s));
    QCOMPARE(run.currentStage()->name.id, u"evaluation"_s);
    QCOMPARE(stagesText(run), u"analyzing pending -, training completed 100, evaluation running 0"_s);
    QCOMPARE(percent(run.progress()), u"80"_s);
    QCOMPARE(run.stages()[1].endedAt, std::optional(at(3)));
    QCOMPARE(run.message(), u"checkpoint written"_s);
    run.apply(log(5, u"x"_s, "training"));
    QCOMPARE(run.currentStage()->name.id, u"evaluation"_s);
}

void TestRunStages::ordersStagesByAppearanceAndPlan()
{
    QCOMPARE(stagesText(fold({ transition(1, "b"), transition(2, "a") })), u"b completed 100, a running -"_s);
    Run run = fold({ transition(1, "analyzing", 0), transition(2, "cleaning", 0.2) }, guidePlan());
    QCOMPARE(stagesText(run),
             u"analyzing completed 100, cleaning running 0, training pending -, evaluation pending -"_s);
    run.setPlan({ { stage("loading"), {}, {} }, { stage("analyzing"), {}, {} }, { stage("training"), {}, {} } });
    QCOMPARE(
        stagesText(run),
        u"loading pending -, analyzing completed 100, cleaning running 0, training pending -, evaluation pending -"_s);
    QCOMPARE(run.currentStage()->name.id, u"cleaning"_s);
}

void TestRunStages::takesTheServersNamesForStages()
{
    const auto named = [](qint64 seconds, const QString &display) {
        return makeEvent("stage_transition", seconds, StageTransition{ { u"training"_s, display }, {}, {} });
    };
    Run run = fold({ transition(1, "training") });
    run.apply(named(2, u"Model Training"_s));
    QCOMPARE(run.currentStage()->name.display, u"Model Training"_s);
    run.apply(update(3, "training", 0.5)); // its display is derived from the id
    QCOMPARE(run.currentStage()->name.display, u"Model Training"_s);
    run.apply(named(4, u"Training, again"_s));
    QCOMPARE(run.currentStage()->name.display, u"Training, again"_s);
}

void TestRunStages::neverMeasuresNegativeTime()
{
    const Run run = fold({ transition(10, "a"), transition(5, "b"), transition(1, "c"), failed(0, "c") });
    for (const model::Stage &each : run.stages()) {
        QVERIFY(each.endedAt.has_value());
        QVERIFY(*each.endedAt >= *each.startedAt);
    }
    QVERIFY(*run.endedAt() >= *run.startedAt());
    QCOMPARE(run.updatedAt(), std::optional(at(10)));
}

void TestRunStages::learnsThePlanFromConnected()
{
    Run run = fold({ greeting(ProgressScope::Unknown, { stage("analyzing"), stage("training"), {} }) });
    QCOMPARE(stagesText(run), u"analyzing pending -, training pending -"_s);
    QVERIFY(run.isEmpty());
    QVERIFY(!run.currentStage());
    run.apply(greeting(ProgressScope::Unknown));
    QCOMPARE(run.stages().size(), 2U);
    QCOMPARE(fold({}, guidePlan()).stages()[1].usualSeconds, std::optional(600.0));
}

QTEST_GUILESS_MAIN(TestRunStages)
#include "tst_runstages.moc"
