// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reconnectpolicy.h"

#include <QTest>

using namespace std::chrono_literals;
using stagewatch::client::AttemptOutcome;
using stagewatch::client::NextStep;
using stagewatch::client::ReconnectPolicy;
using Kind = AttemptOutcome::Kind;
using Action = NextStep::Action;
using Latch = stagewatch::protocol::ConnectionStatus::Latch;

namespace {

constexpr ReconnectPolicy::Limits limits{ .base = 1s, .cap = 30s, .stableAfter = 10s, .maxAttempts = 10 };

ReconnectPolicy policyWith(double chance, int maxAttempts = 10)
{
    ReconnectPolicy::Limits ours = limits;
    ours.maxAttempts = maxAttempts;
    return ReconnectPolicy(ours, [chance] { return chance; });
}

} // namespace

class TestReconnectPolicy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void waitsTwiceAsLongUpToTheCap();
    void jitterReachesDownToNothing();
    void givesUpAfterTheLastAttempt();
    void neverGivesUpWithoutALimit();
    void onlyAConnectionThatHeldStartsTheCountAnew();
    void latches_data();
    void latches();
    void pollsAfterTwoMessagesThatAreNotUtf8InARow();
    void pollsWhereWebSocketIsBlocked();
    void obeysRetryAfter();
    void capsRetryAfterAtAnHour();
    void startsAnewWhenAPersonAsks();
};

void TestReconnectPolicy::waitsTwiceAsLongUpToTheCap()
{
    ReconnectPolicy policy = policyWith(1.0);
    QList<qint64> waits;
    for (int i = 0; i < 8; ++i) {
        policy.attemptStarted();
        waits.append(policy.ended({}).wait.count());
    }
    QCOMPARE(waits, (QList<qint64>{ 1'000, 2'000, 4'000, 8'000, 16'000, 30'000, 30'000, 30'000 }));
}

void TestReconnectPolicy::jitterReachesDownToNothing()
{
    ReconnectPolicy policy = policyWith(0.0);
    policy.attemptStarted();
    QVERIFY(policy.ended({}).wait == 0ms);
    ReconnectPolicy half = policyWith(0.5);
    half.attemptStarted();
    QVERIFY(half.ended({}).wait == 500ms);
}

void TestReconnectPolicy::givesUpAfterTheLastAttempt()
{
    ReconnectPolicy policy = policyWith(0.5, 3);
    for (int i = 0; i < 2; ++i) {
        policy.attemptStarted();
        QVERIFY(policy.ended({}).action == Action::Wait);
    }
    policy.attemptStarted();
    const NextStep step = policy.ended({});
    QVERIFY(step.action == Action::Latch);
    QVERIFY(step.latch == Latch::GaveUp);
}

void TestReconnectPolicy::neverGivesUpWithoutALimit()
{
    ReconnectPolicy policy = policyWith(1.0, 0);
    for (int i = 0; i < 100'000; ++i) {
        policy.attemptStarted();
        const NextStep step = policy.ended({});
        QVERIFY(step.action == Action::Wait);
        QVERIFY(step.wait <= 30s);
    }
}

void TestReconnectPolicy::onlyAConnectionThatHeldStartsTheCountAnew()
{
    ReconnectPolicy policy = policyWith(1.0);
    policy.attemptStarted();
    policy.held(9'999ms);
    QVERIFY(policy.ended({}).wait == 1s);
    policy.attemptStarted();
    QCOMPARE(policy.attempt(), 2);
    policy.held(10'000ms);
    QCOMPARE(policy.attempt(), 0);
    QVERIFY(policy.ended({}).wait == 1s);
}

void TestReconnectPolicy::latches_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("latch");
    QTest::newRow("refused") << int(Kind::Refused) << int(Latch::Refused);
    QTest::newRow("fatal") << int(Kind::Fatal) << int(Latch::Fatal);
    QTest::newRow("closed with 1000") << int(Kind::ClosedByServer) << int(Latch::ClosedByServer);
}

void TestReconnectPolicy::latches()
{
    QFETCH(int, kind);
    QFETCH(int, latch);
    ReconnectPolicy policy = policyWith(0.5, 0);
    policy.attemptStarted();
    const NextStep step = policy.ended({ .kind = static_cast<Kind>(kind), .retryAfter = 1s });
    QVERIFY(step.action == Action::Latch);
    QCOMPARE(int(step.latch), latch);
}

void TestReconnectPolicy::pollsAfterTwoMessagesThatAreNotUtf8InARow()
{
    ReconnectPolicy policy = policyWith(0.5);
    const AttemptOutcome notUtf8{ .kind = Kind::NotUtf8, .retryAfter = {} };
    policy.attemptStarted();
    QVERIFY(policy.ended(notUtf8).action == Action::Wait);
    policy.attemptStarted();
    QVERIFY(policy.ended({}).action == Action::Wait);
    policy.attemptStarted();
    QVERIFY(policy.ended(notUtf8).action == Action::Wait);
    policy.attemptStarted();
    QVERIFY(policy.ended(notUtf8).action == Action::Poll);
}

void TestReconnectPolicy::pollsWhereWebSocketIsBlocked()
{
    ReconnectPolicy policy = policyWith(0.5);
    policy.attemptStarted();
    QVERIFY(policy.ended({ .kind = Kind::Blocked, .retryAfter = {} }).action == Action::Poll);
}

void TestReconnectPolicy::obeysRetryAfter()
{
    ReconnectPolicy policy = policyWith(0.5);
    policy.attemptStarted();
    const NextStep step = policy.ended({ .kind = Kind::Transient, .retryAfter = 120s });
    QVERIFY(step.action == Action::Wait);
    QVERIFY(step.wait >= 120s);
    QVERIFY(step.wait <= 121s);
}

void TestReconnectPolicy::capsRetryAfterAtAnHour()
{
    ReconnectPolicy policy = policyWith(0.0);
    policy.attemptStarted();
    QVERIFY(policy.ended({ .kind = Kind::Transient, .retryAfter = 1'000'000'000s }).wait == 1h);
    policy.attemptStarted();
    QVERIFY(policy.ended({ .kind = Kind::Transient, .retryAfter = -5s }).wait == 0s);
}

void TestReconnectPolicy::startsAnewWhenAPersonAsks()
{
    ReconnectPolicy policy = policyWith(1.0, 1);
    policy.attemptStarted();
    QVERIFY(policy.ended({}).action == Action::Latch);
    policy.reset();
    QCOMPARE(policy.attempt(), 0);
    policy.attemptStarted();
    QCOMPARE(policy.attempt(), 1);
}

QTEST_GUILESS_MAIN(TestReconnectPolicy)
#include "tst_reconnectpolicy.moc"
