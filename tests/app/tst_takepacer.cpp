// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/takepacer.h"

#include <QTest>

using stagewatch::app::TakePacer;
using namespace std::chrono_literals;

class TestTakePacer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesTheFirstAtOnce()
    {
        const TakePacer pacer;
        QCOMPARE(pacer.wait(5ms).count(), 0);
    }
    void takesOftenWhatCostsLittle()
    {
        TakePacer pacer;
        pacer.took(1ms, 1ms + 50us);
        QCOMPARE(pacer.wait(1ms + 50us).count(), 50 * TakePacer::share);
        QCOMPARE(pacer.wait(2ms).count(), 0);
    }
    void takesOnceAFrameWhatCostsMuch()
    {
        TakePacer pacer;
        pacer.took(0ms, 9ms);
        QVERIFY(pacer.wait(9ms) == TakePacer::frame);
        QVERIFY(pacer.wait(20ms) == 5ms);
        QVERIFY(pacer.wait(1s) == 0us);
    }
    void remembersACostlyTakeForAWhile()
    {
        TakePacer pacer;
        pacer.took(0us, 4ms);
        TakePacer::Time now = 4ms;
        TakePacer::Time before = pacer.wait(now);
        QVERIFY(before == TakePacer::frame);
        for (int i = 0; i < 20; ++i) {
            now += pacer.wait(now);
            pacer.took(now, now + 10us);
            now += 10us;
            QVERIFY(pacer.wait(now) <= before);
            before = pacer.wait(now);
        }
        QVERIFY(before < 1ms);
    }
};

QTEST_GUILESS_MAIN(TestTakePacer)
#include "tst_takepacer.moc"
