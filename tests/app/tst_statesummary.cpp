// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statesummary.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace std::chrono_literals;

namespace {

constexpr protocol::Timestamp start{ 1'700'000'000'000ms };

protocol::Event stateOf(const protocol::Snapshot &run)
{
    protocol::Event event;
    event.eventType = u"state"_s;
    event.projectId = u"churn"_s;
    event.payload = run;
    return event;
}

protocol::Snapshot runningRun()
{
    using protocol::StageStatus;
    protocol::Snapshot run;
    run.runId = u"run_7"_s;
    run.status = protocol::RunStatus::Running;
    run.progress = protocol::Progress{ 0.5, 0.5 };
    run.stages = { { { u"analyzing"_s, u"Data Analysis"_s }, StageStatus::Completed, {}, {}, {} },
                   { { u"training"_s, u"Training"_s }, StageStatus::Running, 0.25, {}, {} },
                   { { u"deployment"_s, u"Deployment"_s }, StageStatus::Pending, {}, {}, {} } };
    run.startedAt = start;
    run.updatedAt = start + 60s;
    run.estimatedTimeRemaining = 300;
    return run;
}

QString summary(const protocol::Snapshot &run, const QString &address = {})
{
    return app::stateSummary(stateOf(run), start + 761s, address);
}

protocol::ApprovalEntry waiting(const QString &id)
{
    protocol::ApprovalEntry entry;
    entry.askedAt = start;
    entry.request.approvalId = id;
    entry.request.title = u"Deploy?"_s;
    return entry;
}

} // namespace

/// What `stagewatch state` shows to a person.
class TestStateSummary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRunThatIsGoingHasBarsAndCountsToNow();
    void aRunThatEndedCountsToItsLastEvent();
    void whatWaitsSaysHowToAnswer_data();
    void whatWaitsSaysHowToAnswer();
    void anIdThatHidesSomethingIsNeverOfferedToCopy();
    void whatWasDecidedWaitsNoMore();
    void anApprovalSaysWhatHappensWithoutAnAnswer_data();
    void anApprovalSaysWhatHappensWithoutAnAnswer();
    void oddNumbersDrawABarAllTheSame_data();
    void oddNumbersDrawABarAllTheSame();
    void treacherousTextIsEscapedEverywhere();
};

void TestStateSummary::aRunThatIsGoingHasBarsAndCountsToNow()
{
    const QStringList lines = summary(runningRun()).split(u'\n');
    QCOMPARE(lines.value(0), u"churn  Running  (run run_7)"_s);
    QVERIFY2(lines.value(1).startsWith(u"  [############............]  50 %"_s), qPrintable(lines.value(1)));
    QVERIFY2(lines.value(1).contains(u"running for 12 min 41 s"_s), qPrintable(lines.value(1)));
    QVERIFY2(lines.value(1).contains(u"about 5 min left"_s), qPrintable(lines.value(1)));
    QCOMPARE(lines.value(3), u"  [############] 100 %  Data Analysis  Completed"_s);
    QCOMPARE(lines.value(4), u"  [###.........]  25 %  Training       Running"_s);
    QVERIFY2(lines.value(5).startsWith(u"  [............]        Deployment     "_s), qPrintable(lines.value(5)));
}

void TestStateSummary::aRunThatEndedCountsToItsLastEvent()
{
    protocol::Snapshot run = runningRun();
    run.status = protocol::RunStatus::Failed;
    run.error = u"Out of memory"_s;
    const QString text = summary(run);
    QVERIFY2(text.contains(u"took 1 min"_s), qPrintable(text));
    QVERIFY(!text.contains(u"left"_s));
    QVERIFY(text.contains(u"Error: Out of memory"_s));

    run.error = u"Exit code 1\nTraceback:\n  line 3\x1b[2J"_s;
    QVERIFY2(summary(run).contains(u"  Error: Exit code 1\n    Traceback:\n      line 3\\x1b[2J"_s),
             qPrintable(summary(run)));

    run.status = protocol::RunStatus::Completed;
    run.error.clear();
    run.result = *protocol::JsonValue::parse(R"({"auc": 0.910})");
    const QString done = summary(run);
    QVERIFY2(done.contains(u"[########################] 100 %"_s), qPrintable(done));
    QVERIFY(done.contains(u"\"auc\": 0.910"_s));
}

