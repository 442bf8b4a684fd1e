// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publisherledger.h"

#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;

class TestPublisherLedger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void remembersEachNumberOfEachPublisher();
    void whatIsOnItsWayHasNoSequence();
    void oldNumbersAreForgottenAndKnownToBe();
    void whatCameBeforeIsForgotten();
    void newPublishersPushTheOldestOut();
    void anActivePublisherOutlivesACrowdOfNewOnes();
    void numbersAreBoundedInAll();
};

void TestPublisherLedger::remembersEachNumberOfEachPublisher()
{
    PublisherLedger ledger;
    ledger.stored("a"_ba, 1, 10);
    ledger.stored("a"_ba, 3, 11);
    ledger.stored("b"_ba, 1, 12);
    QCOMPARE(ledger.find("a"_ba, 1)->sequence, 10);
    QCOMPARE(ledger.find("a"_ba, 3)->sequence, 11);
    QCOMPARE(ledger.find("b"_ba, 1)->sequence, 12);
    QVERIFY(!ledger.find("a"_ba, 2));
    QVERIFY(!ledger.find("c"_ba, 1));
    QVERIFY2(!ledger.isForgotten("a"_ba, 2), "a number that was skipped may still come");
}

void TestPublisherLedger::whatIsOnItsWayHasNoSequence()
{
    PublisherLedger ledger;
    ledger.begin("a"_ba, 1);
    QCOMPARE(ledger.find("a"_ba, 1)->sequence, 0);
    ledger.stored("a"_ba, 1, 10);
    QCOMPARE(ledger.find("a"_ba, 1)->sequence, 10);
}

void TestPublisherLedger::oldNumbersAreForgottenAndKnownToBe()
{
    PublisherLedger ledger;
    const auto kept = qint64(PublisherLedger::keptNumbers);
    for (qint64 number = 1; number <= kept + 5; ++number)
        ledger.stored("a"_ba, number, number);
    QVERIFY(!ledger.find("a"_ba, 5));
    QVERIFY(ledger.isForgotten("a"_ba, 5));
    QVERIFY(ledger.find("a"_ba, 6));
    QVERIFY(!ledger.isForgotten("a"_ba, kept + 6));
}

void TestPublisherLedger::whatCameBeforeIsForgotten()
{
    PublisherLedger ledger;
    ledger.stored("a"_ba, 8, 100);
    ledger.stored("a"_ba, 7, 101);
    ledger.forgetEarlier();
    QVERIFY(ledger.isForgotten("a"_ba, 6));
    QVERIFY(!ledger.isForgotten("a"_ba, 7));
    QVERIFY(!ledger.isForgotten("a"_ba, 9));
    QVERIFY(!ledger.isForgotten("b"_ba, 1));
}

void TestPublisherLedger::newPublishersPushTheOldestOut()
{
    PublisherLedger ledger;
    for (size_t i = 0; i <= PublisherLedger::keptPublishers; ++i)
        ledger.stored("p" + QByteArray::number(qulonglong(i)), 1, qint64(i) + 1);
    QVERIFY(!ledger.find("p0"_ba, 1));
    QVERIFY(ledger.find("p1"_ba, 1));
}

void TestPublisherLedger::anActivePublisherOutlivesACrowdOfNewOnes()
{
    PublisherLedger ledger;
    qint64 sequence = 0;
    // Every POST with a key of its own is a publisher of its own.
    for (size_t i = 0; i < 3 * PublisherLedger::keptPublishers; ++i) {
        ledger.stored("training", qint64(i), ++sequence);
        ledger.stored("key:" + QByteArray::number(qint64(i)), 1, ++sequence);
    }
    QVERIFY(ledger.find("training", 0));
    QVERIFY(ledger.find("training", 3 * PublisherLedger::keptPublishers - 1));
    QVERIFY(!ledger.find("key:0", 1));
}

void TestPublisherLedger::numbersAreBoundedInAll()
{
    PublisherLedger ledger;
    constexpr qint64 each = 50'000;
    constexpr int publishers = int(PublisherLedger::keptInAll / each) + 2;
    for (int i = 0; i < publishers; ++i) {
        for (qint64 number = 0; number < each; ++number)
            ledger.stored(QByteArray::number(i), number, 1);
    }
    QVERIFY(!ledger.find("0", each - 1));
    QVERIFY(ledger.find(QByteArray::number(publishers - 1), 0));
    QVERIFY(ledger.find("2", each - 1));
}

QTEST_GUILESS_MAIN(TestPublisherLedger)
#include "tst_publisherledger.moc"
