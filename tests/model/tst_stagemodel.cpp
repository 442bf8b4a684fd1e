// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/stagemodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using model::StageModel;
using protocol::StageStatus;

class TestStageModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsWhereTheRunIs();
    void keepsASelectionWhileEventsStream();
    void movesStagesInsteadOfReplacingThem();
    void takesASnapshotWithoutAReset();
    void marksStagesToComeFromThePlan();
    void survivesHostileStages();
};

namespace {

void enter(test::StreamFixture &fixture, const char *stage, const char *progress)
{
    fixture.say("stage_transition", "{\"stage\":\"" + QByteArray(stage) + "\",\"progress\":" + progress + "}");
}

QStringList stageIds(test::StreamFixture &fixture)
{
    QStringList ids;
    for (const model::Stage &stage : fixture.stream.currentRun()->run().stages())
        ids += stage.name.id;
    return ids;
}

StageModel &stagesOf(test::StreamFixture &fixture)
{
    return *fixture.stream.currentRun()->stages();
}

} // namespace

void TestStageModel::showsWhereTheRunIs()
{
    test::StreamFixture fixture;
    enter(fixture, "analyzing", "0");
    StageModel &model = stagesOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    enter(fixture, "model_selection", "0.3");
    fixture.say("progress_update", R"({"stage":"model_selection","progress":0.4,"message":"trying <b>xgboost</b>"})");
    QCOMPARE(test::columnOf(model, 0), QStringList({ QStringLiteral("Analyzing"), QStringLiteral("Model Selection") }));
    QCOMPARE(model.index(0).data(StageModel::StatusRole).toInt(), int(StageStatus::Completed));
    QCOMPARE(model.index(1).data(StageModel::StatusRole).toInt(), int(StageStatus::Running));
    QVERIFY(model.index(0).data(StageModel::EndedAtRole).isValid());
    QVERIFY(!model.index(1).data(StageModel::EndedAtRole).isValid());
    QVERIFY(model.index(1).data(StageModel::StartedAtRole).toLongLong()
            > model.index(0).data(StageModel::StartedAtRole).toLongLong());
    QVERIFY(!model.index(0).data(StageModel::IsCurrentRole).toBool());
    QVERIFY(model.index(1).data(StageModel::IsCurrentRole).toBool());
    QCOMPARE(model.currentRow(), 1);
    QCOMPARE(model.index(1).data(StageModel::MessageRole).toString(), QStringLiteral("trying <b>xgboost</b>"));
    QCOMPARE(model.rowOf(u"model_selection"), 1);
    QCOMPARE(model.rowOf(u"nowhere"), -1);
}

void TestStageModel::keepsASelectionWhileEventsStream()
{
    test::StreamFixture fixture;
    enter(fixture, "analyzing", "0");
    StageModel &model = stagesOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex selected = model.index(0);
    for (int i = 0; i < 3000; ++i) {
        fixture.add("progress_update",
                    "{\"stage\":\"analyzing\",\"progress\":" + QByteArray::number(double(i) / 6000) + "}");
        if (i % 100 == 0)
            fixture.deliver();
    }
    fixture.deliver();
    for (const char *stage : { "processing", "training", "evaluation" })
        enter(fixture, stage, "0.6");
    QVERIFY(selected.isValid());
    QCOMPARE(selected.data(StageModel::IdRole).toString(), QStringLiteral("analyzing"));
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(resets.size(), 0);
}

void TestStageModel::movesStagesInsteadOfReplacingThem()
{
    model::Run run(QStringLiteral("churn"));
    run.setPlan({ { { QStringLiteral("a"), QStringLiteral("A") }, {}, {} },
                  { { QStringLiteral("b"), QStringLiteral("B") }, {}, {} },
                  { { QStringLiteral("c"), QStringLiteral("C") }, {}, {} } });
    StageModel model(run);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex c = model.index(2);
    model::Run other(QStringLiteral("churn"));
    other.setPlan({ { { QStringLiteral("c"), QStringLiteral("C") }, {}, {} },
                    { { QStringLiteral("new"), QStringLiteral("New") }, {}, {} },
                    { { QStringLiteral("a"), QStringLiteral("A") }, {}, {} } });
    run = other;
    model.sync();
    QCOMPARE(test::columnOf(model, 0),
             QStringList({ QStringLiteral("C"), QStringLiteral("New"), QStringLiteral("A") }));
    QCOMPARE(c.row(), 0);
    QCOMPARE(c.data(StageModel::IdRole).toString(), QStringLiteral("c"));
    run = model::Run(QStringLiteral("churn"));
    model.sync();
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.size(), 0);
}

void TestStageModel::takesASnapshotWithoutAReset()
{
    test::StreamFixture fixture;
    enter(fixture, "training", "0.5");
    StageModel &model = stagesOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const QPersistentModelIndex training = model.index(model.rowOf(u"training"));
    fixture.say("state",
                R"({"status":"running","stage":"training","progress":0.7,"stages":[)"
                R"({"stage":"analyzing","status":"completed","progress":1},{"stage":"training","status":"running"},)"
                R"({"stage":"deployment","status":"pending"}]})");
    QCOMPARE(fixture.stream.runCount(), 1);
    QVERIFY(training.isValid());
    QCOMPARE(training.data(StageModel::IdRole).toString(), QStringLiteral("training"));
    QCOMPARE(test::columnOf(model, 0, StageModel::IdRole), stageIds(fixture));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(resets.size(), 0);
}

void TestStageModel::marksStagesToComeFromThePlan()
{
    test::StreamFixture fixture(QStringLiteral("churn"), 1, QStringLiteral("localhost:8000"),
                                { { { QStringLiteral("training"), QStringLiteral("Training") }, 0.0, 456.0 },
                                  { { QStringLiteral("evaluation"), QStringLiteral("Evaluation") }, 0.8, 130.0 } });
    enter(fixture, "training", "0.0");
    fixture.say("progress_update", R"({"stage":"training","progress":0.4})");
    StageModel &model = stagesOf(fixture);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1).data(StageModel::StatusRole).toInt(), int(StageStatus::Pending));
    QCOMPARE(model.index(1).data(StageModel::UsualSecondsRole).toDouble(), 130.0);
    QCOMPARE(model.index(0).data(StageModel::ProgressRole).toDouble(), 0.5);
}

void TestStageModel::survivesHostileStages()
{
    test::StreamFixture fixture;
    enter(fixture, "a", "null");
    StageModel &model = stagesOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fixture.add("stage_transition", "{\"stage\":\"" + QByteArray(1'000'000, 'x') + "\",\"progress\":-5}");
    fixture.add("stage_transition", R"({"stage":"\u202eevil","progress":1e308})");
    fixture.add("stage_transition", R"({"stage":"nan","progress":NaN})");
    for (int i = 0; i < 2000; ++i)
        fixture.add("stage_transition", "{\"stage\":\"s" + QByteArray::number(i) + "\"}");
    fixture.deliver();
    QCOMPARE(test::columnOf(model, 0, StageModel::IdRole), stageIds(fixture));
    QVERIFY(model.rowCount() > 100);
    for (int row = 0; row < model.rowCount(); ++row) {
        QVERIFY(model.index(row).data().toString().size() < 300);
        QVERIFY(!model.index(row).data().toString().contains(QChar(0x202e)));
        const QVariant progress = model.index(row).data(StageModel::ProgressRole);
        QVERIFY(!progress.isValid() || (progress.toDouble() >= 0 && progress.toDouble() <= 1));
    }
}

QTEST_GUILESS_MAIN(TestStageModel)
#include "tst_stagemodel.moc"
