// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventmodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using model::EventModel;

class TestEventModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsEveryEventOfTheRun();
    void sumsUpEveryKindOfEvent_data();
    void sumsUpEveryKindOfEvent();
    void growsOncePerBatch();
    void givesRowsOfTheConnectionToARun();
    void keepsInterleavedRunsApart();
};

void TestEventModel::showsEveryEventOfTheRun()
{
    test::StreamFixture fixture;
    fixture.add("stage_transition", R"({"stage":"training","progress":0.5})", R"("sequence":41)");
    fixture.add("pong");
    fixture.deliver();
    EventModel &model = *fixture.stream.currentRun()->events();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(test::columnOf(model, EventModel::TypeColumn),
             QStringList({ QStringLiteral("stage_transition"), QStringLiteral("pong") }));
    QCOMPARE(test::columnOf(model, EventModel::SequenceColumn), QStringList({ QStringLiteral("41"), QString() }));
    QVERIFY(!model.index(1, 0).data(EventModel::SequenceRole).isValid());
    QVERIFY(model.index(0, 0).data(EventModel::RawJsonRole).toByteArray().contains("\"sequence\":41"));
    QCOMPARE(model.rowForJournalRow(1), 1);
    QCOMPARE(model.rowForJournalRow(2), -1);
}

void TestEventModel::sumsUpEveryKindOfEvent_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("contains");
    const auto words = [](std::initializer_list<const char *> list) {
        QStringList texts;
        for (const char *word : list)
            texts += QString::fromUtf8(word);
        return texts;
    };
    QTest::newRow("transition") << QByteArray("stage_transition")
                                << QByteArray(R"({"stage":"model_selection","progress":0.5})")
                                << words({ "Model Selection", "50" });
    QTest::newRow("progress")
        << QByteArray("progress_update")
        << QByteArray(R"({"stage":"training","progress":0.65,"message":"epoch 5/10","estimated_time_remaining":300})")
        << words({ "Training", "65", "epoch 5/10", "5 min" });
    QTest::newRow("log") << QByteArray("log") << QByteArray(R"({"level":"warn","message":"hot"})")
                         << words({ "Warning", "hot" });
    QTest::newRow("decision") << QByteArray("decision")
                              << QByteArray(R"({"decision_type":"model","decision":"xgboost","confidence":0.92})")
                              << words({ "xgboost", "92" });
    QTest::newRow("approval") << QByteArray("approval_required")
                              << QByteArray(R"({"approval_type":"model_selection","message":"please"})")
                              << words({ "Model Selection", "please" });
    QTest::newRow("resolved") << QByteArray("approval_resolved")
                              << QByteArray(
                                     R"({"approval_id":"a","decision":"rejected","responder":"kim","comment":"no"})")
                              << words({ "Rejected", "kim", "no" });
    QTest::newRow("completed") << QByteArray("pipeline_completed") << QByteArray(R"({"message":"fine"})")
                               << words({ "completed", "fine" });
    QTest::newRow("failed") << QByteArray("pipeline_failed") << QByteArray(R"({"error":"memory","stage":"training"})")
                            << words({ "failed", "Training", "memory" });
    QTest::newRow("cancelled") << QByteArray("pipeline_cancelled")
                               << QByteArray(R"({"reason":"late","requester":"kim"})")
                               << words({ "cancelled", "kim", "late" });
    QTest::newRow("error") << QByteArray("error") << QByteArray(R"({"error":"a","details":"b"})")
                           << words({ "a", "b" });
    QTest::newRow("unknown") << QByteArray("from_the_future") << QByteArray("{}") << words({ "Not known" });
    QTest::newRow("state") << QByteArray("state")
                           << QByteArray(R"({"status":"waiting_for_approval","stage":"training"})")
                           << words({ "Waiting", "Training" });
    QTest::newRow("hostile") << QByteArray("error") << QByteArray(R"({"error":"\u202e\u001b"})")
                             << words({ "\\u202e\\x1b" });
    QTest::newRow("data is a list") << QByteArray("decision") << QByteArray("[1]") << words({ "" });
}

void TestEventModel::sumsUpEveryKindOfEvent()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, data);
    QFETCH(QStringList, contains);
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"analyzing","progress":0})");
    fixture.say(type.constData(), data);
    EventModel &model = *fixture.stream.currentRun()->events();
    QVERIFY(model.rowCount() >= 1);
    const QString summary = model.index(model.rowCount() - 1, EventModel::SummaryColumn).data().toString();
    for (const QString &word : contains)
        QVERIFY2(summary.contains(word), qPrintable(summary));
}

void TestEventModel::growsOncePerBatch()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    EventModel &model = *fixture.stream.currentRun()->events();
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    for (int batch = 0; batch < 10; ++batch) {
        for (int i = 0; i < 500; ++i)
            fixture.addLog("info", "x");
        fixture.deliver();
    }
    QCOMPARE(model.rowCount(), 5001);
    QCOMPARE(inserted.size(), 10);
    QCOMPARE(fixture.stream.eventCount(), 5001);
}

void TestEventModel::givesRowsOfTheConnectionToARun()
{
    test::StreamFixture fixture;
    fixture.say("connected");
    fixture.say("pong");
    QCOMPARE(fixture.stream.runCount(), 0);
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    EventModel &first = *fixture.stream.run(0)->events();
    QCOMPARE(first.rowCount(), 3);
    fixture.say("pipeline_completed");
    fixture.say("pong");
    QCOMPARE(first.rowCount(), 5);
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    QCOMPARE(first.rowCount(), 5);
    QCOMPARE(fixture.stream.run(1)->events()->rowCount(), 1);
    QCOMPARE(fixture.stream.run(1)->firstRow(), 5);
    QCOMPARE(fixture.stream.run(1)->endRow(), 6);
}

void TestEventModel::keepsInterleavedRunsApart()
{
    test::StreamFixture fixture;
    for (int i = 0; i < 200; ++i)
        fixture.add("log", "{\"level\":\"info\",\"message\":\"" + QByteArray(i % 2 ? "b" : "a") + "\"}",
                    i % 2 ? R"("run_id":"b")" : R"("run_id":"a")");
    fixture.deliver();
    int rows = 0;
    for (int run = 0; run < fixture.stream.runCount(); ++run) {
        EventModel &model = *fixture.stream.run(run)->events();
        rows += model.rowCount();
        QStringList summaries = test::columnOf(model, EventModel::SummaryColumn);
        QCOMPARE(summaries.removeDuplicates(), model.rowCount() - 1); // nothing of the two is mixed
    }
    QCOMPARE(rows, 200);
}

QTEST_GUILESS_MAIN(TestEventModel)
#include "tst_eventmodel.moc"
