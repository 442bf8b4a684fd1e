// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/approvalledger.h"
#include "runevents.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;
using namespace stagewatch::test;
using stagewatch::model::ApprovalLedger;
using State = ApprovalLedger::State;

class TestApprovalLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void startsWithNothing();
    void followsAnAnswer_data();
    void followsAnAnswer();
    void becomesUnconfirmedAfterTenSeconds();
    void takesALateConfirmation();
    void keepsTheResolutionThatStands();
    void ignoresWhatOthersAnswered();
    void findsAnAcknowledgementByItsRequest();
    void sendsAgainAfterAFailure();
};

namespace {

ApprovalResponse approve(const QString &id = u"a1"_s)
{
    ApprovalResponse response;
    response.approvalId = id;
    response.decision = ApprovalDecision::Approved;
    response.requestId = u"r1"_s;
    return response;
}

Event acknowledged(bool accepted, const QString &id = u"a1"_s)
{
    return makeEvent("approval_acknowledged", 1, ApprovalAcknowledged{ id, accepted, u"r1"_s, {} });
}

Event resolvedBy(ResolutionSource source)
{
    Event made = resolve(1, u"a1"_s);
    made.as<ApprovalResolved>()->source = source;
    return made;
}

} // namespace

void TestApprovalLedger::startsWithNothing()
{
    ApprovalLedger ledger;
    QCOMPARE(ledger.entry(u"a1"_s).state, State::None);
    QVERIFY(!ledger.isWaiting());
    QVERIFY(!ledger.tick(at(100)));
    QVERIFY(!ledger.apply(resolve(1, u"a1"_s)));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::None);
}

void TestApprovalLedger::followsAnAnswer_data()
{
    QTest::addColumn<QList<Event>>("events");
    QTest::addColumn<int>("state");
    const auto row = [](const char *name, const QList<Event> &events, State state) {
        QTest::newRow(name) << events << int(state);
    };
    row("sent", {}, State::Sending);
    row("accepted", { acknowledged(true) }, State::Confirmed);
    row("somebody was first", { acknowledged(false) }, State::AlreadyDecided);
    row("a server that only resolves", { resolve(1, u"a1"_s) }, State::Confirmed);
    row("the other decision stands", { resolve(1, u"a1"_s, ApprovalDecision::Rejected) }, State::AlreadyDecided);
    row("timeout was first", { resolvedBy(ResolutionSource::Timeout) }, State::AlreadyDecided);
    row("policy was first", { resolvedBy(ResolutionSource::Policy) }, State::AlreadyDecided);
    row("the acknowledgement knows better", { resolve(1, u"a1"_s), acknowledged(false) }, State::AlreadyDecided);
    row("resolved after it was accepted", { acknowledged(true), resolve(1, u"a1"_s) }, State::Confirmed);
    row("another approval", { acknowledged(true, u"a2"_s), resolve(1, u"a2"_s) }, State::Sending);
    row("something else", { log(1, u"hello"_s), completed(2) }, State::Sending);
}

void TestApprovalLedger::followsAnAnswer()
{
    QFETCH(QList<Event>, events);
    QFETCH(int, state);
    ApprovalLedger ledger;
    ledger.sent(approve(), at(0));
    for (const Event &each : events)
        ledger.apply(each);
    QCOMPARE(int(ledger.entry(u"a1"_s).state), state);
    QCOMPARE(ledger.isWaiting(), state == int(State::Sending));
}

void TestApprovalLedger::becomesUnconfirmedAfterTenSeconds()
{
    ApprovalLedger ledger;
    ledger.sent(approve(), at(100));
    QVERIFY(!ledger.tick(at(100)));
    QVERIFY(!ledger.tick(at(50))); // the clock was set back
    QVERIFY(!ledger.tick(at(109)));
    QVERIFY(ledger.tick(at(110)));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::Unconfirmed);
    QVERIFY(!ledger.tick(at(200)));
    QVERIFY(!ledger.isWaiting());
}

void TestApprovalLedger::takesALateConfirmation()
{
    ApprovalLedger ledger;
    ledger.sent(approve(), at(0));
    ledger.tick(at(60));
    QVERIFY(ledger.apply(acknowledged(true)));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::Confirmed);
}

void TestApprovalLedger::keepsTheResolutionThatStands()
{
    ApprovalLedger ledger;
    ledger.sent(approve(), at(0));
    QVERIFY(ledger.apply(resolve(1, u"a1"_s, ApprovalDecision::Rejected)));
    QVERIFY(!ledger.apply(resolve(2, u"a1"_s, ApprovalDecision::Approved)));
    QVERIFY(ledger.entry(u"a1"_s).resolution.has_value());
    QCOMPARE(ledger.entry(u"a1"_s).resolution->decision, ApprovalDecision::Rejected);
}

void TestApprovalLedger::ignoresWhatOthersAnswered()
{
    ApprovalLedger ledger;
    ledger.sent(approve(u"a2"_s), at(0));
    QVERIFY(!ledger.apply(resolve(1, u"a1"_s)));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::None);
}

void TestApprovalLedger::findsAnAcknowledgementByItsRequest()
{
    ApprovalLedger ledger;
    ledger.sent(approve(), at(0));
    QVERIFY(ledger.apply(acknowledged(true, {})));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::Confirmed);
}

void TestApprovalLedger::sendsAgainAfterAFailure()
{
    ApprovalLedger ledger;
    ledger.notSent(approve(), at(0));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::NotSent);
    QVERIFY(!ledger.isWaiting());
    QVERIFY(!ledger.tick(at(60)));
    ledger.sent(approve(), at(70));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::Sending);
    QVERIFY(!ledger.tick(at(75))); // counts from the second attempt
    QVERIFY(ledger.apply(acknowledged(true)));
    QCOMPARE(ledger.entry(u"a1"_s).state, State::Confirmed);
}

QTEST_GUILESS_MAIN(TestApprovalLedger)
#include "tst_approvalledger.moc"
