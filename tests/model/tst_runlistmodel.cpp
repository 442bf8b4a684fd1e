// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runlistmodel.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using model::RunListModel;
using Phase = protocol::ConnectionStatus::Phase;

class TestRunListModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void groupsByServerNewestFirst();
    void aWaitingRowBecomesTheFirstRun();
    void keepsASelectionWhileRunsComeAndGo();
    void forgetsAStreamThatIsGone();
    void putsAnOldRunUnderTheNewOne();
    void ordersRunsAlsoWhenAClockIsSetBack();
    void saysWhatMatters();
    void logLinesChangeNoRow();
    void countsApprovals();
    void headersCannotBeSelected();
    void showsHostileNamesPlainly();
};

namespace {

void enter(test::StreamFixture &fixture, const char *progress = "0")
{
    fixture.say("stage_transition",
                "{\"stage\":\"training\",\"stage_display\":\"Training\",\"progress\":" + QByteArray(progress) + "}");
}

void connectStream(test::StreamFixture &fixture, Phase phase = Phase::Connected)
{
    protocol::ConnectionStatus status;
    status.phase = phase;
    status.everConnected = true;
    fixture.stream.setStatus(status);
}

/// Each row as one word: a server, or project:run.
QStringList rowsOf(const RunListModel &model)
{
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row);
        QString text = index.data(RunListModel::TitleRole).toString();
        if (index.data(RunListModel::KindRole).toInt() == int(RunListModel::RowKind::Run))
            text += u':' + QString::number(index.data(RunListModel::RunIndexRole).toInt());
        rows += text;
    }
    return rows;
}

