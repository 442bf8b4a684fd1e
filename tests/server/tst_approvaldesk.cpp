// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/approvaldesk.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace stagewatch::server;
using namespace Qt::StringLiterals;

class TestApprovalDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void firstAnswerWins();
    void sameRequestGetsTheSameAcknowledgement();
    void answerWithoutDataTakesTheProposal();
    void anEditThatIsNoObjectIsRefused();
    void unknownIdIsRefused();
    void decisionMustBeOffered_data();
    void decisionMustBeOffered();
    void timeoutResolves_data();
    void timeoutResolves();
    void answerAfterTimeoutIsLate();
    void endedRunTakesNoAnswer();
    void soManyWaitAtATime();
    void whatWaitsFitsIntoAState();
    void oldDecisionsAreForgottenBehindOneThatWaits();
    void largeDecisionsAreForgottenSooner();
    void lateAnswersAreRememberedByName();
    void theNextToExpireIsFound();

private:
    static constexpr Timestamp now{ std::chrono::milliseconds(1'700'000'000'000) };
    static ApprovalRequired asked(TimeoutAction onTimeout = TimeoutAction::Unspecified)
    {
        ApprovalRequired request;
        request.approvalId = u"a"_s;
        request.onTimeout = onTimeout;
        request.proposal = JsonValue::object({ { u"depth"_s, JsonValue::number(qint64(6)) } });
        return request;
    }
    static ApprovalResponse response(ApprovalDecision decision, const QString &requestId = {})
    {
        ApprovalResponse result;
        result.approvalId = u"a"_s;
        result.decision = decision;
        result.requestId = requestId;
        return result;
    }
    static ApprovalDesk::Answer answered(const ApprovalDesk::Outcome &outcome)
    {
        const auto *answer = std::get_if<ApprovalDesk::Answer>(&outcome);
        return answer ? *answer : ApprovalDesk::Answer{};
    }
};

void TestApprovalDesk::firstAnswerWins()
{
    ApprovalDesk desk;
    desk.open(asked());
    const auto first = answered(desk.answer(response(ApprovalDecision::Approved, u"r1"_s), now));
    QVERIFY(first.resolved && first.acknowledgement.accepted);
    QCOMPARE(first.resolved->resolvedAt, now);
    const auto second =
        answered(desk.answer(response(ApprovalDecision::Rejected, u"r2"_s), now + std::chrono::seconds(1)));
    QVERIFY(!second.resolved && !second.acknowledgement.accepted);
    QCOMPARE(second.acknowledgement.requestId, u"r2"_s);
    QVERIFY(second.acknowledgement.resolution == first.resolved);
}

void TestApprovalDesk::sameRequestGetsTheSameAcknowledgement()
{
    ApprovalDesk desk;
    desk.open(asked());
    const auto first = answered(desk.answer(response(ApprovalDecision::Approved, u"r1"_s), now));
    const auto again =
        answered(desk.answer(response(ApprovalDecision::Rejected, u"r1"_s), now + std::chrono::hours(1)));
    QVERIFY(!again.resolved);
    QVERIFY(again.acknowledgement == first.acknowledgement);
}

void TestApprovalDesk::answerWithoutDataTakesTheProposal()
{
    ApprovalDesk desk;
    desk.open(asked());
    QVERIFY(answered(desk.answer(response(ApprovalDecision::Approved), now)).resolved->approvalData
            == asked().proposal);
}

void TestApprovalDesk::anEditThatIsNoObjectIsRefused()
{
    ApprovalDesk desk;
    desk.open(asked());
    ApprovalResponse odd = response(ApprovalDecision::Approved);
    odd.approvalData = JsonValue::array({ JsonValue::number(qint64(1)) });
    const auto outcome = desk.answer(odd, now);
    QVERIFY(std::holds_alternative<QString>(outcome));
    QVERIFY(std::get<QString>(outcome).contains(u"approval_data"));
    // It was refused and not taken: the next answer is the first.
    QVERIFY(answered(desk.answer(response(ApprovalDecision::Rejected), now)).acknowledgement.accepted);
}