void TestStateSummary::whatWaitsSaysHowToAnswer_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("command");
    QTest::newRow("default server") << u"apr_1"_s << QString()
                                    << u"stagewatch approve --project churn --approval apr_1"_s;
    QTest::newRow("another server") << u"apr_1"_s << u"https://ml.example.org"_s
                                    << u"stagewatch approve https://ml.example.org --project churn --approval apr_1"_s;
    QTest::newRow("an id for a shell to read")
        << u"a $(b) 'c'"_s << QString() << u"stagewatch approve --project churn --approval 'a $(b) '\\''c'\\'''"_s;
}

void TestStateSummary::whatWaitsSaysHowToAnswer()
{
    QFETCH(QString, id);
    QFETCH(QString, address);
    QFETCH(QString, command);
    protocol::Snapshot run = runningRun();
    run.pendingApprovals = { waiting(id) };
    const QString text = summary(run, address);
    QVERIFY2(text.contains(id + u"  Deploy?"_s), qPrintable(text));
    QVERIFY2(text.endsWith(u"Answer with: "_s + command), qPrintable(text));
}

void TestStateSummary::anIdThatHidesSomethingIsNeverOfferedToCopy()
{
    protocol::Snapshot run = runningRun();
    run.pendingApprovals = { waiting(u"apr\u200b1"_s) };
    const QString text = summary(run);
    QVERIFY2(text.contains(u"apr\\u200b1"_s), qPrintable(text));
    QVERIFY2(!text.contains(u"stagewatch approve"_s), qPrintable(text));
}

void TestStateSummary::whatWasDecidedWaitsNoMore()
{
    protocol::Snapshot run = runningRun();
    run.pendingApprovals = { waiting(u"apr_1"_s) };
    run.pendingApprovals.front().resolution = protocol::ApprovalResolved{};
    QVERIFY(!summary(run).contains(u"apr_1"_s));
}

void TestStateSummary::anApprovalSaysWhatHappensWithoutAnAnswer_data()
{
    QTest::addColumn<protocol::TimeoutAction>("action");
    QTest::addColumn<QString>("words");
    QTest::newRow("approve") << protocol::TimeoutAction::Approve << u"approved by itself"_s;
    QTest::newRow("reject") << protocol::TimeoutAction::Reject << u"rejected by itself"_s;
    QTest::newRow("fail") << protocol::TimeoutAction::Fail << u"the run fails"_s;
    QTest::newRow("unspecified") << protocol::TimeoutAction::Unspecified << u"until "_s;
}

void TestStateSummary::anApprovalSaysWhatHappensWithoutAnAnswer()
{
    QFETCH(protocol::TimeoutAction, action);
    QFETCH(QString, words);
    protocol::ApprovalRequired request = waiting(u"apr_1"_s).request;
    request.onTimeout = action;
    QVERIFY(!app::approvalLines(request).contains(words)); // without an end there is nothing to say
    request.expiresAt = start;
    const QString text = app::approvalLines(request);
    QVERIFY2(text.contains(words), qPrintable(text));
}

void TestStateSummary::oddNumbersDrawABarAllTheSame_data()
{
    QTest::addColumn<double>("fraction");
    QTest::newRow("negative") << -3.0;
    QTest::newRow("beyond the end") << 1e308;
    QTest::newRow("infinite") << qInf();
    QTest::newRow("not a number") << qQNaN();
}

void TestStateSummary::oddNumbersDrawABarAllTheSame()
{
    QFETCH(double, fraction);
    protocol::Snapshot run = runningRun();
    run.stages = { { { u"training"_s, u"Training"_s }, protocol::StageStatus::Running, fraction, {}, {} } };
    const QString line = summary(run).split(u'\n').value(3);
    QCOMPARE(line.indexOf(u']'), line.indexOf(u'[') + 13);
}

void TestStateSummary::treacherousTextIsEscapedEverywhere()
{
    const QString evil = u"a\x1b[31mb\u009bc\u202ed\re"_s;
    protocol::Snapshot run = runningRun();
    run.runId = evil;
    run.error = evil;
    run.stages = { { { evil, evil }, protocol::StageStatus::Running, 0.5, {}, {} } };
    run.result = protocol::JsonValue::object({ { evil, protocol::JsonValue::string(evil) } });
    run.pendingApprovals = { waiting(evil) };
    run.pendingApprovals.front().request.title = evil;
    protocol::Event event = stateOf(run);
    event.projectId = evil;
    const QString text = app::stateSummary(event, start, QString());
    for (const QChar c : text)
        QVERIFY2(c == u'\n' || (c.isPrint() && c != u'\u202e'), qPrintable(text));
    QVERIFY(text.contains(u"\\x1b[31m"_s));
}

QTEST_GUILESS_MAIN(TestStateSummary)
#include "tst_statesummary.moc"