QStringList words(const char *text)
{
    return QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

void TestRunListModel::groupsByServerNewestFirst()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test::StreamFixture a(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    test::StreamFixture b(QStringLiteral("b"), 2, QStringLiteral("two:8000"));
    test::StreamFixture c(QStringLiteral("c"), 3, QStringLiteral("one:8000"));
    for (test::StreamFixture *fixture : { &a, &b, &c })
        model.addStream(&fixture->stream);
    for (test::StreamFixture *fixture : { &c, &b, &a })
        enter(*fixture);
    a.say("pipeline_completed");
    enter(a);
    QCOMPARE(rowsOf(model), words("one:8000 a:1 a:0 c:0 two:8000 b:0"));
    QVERIFY(model.index(1).data(RunListModel::IsNewestRole).toBool());
    QVERIFY(!model.index(2).data(RunListModel::IsNewestRole).toBool());
    QCOMPARE(model.runCount(), 4);
    QCOMPARE(model.indexOf(1, 0).row(), 2);
    QVERIFY(!model.indexOf(9, 0).isValid());
    QCOMPARE(model.streamAt(model.index(5)), &b.stream);
    QCOMPARE(model.streamAt(model.index(4)), nullptr);
}

void TestRunListModel::aWaitingRowBecomesTheFirstRun()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test::StreamFixture fixture(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    model.addStream(&fixture.stream);
    QCOMPARE(rowsOf(model), words("one:8000 a:-1"));
    QCOMPARE(model.runCount(), 0);
    const QPersistentModelIndex selected = model.index(1);
    connectStream(fixture);
    QCOMPARE(selected.data(RunListModel::SubtitlePiecesRole).toStringList(),
             QStringList{ QStringLiteral("No run yet") });
    enter(fixture);
    QCOMPARE(rowsOf(model), words("one:8000 a:0"));
    QVERIFY(selected.isValid());
    QCOMPARE(selected.data(RunListModel::RunIndexRole).toInt(), 0);
}

void TestRunListModel::keepsASelectionWhileRunsComeAndGo()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    test::StreamFixture a(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    test::StreamFixture b(QStringLiteral("b"), 2, QStringLiteral("two:8000"));
    model.addStream(&a.stream);
    model.addStream(&b.stream);
    enter(a);
    enter(b);
    const QPersistentModelIndex selected = model.indexOf(2, 0);
    for (int run = 0; run < 50; ++run) {
        for (int i = 0; i < 50; ++i) {
            a.add("progress_update", "{\"stage\":\"training\",\"progress\":" + QByteArray::number(i / 50.0) + "}");
            b.addLog("info", "x");
        }
        a.add("pipeline_completed");
        a.deliver();
        b.deliver();
        enter(a);
    }
    QCOMPARE(model.rowCount(), 2 + 51 + 1);
    QCOMPARE(selected.data(RunListModel::StreamIdRole).toInt(), 2);
    model.removeStream(&a.stream);
    QCOMPARE(rowsOf(model), words("two:8000 b:0"));
    QVERIFY(selected.isValid());
    QCOMPARE(selected.row(), 1);
    QCOMPARE(resets.size(), 0);
}

void TestRunListModel::forgetsAStreamThatIsGone()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test::StreamFixture stays(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    model.addStream(&stays.stream);
    {
        test::StreamFixture goes(QStringLiteral("b"), 2, QStringLiteral("two:8000"));
        model.addStream(&goes.stream);
        enter(goes);
        QCOMPARE(model.rowCount(), 4);
    }
    QCOMPARE(rowsOf(model), words("one:8000 a:-1"));
    QCOMPARE(model.pendingApprovalCount(), 0);
}

void TestRunListModel::putsAnOldRunUnderTheNewOne()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test::StreamFixture live(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    test::StreamFixture old(QStringLiteral("a"), 2, QStringLiteral("one:8000"));
    model.addStream(&live.stream);
    enter(live);
    old.now -= std::chrono::hours{ 700 };
    model.addStream(&old.stream); // has no run yet, so it stands on top for a moment
    QCOMPARE(model.indexOf(2, -1).row(), 1);
    enter(old);
    QCOMPARE(model.indexOf(1, 0).row(), 1);
    QCOMPARE(model.indexOf(2, 0).row(), 2);
    QVERIFY(model.index(1).data(RunListModel::IsNewestRole).toBool());
    QVERIFY(!model.index(2).data(RunListModel::IsNewestRole).toBool());
}

void TestRunListModel::ordersRunsAlsoWhenAClockIsSetBack()
{
    RunListModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    test::StreamFixture fixture(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    model.addStream(&fixture.stream);
    for (int run = 0; run < 5; ++run) {
        enter(fixture);
        fixture.say("pipeline_completed");
        fixture.now -= std::chrono::hours{ 5 };
    }
    QCOMPARE(rowsOf(model), words("one:8000 a:4 a:3 a:2 a:1 a:0"));
}

void TestRunListModel::saysWhatMatters()
{
    RunListModel model;
    test::StreamFixture fixture(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    model.addStream(&fixture.stream);
    connectStream(fixture);
    enter(fixture, "0.5");
    const QModelIndex row = model.index(1);
    const auto pieces = [&] {
        return row.data(RunListModel::SubtitlePiecesRole).toStringList().join(QStringLiteral(" | "));
    };
    fixture.say("progress_update", R"({"stage":"training","progress":0.65,"message":"epoch 5/10"})");
    QCOMPARE(pieces(), QStringLiteral("Training | epoch 5/10"));
    fixture.say("progress_update", R"({"stage":"training","progress":0.65,"estimated_time_remaining":1320})");
    QCOMPARE(pieces(), QStringLiteral("Training | about 22 min"));
    QCOMPARE(row.data(RunListModel::ProgressRole).toDouble(), 0.65);
    QCOMPARE(row.data(RunListModel::EtaSecondsRole).toDouble(), 1320.0);
    fixture.say("approval_required", R"({"approval_id":"x"})");
    QCOMPARE(pieces(), QStringLiteral("Waiting for approval | Training"));
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    connectStream(fixture, Phase::Waiting);
    QCOMPARE(changed.size(), 1);
    QVERIFY(row.data(RunListModel::IsDisconnectedRole).toBool());
    QVERIFY(pieces().startsWith(QStringLiteral("Disconnected")));
    connectStream(fixture);
    fixture.say("pipeline_failed", R"({"error":"x","stage":"training"})");
    QVERIFY(pieces().startsWith(QStringLiteral("Failed in Training | ")));
    connectStream(fixture, Phase::Closed);
    QVERIFY(!row.data(RunListModel::IsDisconnectedRole).toBool()); // it is over, nothing is missed
}

void TestRunListModel::logLinesChangeNoRow()
{
    RunListModel model;
    test::StreamFixture fixture(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    model.addStream(&fixture.stream);
    connectStream(fixture);
    enter(fixture, "0.5");
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    QSignalSpy totals(&model, &RunListModel::totalsChanged);
    for (int line = 0; line < 3; ++line)
        fixture.say("log", R"({"level":"info","message":"step"})");
    QCOMPARE(changed.size(), 0);
    QCOMPARE(totals.size(), 0);
    fixture.say("progress_update", R"({"stage":"training","progress":0.6})");
    QCOMPARE(changed.size(), 1);
    fixture.say("progress_update", R"({"stage":"training","progress":0.6,"message":"epoch 6/10"})");
    QCOMPARE(changed.size(), 2);
    fixture.say("approval_required", R"({"approval_id":"x"})");
    QCOMPARE(changed.size(), 3);
    fixture.say("pipeline_failed", R"({"error":"x","stage":"training"})");
    QCOMPARE(changed.size(), 4);
    QCOMPARE(totals.size(), 4);
}

void TestRunListModel::countsApprovals()
{
    RunListModel model;
    QSignalSpy totals(&model, &RunListModel::totalsChanged);
    test::StreamFixture a(QStringLiteral("a"), 1, QStringLiteral("one:8000"));
    test::StreamFixture b(QStringLiteral("b"), 2, QStringLiteral("one:8000"));
    model.addStream(&a.stream);
    model.addStream(&b.stream);
    a.add("approval_required", R"({"approval_id":"x"})");
    a.add("approval_required", R"({"approval_id":"y"})");
    a.deliver();
    b.say("approval_required", R"({"approval_id":"x"})");
    QCOMPARE(model.pendingApprovalCount(), 3);
    QCOMPARE(model.indexOf(1, 0).data(RunListModel::PendingApprovalsRole).toInt(), 2);
    b.say("pipeline_cancelled");
    QCOMPARE(model.pendingApprovalCount(), 2);
    QVERIFY(!totals.isEmpty());
}

void TestRunListModel::headersCannotBeSelected()
{
    RunListModel model;
    test::StreamFixture fixture;
    model.addStream(&fixture.stream);
    QVERIFY(!(model.flags(model.index(0)) & Qt::ItemIsSelectable));
    QVERIFY(model.flags(model.index(1)) & Qt::ItemIsSelectable);
}

void TestRunListModel::showsHostileNamesPlainly()
{
    RunListModel model;
    test::StreamFixture fixture(QString::fromUtf16(u"<img>\u202e"), 1, QStringLiteral("one:8000"));
    model.addStream(&fixture.stream);
    QCOMPARE(model.index(1).data(RunListModel::TitleRole).toString(), QStringLiteral("<img>\\u202e"));
}

QTEST_GUILESS_MAIN(TestRunListModel)
#include "tst_runlistmodel.moc"
