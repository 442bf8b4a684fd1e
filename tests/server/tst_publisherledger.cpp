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

QTEST_GUILESS_MAIN(TestPublisherLedger)
#include "tst_publisherledger.moc"