void TestApprovalDesk::unknownIdIsRefused()
{
    ApprovalDesk desk;
    const auto outcome = desk.answer(response(ApprovalDecision::Approved), now);
    QVERIFY(std::get_if<QString>(&outcome) && std::get<QString>(outcome).contains(u"\"a\""_s));
}

void TestApprovalDesk::decisionMustBeOffered_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::addColumn<bool>("taken");
    QTest::newRow("none given") << QStringList{} << true;
    QTest::newRow("both") << QStringList{ u"approved"_s, u"rejected"_s } << true;
    QTest::newRow("only rejected") << QStringList{ u"rejected"_s } << false;
    QTest::newRow("names of the form") << QStringList{ u"small"_s, u"large"_s } << true;
}

void TestApprovalDesk::decisionMustBeOffered()
{
    QFETCH(QStringList, options);
    QFETCH(bool, taken);
    ApprovalDesk desk;
    ApprovalRequired request = asked();
    request.options = options;
    desk.open(request);
    const auto outcome = desk.answer(response(ApprovalDecision::Approved), now);
    QCOMPARE(std::holds_alternative<ApprovalDesk::Answer>(outcome), taken);
    QCOMPARE(desk.isOpen(u"a"_s), !taken);
}

void TestApprovalDesk::timeoutResolves_data()
{
    QTest::addColumn<int>("action");
    QTest::addColumn<bool>("approves");
    QTest::newRow("approve") << int(TimeoutAction::Approve) << true;
    QTest::newRow("reject") << int(TimeoutAction::Reject) << false;
    QTest::newRow("fail") << int(TimeoutAction::Fail) << false;
    QTest::newRow("unspecified") << int(TimeoutAction::Unspecified) << false;
}

void TestApprovalDesk::timeoutResolves()
{
    QFETCH(int, action);
    QFETCH(bool, approves);
    ApprovalDesk desk;
    desk.open(asked(TimeoutAction(action)));
    const std::optional<ApprovalResolved> resolved = desk.expire(u"a"_s, now);
    QVERIFY(resolved);
    QCOMPARE(resolved->decision == ApprovalDecision::Approved, approves);
    QCOMPARE(resolved->source, ResolutionSource::Timeout);
    QVERIFY(!desk.expire(u"a"_s, now));
}

void TestApprovalDesk::answerAfterTimeoutIsLate()
{
    ApprovalDesk desk;
    desk.open(asked());
    const auto resolved = desk.expire(u"a"_s, now);
    const auto late = answered(desk.answer(response(ApprovalDecision::Approved), now));
    QVERIFY(!late.acknowledgement.accepted);
    QVERIFY(late.acknowledgement.resolution == resolved);
}

void TestApprovalDesk::endedRunTakesNoAnswer()
{
    ApprovalDesk desk;
    desk.open(asked());
    desk.closeAll();
    QVERIFY(!desk.isOpen(u"a"_s));
    QVERIFY(std::holds_alternative<QString>(desk.answer(response(ApprovalDecision::Approved), now)));
    QVERIFY(!desk.expire(u"a"_s, now));
}

void TestApprovalDesk::soManyWaitAtATime()
{
    ApprovalDesk desk;
    for (size_t i = 0; i < ApprovalDesk::maxOpen; ++i) {
        ApprovalRequired request;
        request.approvalId = u"a%1"_s.arg(i);
        QCOMPARE(desk.refusalOf(request), QString());
        desk.announce(request);
        if (i % 2 == 0)
            desk.open(request);
    }
    ApprovalRequired next;
    next.approvalId = u"next"_s;
    QVERIFY(!desk.refusalOf(next).isEmpty());
    ApprovalResponse one = response(ApprovalDecision::Approved);
    one.approvalId = u"a0"_s;
    QVERIFY(answered(desk.answer(one, now)).resolved);
    QCOMPARE(desk.refusalOf(next), QString());
    desk.open(next);
    desk.closeAll();
    next.approvalId = u"another"_s;
    QCOMPARE(desk.refusalOf(next), QString());
}

