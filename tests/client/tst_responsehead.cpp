// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/responsehead.h"

#include <QTest>

using namespace stagewatch::client;

class TestResponseHead : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsStatusAndHeaders();
    void isNothingForWhatIsNoHttp_data();
    void isNothingForWhatIsNoHttp();
    void readsRetryAfter_data();
    void readsRetryAfter();
};

void TestResponseHead::readsStatusAndHeaders()
{
    const auto head = parseResponseHead(
        "HTTP/1.1 429 Too Many Requests\r\nretry-after:  7 \r\nVia: a\r\nVIA: b\r\nbroken\r\n\r\nX: y");
    QVERIFY(head);
    QCOMPARE(head->status, 429);
    QCOMPARE(head->header("Retry-After"), "7");
    QCOMPARE(head->header("via"), "a, b");
    QCOMPARE(head->header("X"), "");
}

void TestResponseHead::isNothingForWhatIsNoHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("ssh") << QByteArray("SSH-2.0-OpenSSH_9.2\r\n");
    QTest::newRow("no status") << QByteArray("HTTP/1.1\r\n\r\n");
    QTest::newRow("status is a word") << QByteArray("HTTP/1.1 abc OK\r\n\r\n");
    QTest::newRow("small status") << QByteArray("HTTP/1.1 7\r\n\r\n");
}

void TestResponseHead::isNothingForWhatIsNoHttp()
{
    QFETCH(QByteArray, bytes);
    QVERIFY(!parseResponseHead(bytes));
}

void TestResponseHead::readsRetryAfter_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("seconds"); // -1: nothing
    QTest::newRow("seconds") << QByteArray("120") << qint64(120);
    QTest::newRow("blanks") << QByteArray(" 3 ") << qint64(3);
    QTest::newRow("a century at most") << QByteArray("99999999999999999999999") << qint64(3'153'600'000);
    QTest::newRow("date") << QByteArray("Mon, 01 Jan 2024 12:00:30 GMT") << qint64(30);
    QTest::newRow("date in the past") << QByteArray("Mon, 01 Jan 2024 11:00:00 GMT") << qint64(0);
    QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
    QTest::newRow("word") << QByteArray("soon") << qint64(-1);
    QTest::newRow("empty") << QByteArray() << qint64(-1);
}

void TestResponseHead::readsRetryAfter()
{
    QFETCH(QByteArray, value);
    QFETCH(qint64, seconds);
    const auto wait = parseRetryAfter(value, std::chrono::seconds(1'704'110'400)); // 2024-01-01T12:00:00Z
    QCOMPARE(wait ? wait->count() / 1000 : -1, seconds);
}

QTEST_GUILESS_MAIN(TestResponseHead)
#include "tst_responsehead.moc"
