// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/decisionmodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using model::DecisionModel;

class TestDecisionModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsADecision();
    void takesOddConfidences_data();
    void takesOddConfidences();
    void growsWhileEventsStream();
    void takesASnapshot();
};

namespace {

DecisionModel &decisionsOf(test::StreamFixture &fixture)
{
    return *fixture.stream.currentRun()->decisions();
}

} // namespace

void TestDecisionModel::showsADecision()
{
    test::StreamFixture fixture;
    fixture.say(
        "decision",
        R"({"stage":"model_selection","stage_display":"Model selection","decision_type":"model_architecture",)"
        R"("decision":"xgboost\u202e","reasoning":"tabular\nrows","confidence":0.92,"metadata":{"rows":15000}})");
    DecisionModel &model = decisionsOf(fixture);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0, DecisionModel::StageColumn).data().toString(), QStringLiteral("Model selection"));
    QCOMPARE(model.index(0, DecisionModel::TypeColumn).data().toString(), QStringLiteral("Model Architecture"));
    QCOMPARE(model.index(0, DecisionModel::DecisionColumn).data().toString(), QStringLiteral("xgboost\\u202e"));
    QVERIFY(model.index(0, DecisionModel::ConfidenceColumn).data().toString().startsWith(QStringLiteral("92")));
    QCOMPARE(model.index(0, 0).data(DecisionModel::ConfidenceRole).toDouble(), 0.92);
    QCOMPARE(model.index(0, 0).data(DecisionModel::ReasoningRole).toString(), QStringLiteral("tabular\nrows"));
    QVERIFY(model.index(0, 0).data(DecisionModel::MetadataRole).toByteArray().contains("15000"));
    QCOMPARE(model.index(0, 0).data(DecisionModel::StageIdRole).toString(), QStringLiteral("model_selection"));
}

void TestDecisionModel::takesOddConfidences_data()
{
    QTest::addColumn<QByteArray>("confidence");
    QTest::addColumn<bool>("isKnown");
    QTest::newRow("null") << QByteArray("null") << false;
    QTest::newRow("not a number") << QByteArray("NaN") << false;
    QTest::newRow("text") << QByteArray("\"high\"") << false;
    QTest::newRow("zero") << QByteArray("0") << true;
    QTest::newRow("negative") << QByteArray("-5") << true;
    QTest::newRow("huge") << QByteArray("1e308") << true;
}

void TestDecisionModel::takesOddConfidences()
{
    QFETCH(QByteArray, confidence);
    QFETCH(bool, isKnown);
    test::StreamFixture fixture;
    fixture.say("decision", "{\"decision\":\"x\",\"confidence\":" + confidence + "}");
    const QVariant value = decisionsOf(fixture).index(0, 0).data(DecisionModel::ConfidenceRole);
    QCOMPARE(value.isValid(), isKnown);
    if (isKnown)
        QVERIFY(value.toDouble() >= 0 && value.toDouble() <= 1);
}

void TestDecisionModel::growsWhileEventsStream()
{
    test::StreamFixture fixture;
    fixture.say("decision", R"({"decision":"first"})");
    DecisionModel &model = decisionsOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QPersistentModelIndex selected = model.index(0, DecisionModel::DecisionColumn);
    for (int batch = 0; batch < 10; ++batch) {
        for (int i = 0; i < 200; ++i) {
            fixture.addLog("info", "x");
            fixture.add("decision", "{\"decision\":\"d" + QByteArray::number(batch * 200 + i) + "\"}");
        }
        fixture.deliver();
    }
    QCOMPARE(model.rowCount(), 2001);
    QCOMPARE(inserted.size(), 10);
    QCOMPARE(selected.data().toString(), QStringLiteral("first"));
    QCOMPARE(model.index(2000, DecisionModel::DecisionColumn).data().toString(), QStringLiteral("d1999"));
}

void TestDecisionModel::takesASnapshot()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0.5})");
    DecisionModel &model = decisionsOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QByteArray state =
        R"({"status":"running","stage":"training","decisions":[{"timestamp":"2024-01-01T12:00:00Z","decision":"a"},)"
        R"({"timestamp":"2024-01-01T12:00:01Z","decision":"b"}]})";
    fixture.say("state", state);
    fixture.say("state", state);
    QCOMPARE(test::columnOf(model, DecisionModel::DecisionColumn),
             QStringList({ QStringLiteral("a"), QStringLiteral("b") }));
}

QTEST_GUILESS_MAIN(TestDecisionModel)
#include "tst_decisionmodel.moc"
