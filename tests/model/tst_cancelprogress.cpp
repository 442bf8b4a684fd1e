// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/cancelprogress.h"
#include "runevents.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using stagewatch::model::CancelProgress;
using Step = CancelProgress::Step;

class TestCancelProgress : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void followsACancel_data();
    void followsACancel();
    void becomesUnconfirmedAfterTenSeconds();
    void takesALateAnswer();
    void saysWhetherAPipelineHears();
    void anEndWithoutARequestIsNotItsOutcome();
    void aRequestThatNeverLeftHasNoOutcome();
    void mayBeRequestedAgain();
};

namespace {

Event acknowledged(const QString &requestId = u"r1"_s, std::optional<bool> delivered = {})
{
    return makeEvent("cancel_acknowledged", 1, CancelAcknowledged{ u"received"_s, requestId, delivered });
}

Event snapshotOf(RunStatus status)
{
    Snapshot snapshot;
    snapshot.status = status;
    return state(2, snapshot);
}

} // namespace

void TestCancelProgress::followsACancel_data()
{
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<int>("step");
    QTest::addColumn<int>("outcome"); // -1: none
    const auto row = [](const char *name, const QList<Event> &events, Step step, int outcome = -1) {
        QTest::newRow(name) << events << int(step) << outcome;
    };
    row("requested", {}, Step::Requested);
    row("acknowledged", { acknowledged() }, Step::Acknowledged);
    row("guide's answer names no request", { acknowledged({}) }, Step::Acknowledged);
    row("answer to somebody else", { acknowledged(u"r2"_s) }, Step::Requested);
    row("the run goes on meanwhile", { acknowledged(), update(2, "training", 0.7) }, Step::Acknowledged);
    row("cancelled", { acknowledged(), cancelled(3) }, Step::Ended, int(RunStatus::Cancelled));
    row("never acknowledged", { cancelled(3) }, Step::Ended, int(RunStatus::Cancelled));
    row("finished first", { acknowledged(), completed(3) }, Step::Ended, int(RunStatus::Completed));
    row("failed first", { acknowledged(), failed(3) }, Step::Ended, int(RunStatus::Failed));
    row("ended by a transition", { transition(3, "cancelled") }, Step::Ended, int(RunStatus::Cancelled));
    row("ended while not connected", { snapshotOf(RunStatus::Cancelled) }, Step::Ended, int(RunStatus::Cancelled));
    row("a snapshot of a run that goes on", { snapshotOf(RunStatus::Running) }, Step::Requested);
    row("the first end counts", { cancelled(3), completed(4) }, Step::Ended, int(RunStatus::Cancelled));
    row("acknowledged after the end", { cancelled(3), acknowledged() }, Step::Ended, int(RunStatus::Cancelled));
}

void TestCancelProgress::followsACancel()
{
    QFETCH(QList<Event>, events);
    QFETCH(int, step);
    QFETCH(int, outcome);
    CancelProgress cancel;
    cancel.requested(u"r1"_s, at(0));
    for (const Event &each : events) {
        const Step before = cancel.step();
        const bool changed = cancel.apply(each);
        QCOMPARE(changed, cancel.step() != before);
    }
    QCOMPARE(int(cancel.step()), step);
    QCOMPARE(cancel.outcome() ? int(*cancel.outcome()) : -1, outcome);
}

void TestCancelProgress::becomesUnconfirmedAfterTenSeconds()
{
    CancelProgress cancel;
    QVERIFY(!cancel.tick(at(0)));
    cancel.requested(u"r1"_s, at(100));
    QVERIFY(!cancel.tick(at(109)));
    QVERIFY(cancel.tick(at(110)));
    QCOMPARE(cancel.step(), Step::Unconfirmed);
    QVERIFY(!cancel.tick(at(120)));
}

void TestCancelProgress::takesALateAnswer()
{
    CancelProgress cancel;
    cancel.requested(u"r1"_s, at(0));
    cancel.tick(at(30));
    QVERIFY(cancel.apply(acknowledged()));
    QCOMPARE(cancel.step(), Step::Acknowledged);
    QVERIFY(!cancel.tick(at(90)));
}

void TestCancelProgress::saysWhetherAPipelineHears()
{
    CancelProgress cancel;
    cancel.requested(u"r1"_s, at(0));
    QVERIFY(!cancel.delivered().has_value());
    cancel.apply(acknowledged(u"r1"_s, false));
    QCOMPARE(cancel.delivered(), std::optional(false));
}

void TestCancelProgress::anEndWithoutARequestIsNotItsOutcome()
{
    CancelProgress cancel;
    QVERIFY(!cancel.apply(acknowledged()));
    QVERIFY(!cancel.apply(completed(1)));
    QCOMPARE(cancel, CancelProgress());
}

void TestCancelProgress::aRequestThatNeverLeftHasNoOutcome()
{
    CancelProgress cancel;
    cancel.requested(u"r1"_s, at(0));
    cancel.notSent();
    QVERIFY(!cancel.apply(completed(1)));
    QCOMPARE(cancel.step(), Step::NotSent);
    QVERIFY(!cancel.outcome().has_value());
    QVERIFY(!cancel.tick(at(60)));
}

void TestCancelProgress::mayBeRequestedAgain()
{
    CancelProgress cancel;
    cancel.notSent();
    QCOMPARE(cancel.step(), Step::NotSent);
    cancel.requested(u"r1"_s, at(0));
    cancel.tick(at(20));
    cancel.requested(u"r2"_s, at(30));
    QCOMPARE(cancel.step(), Step::Requested);
    QVERIFY(!cancel.apply(acknowledged(u"r1"_s)));
    QVERIFY(cancel.apply(acknowledged(u"r2"_s)));
    cancel.apply(cancelled(40));
    cancel.requested(u"r3"_s, at(50));
    QCOMPARE(cancel.step(), Step::Ended);
}

QTEST_GUILESS_MAIN(TestCancelProgress)
#include "tst_cancelprogress.moc"
