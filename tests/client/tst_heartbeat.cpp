// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/heartbeat.h"

#include <QTest>

using namespace std::chrono_literals;
using stagewatch::client::Heartbeat;

class TestHeartbeat : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void pingsInItsInterval();
    void isDeadWithoutAnAnswer();
    void anythingHeardKeepsItAlive();
    void measuresTheRoundTripOnce();
    void saysWhenToLookAgain();
    void doesNothingWhileStopped();
};

void TestHeartbeat::pingsInItsInterval()
{
    Heartbeat beat(30s, 10s);
    beat.start(0ms);
    QVERIFY(beat.check(29'999ms) == Heartbeat::Action::Nothing);
    QVERIFY(beat.check(30'000ms) == Heartbeat::Action::Ping);
    QVERIFY(beat.check(30'001ms) == Heartbeat::Action::Nothing);
    QVERIFY(beat.answered(30'050ms).has_value());
    QVERIFY(beat.check(59'999ms) == Heartbeat::Action::Nothing);
    QVERIFY(beat.check(60'000ms) == Heartbeat::Action::Ping);
}

void TestHeartbeat::isDeadWithoutAnAnswer()
{
    Heartbeat beat(30s, 10s);
    beat.start(0ms);
    QVERIFY(beat.check(30s) == Heartbeat::Action::Ping);
    QVERIFY(beat.check(39'999ms) == Heartbeat::Action::Nothing);
    QVERIFY(beat.check(40s) == Heartbeat::Action::Dead);
}

void TestHeartbeat::anythingHeardKeepsItAlive()
{
    Heartbeat beat(30s, 10s);
    beat.start(0ms);
    QVERIFY(beat.check(30s) == Heartbeat::Action::Ping);
    QVERIFY(beat.heard());
    QCOMPARE(beat.nextCheck(35s).value_or(0ms).count(), 25'000);
    QVERIFY(!beat.heard());
    QVERIFY(beat.check(45s) == Heartbeat::Action::Nothing);
    QVERIFY(beat.check(60s) == Heartbeat::Action::Ping);
    QVERIFY(beat.check(70s) == Heartbeat::Action::Dead);
}

void TestHeartbeat::measuresTheRoundTripOnce()
{
    Heartbeat beat(30s, 10s);
    beat.start(0ms);
    QVERIFY(!beat.answered(5s));
    QVERIFY(beat.check(30s) == Heartbeat::Action::Ping);
    QCOMPARE(beat.answered(30'120ms).value_or(0ms).count(), 120);
    QVERIFY(!beat.answered(30'121ms));
}

void TestHeartbeat::saysWhenToLookAgain()
{
    Heartbeat beat(30s, 10s);
    QVERIFY(!beat.nextCheck(0ms));
    beat.start(1s);
    QCOMPARE(beat.nextCheck(11s).value_or(0ms).count(), 20'000);
    QVERIFY(beat.check(31s) == Heartbeat::Action::Ping);
    QCOMPARE(beat.nextCheck(32s).value_or(0ms).count(), 9'000);
    QCOMPARE(beat.nextCheck(99s).value_or(1ms).count(), 0);
}

void TestHeartbeat::doesNothingWhileStopped()
{
    Heartbeat beat(30s, 10s);
    beat.start(0ms);
    beat.stop();
    QVERIFY(beat.check(99s) == Heartbeat::Action::Nothing);
    QVERIFY(!beat.nextCheck(99s));
}

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
