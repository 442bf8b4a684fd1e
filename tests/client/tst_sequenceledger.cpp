// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/sequenceledger.h"

#include <QTest>

using namespace Qt::StringLiterals;
using stagewatch::client::SequenceLedger;
using Verdict = SequenceLedger::Verdict;

class TestSequenceLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void takesEachNumberOnce();
    void keepsWhatComesAfterAJumpAndBack();
    void fillsAHoleFromBothSides();
    void startsAnewWithAnotherStream();
    void anEmptyStreamIdIsTheCurrentOne();
    void aSnapshotMovesThePositionAndLosesNothing();
    void staysSmallWhateverComes();
};

void TestSequenceLedger::takesEachNumberOnce()
{
    SequenceLedger ledger;
    QVERIFY(ledger.record(u"a"_s, 1) == Verdict::First);
    QVERIFY(ledger.record(u"a"_s, 2) == Verdict::Next);
    QVERIFY(ledger.record(u"a"_s, 2) == Verdict::Repeat);
    QVERIFY(ledger.record(u"a"_s, 1) == Verdict::Repeat);
    QVERIFY(ledger.record(u"a"_s, 3) == Verdict::Next);
    QCOMPARE(ledger.position().sequence.value_or(0), 3);
}

void TestSequenceLedger::keepsWhatComesAfterAJumpAndBack()
{
    SequenceLedger ledger;
    const qint64 huge = (qint64(1) << 53) - 1;
    QVERIFY(ledger.record(u"a"_s, 41) == Verdict::First);
    QVERIFY(ledger.isAhead(u"a"_s, huge));
    QVERIFY(ledger.record(u"a"_s, huge) == Verdict::Jump);
    QVERIFY(ledger.record(u"a"_s, 42) == Verdict::Fell);
    QVERIFY(ledger.record(u"a"_s, 43) == Verdict::Next);
    QVERIFY(ledger.record(u"a"_s, huge) == Verdict::Repeat);
    QVERIFY(ledger.record(u"a"_s, 42) == Verdict::Repeat);
    QCOMPARE(ledger.position().sequence.value_or(0), 43);
}

void TestSequenceLedger::fillsAHoleFromBothSides()
{
    SequenceLedger ledger;
    for (const qint64 number : { 1, 2, 6, 7, 5, 3, 4 })
        QVERIFY(ledger.record({}, number) != Verdict::Repeat);
    for (const qint64 number : { 1, 2, 3, 4, 5, 6, 7 })
        QVERIFY(ledger.record({}, number) == Verdict::Repeat);
    QVERIFY(ledger.record({}, 8) != Verdict::Repeat);
}

void TestSequenceLedger::startsAnewWithAnotherStream()
{
    SequenceLedger ledger;
    QVERIFY(ledger.record(u"a"_s, 7) == Verdict::First);
    QVERIFY(!ledger.isAhead(u"b"_s, 99));
    QVERIFY(ledger.record(u"b"_s, 1) == Verdict::NewStream);
    QVERIFY(ledger.record(u"b"_s, 7) == Verdict::Jump);
    QCOMPARE(ledger.position(), (SequenceLedger::Position{ u"b"_s, 7 }));
}

void TestSequenceLedger::anEmptyStreamIdIsTheCurrentOne()
{
    SequenceLedger ledger;
    QVERIFY(ledger.record(u"a"_s, 1) == Verdict::First);
    QVERIFY(ledger.record({}, 2) == Verdict::Next);
    QVERIFY(ledger.record({}, 1) == Verdict::Repeat);
    QCOMPARE(ledger.position().streamId, u"a"_s);
}

void TestSequenceLedger::aSnapshotMovesThePositionAndLosesNothing()
{
    SequenceLedger ledger;
    QVERIFY(ledger.record(u"a"_s, 1) == Verdict::First);
    ledger.moveTo(u"a"_s, 50);
    QVERIFY(!ledger.isAhead(u"a"_s, 51));
    QVERIFY(ledger.record(u"a"_s, 51) == Verdict::Next);
    QVERIFY(ledger.record(u"a"_s, 30) == Verdict::Fell);
}

void TestSequenceLedger::staysSmallWhateverComes()
{
    SequenceLedger ledger;
    for (qint64 number = 1; number < 200'000; number += 2)
        QVERIFY(ledger.record(u"a"_s, number) != Verdict::Repeat);
    // What is newest is still known; what was forgotten is taken rather than lost.
    QVERIFY(ledger.record(u"a"_s, 199'999) == Verdict::Repeat);
    QVERIFY(ledger.record(u"a"_s, 2) != Verdict::Repeat);
}

QTEST_GUILESS_MAIN(TestSequenceLedger)
#include "tst_sequenceledger.moc"