void TestApprovalDesk::whatWaitsFitsIntoAState()
{
    ApprovalDesk desk;
    ApprovalRequired request = asked();
    request.proposal = JsonValue::string(QString(100'000, u'x'));
    QCOMPARE(desk.refusalOf(request), QString());
    desk.open(request);
    request.approvalId = u"b"_s;
    QVERIFY(!desk.refusalOf(request).isEmpty());
    QVERIFY(desk.expire(u"a"_s, now));
    QCOMPARE(desk.refusalOf(request), QString());
}

void TestApprovalDesk::oldDecisionsAreForgottenBehindOneThatWaits()
{
    ApprovalDesk desk;
    desk.open(asked());
    for (int i = 0; i < 10'100; ++i) {
        ApprovalRequired request;
        request.approvalId = u"b%1"_s.arg(i);
        desk.open(request);
        QVERIFY(desk.expire(request.approvalId, now));
    }
    QVERIFY(!desk.knows(u"b0"_s));
    QVERIFY(desk.knows(u"b10099"_s));
    QVERIFY(desk.isOpen(u"a"_s));
    const auto answer = answered(desk.answer(response(ApprovalDecision::Approved), now));
    QVERIFY(answer.resolved && answer.resolved->approvalData.isObject());
}

void TestApprovalDesk::largeDecisionsAreForgottenSooner()
{
    ApprovalDesk desk;
    constexpr int count = 400; // of 40 MB together
    for (int i = 0; i < count; ++i) {
        ApprovalRequired request;
        request.approvalId = u"b%1"_s.arg(i);
        request.proposal = JsonValue::string(QString(100'000, u'x'));
        QCOMPARE(desk.refusalOf(request), QString());
        desk.open(request);
        ApprovalResponse answer = response(ApprovalDecision::Approved);
        answer.approvalId = request.approvalId;
        QVERIFY(answered(desk.answer(answer, now)).resolved);
    }
    QVERIFY(!desk.knows(u"b0"_s));
    QVERIFY(!desk.knows(u"b200"_s));
    ApprovalResponse late = response(ApprovalDecision::Rejected);
    late.approvalId = u"b%1"_s.arg(count - 1);
    const auto answer = answered(desk.answer(late, now));
    QVERIFY(!answer.resolved && answer.acknowledgement.resolution);
    QCOMPARE(answer.acknowledgement.resolution->approvalData.toText().size(), 100'000);
}

void TestApprovalDesk::lateAnswersAreRememberedByName()
{
    ApprovalDesk desk;
    desk.open(asked());
    const auto first = answered(desk.answer(response(ApprovalDecision::Approved, u"r0"_s), now));
    for (int i = 1; i < 500; ++i) {
        const auto late = answered(desk.answer(response(ApprovalDecision::Rejected, u"r%1"_s.arg(i)), now));
        QVERIFY(!late.resolved && !late.acknowledgement.accepted);
        QVERIFY(late.acknowledgement.resolution == first.resolved);
    }
    // The winner hears again that it was, and a late one that it was not.
    QVERIFY(answered(desk.answer(response(ApprovalDecision::Rejected, u"r0"_s), now)).acknowledgement
            == first.acknowledgement);
    QVERIFY(!answered(desk.answer(response(ApprovalDecision::Approved, u"r7"_s), now)).acknowledgement.accepted);
}

void TestApprovalDesk::theNextToExpireIsFound()
{
    ApprovalDesk desk;
    for (const auto &[id, seconds] : { std::pair(u"late"_s, 30), std::pair(u"soon"_s, 10), std::pair(u"next"_s, 20) }) {
        ApprovalRequired request;
        request.approvalId = id;
        request.expiresAt = now + std::chrono::seconds(seconds);
        desk.open(request);
    }
    QCOMPARE(desk.nextExpiry()->approvalId, u"soon"_s);
    QVERIFY(desk.expire(u"soon"_s, now));
    QCOMPARE(desk.nextExpiry()->approvalId, u"next"_s);
    desk.closeAll();
    QVERIFY(!desk.nextExpiry());
}

QTEST_GUILESS_MAIN(TestApprovalDesk)
#include "tst_approvaldesk.moc"
