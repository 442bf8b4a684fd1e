// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/timestamp.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestTimestamp : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatServersSend_data();
    void readsWhatServersSend();
    void refusesWhatIsNoTime_data();
    void refusesWhatIsNoTime();
    void writesOneFormThatReadsBack();
    void wallClockHasMilliseconds();
};

void TestTimestamp::readsWhatServersSend_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("guide") << u"2024-01-01T12:00:00.000Z"_s << u"2024-01-01T12:00:00.000Z"_s;
    QTest::newRow("no zone is UTC") << u"2024-01-01T12:00:00"_s << u"2024-01-01T12:00:00.000Z"_s;
    QTest::newRow("microseconds") << u"2024-01-01T12:00:00.123456"_s << u"2024-01-01T12:00:00.123Z"_s;
    QTest::newRow("microseconds are cut, not rounded")
        << u"2024-01-01T12:00:00.999999Z"_s << u"2024-01-01T12:00:00.999Z"_s;
    QTest::newRow("tenths") << u"2024-01-01T12:00:00.5Z"_s << u"2024-01-01T12:00:00.500Z"_s;
    QTest::newRow("nanoseconds") << u"2024-01-01T12:00:00.123456789Z"_s << u"2024-01-01T12:00:00.123Z"_s;
    QTest::newRow("east") << u"2024-01-01T12:00:00+05:30"_s << u"2024-01-01T06:30:00.000Z"_s;
    QTest::newRow("west over midnight") << u"2024-12-31T23:00:00-03:00"_s << u"2025-01-01T02:00:00.000Z"_s;
    QTest::newRow("offset without colon") << u"2024-01-01T12:00:00+0100"_s << u"2024-01-01T11:00:00.000Z"_s;
    QTest::newRow("offset of hours") << u"2024-01-01T12:00:00+01"_s << u"2024-01-01T11:00:00.000Z"_s;
    QTest::newRow("blank for T") << u"2024-01-01 12:00:00.250"_s << u"2024-01-01T12:00:00.250Z"_s;
    QTest::newRow("small letters") << u"2024-01-01t12:00:00z"_s << u"2024-01-01T12:00:00.000Z"_s;
    QTest::newRow("no seconds") << u"2024-01-01T12:34"_s << u"2024-01-01T12:34:00.000Z"_s;
    QTest::newRow("a day") << u"2024-02-29"_s << u"2024-02-29T00:00:00.000Z"_s;
    QTest::newRow("leap second") << u"2016-12-31T23:59:60Z"_s << u"2017-01-01T00:00:00.000Z"_s;
    QTest::newRow("blanks around") << u" 2024-01-01T12:00:00Z "_s << u"2024-01-01T12:00:00.000Z"_s;
    QTest::newRow("1970") << u"1970-01-01T00:00:00Z"_s << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("before 1970") << u"1969-12-31T23:59:59.999Z"_s << u"1969-12-31T23:59:59.999Z"_s;
    QTest::newRow("9999") << u"9999-12-31T23:59:59.999Z"_s << u"9999-12-31T23:59:59.999Z"_s;
    QTest::newRow("year 1") << u"0001-01-01T00:00:00Z"_s << u"0001-01-01T00:00:00.000Z"_s;
}

void TestTimestamp::readsWhatServersSend()
{
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto time = parseTimestamp(text);
    QVERIFY(time.has_value());
    QCOMPARE(formatTimestamp(*time), expected);
}

void TestTimestamp::refusesWhatIsNoTime_data()
{
    QTest::addColumn<QString>("text");
    const char *texts[] = { "",
                            "now",
                            "2024",
                            "2024-13-01T00:00:00Z",
                            "2023-02-29T00:00:00Z",
                            "2024-01-01T24:00:00Z",
                            "2024-01-01T12:60:00Z",
                            "2024-01-01T12:00:61Z",
                            "2024-01-01T12:00:00.Z",
                            "2024-01-01T12:00:00Zulu",
                            "2024-01-01T12:00:00+25:00",
                            "2024-01-01T12:00:00+",
                            "2024-01-01T",
                            "0000-12-31T00:00:00Z",
                            "9999-12-31T23:59:59-01:00",
                            "12024-01-01T00:00:00Z",
                            "-024-01-01T00:00:00Z",
                            "2024-1-1T00:00:00Z",
                            "1704110400" };
    for (const char *text : texts)
        QTest::newRow(*text ? text : "empty") << QString::fromLatin1(text);
    QTest::newRow("digits of another script") << u"٢٠٢٤-01-01T00:00:00Z"_s;
}

void TestTimestamp::refusesWhatIsNoTime()
{
    QFETCH(QString, text);
    QVERIFY(!parseTimestamp(text));
}

void TestTimestamp::writesOneFormThatReadsBack()
{
    for (qint64 millis : { qint64(0), qint64(-1), qint64(1), qint64(1704110400123), qint64(-62135596800000) }) {
        const Timestamp time{ std::chrono::milliseconds(millis) };
        const QString text = formatTimestamp(time);
        QCOMPARE(text.size(), 24);
        QVERIFY(parseTimestamp(text) == time);
    }
}

void TestTimestamp::wallClockHasMilliseconds()
{
    QVERIFY(currentTimestamp() > *parseTimestamp(u"2024-01-01"));
}

QTEST_GUILESS_MAIN(TestTimestamp)
#include "tst_timestamp.moc"
