// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/derive.h"

#include <QTest>
#include <cmath>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestDerive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void takesAShareFromEitherSpelling_data();
    void takesAShareFromEitherSpelling();
    void clampsForTheBarOnly();
    void percentagesCarryNoDust();
    void tellsTheUnitOfAnEpoch_data();
    void tellsTheUnitOfAnEpoch();
};

void TestDerive::takesAShareFromEitherSpelling_data()
{
    const double none = std::nan("");
    QTest::addColumn<double>("fraction");
    QTest::addColumn<double>("percentage");
    QTest::addColumn<double>("expected");
    QTest::newRow("neither") << none << none << none;
    QTest::newRow("both, as in the guide") << 0.65 << 65.0 << 0.65;
    QTest::newRow("both, percentage rounded") << 0.654321 << 65.0 << 0.654321;
    QTest::newRow("only a fraction") << 0.65 << none << 0.65;
    QTest::newRow("only a percentage") << none << 65.0 << 0.65;
    QTest::newRow("one is whole") << 1.0 << none << 1.0;
    QTest::newRow("percent under the fraction's name") << 65.0 << none << 0.65;
    QTest::newRow("hundred under the fraction's name") << 100.0 << none << 1.0;
    QTest::newRow("two percent under the fraction's name") << 2.0 << none << 0.02;
    QTest::newRow("an overshoot is no percentage") << 1.05 << none << 1.05;
    QTest::newRow("both are percentages") << 65.0 << 65.0 << 0.65;
    QTest::newRow("both are fractions") << 0.65 << 0.65 << 0.65;
    QTest::newRow("both too large") << 1.5 << 150.0 << 1.5;
    QTest::newRow("negative") << -5.0 << none << -5.0;
    QTest::newRow("negative percentage") << none << -5.0 << -0.05;
    QTest::newRow("contradicting, fraction fits") << 0.2 << 90.0 << 0.2;
    QTest::newRow("contradicting, percentage fits") << -3.0 << 90.0 << 0.9;
    QTest::newRow("zero") << 0.0 << 0.0 << 0.0;
}

void TestDerive::takesAShareFromEitherSpelling()
{
    QFETCH(double, fraction);
    QFETCH(double, percentage);
    QFETCH(double, expected);
    const auto optional = [](double value) { return std::isnan(value) ? std::optional<double>() : value; };
    const auto share = deriveFraction(optional(fraction), optional(percentage));
    QCOMPARE(share.has_value(), !std::isnan(expected));
    if (share)
        QCOMPARE(*share, expected);
}

void TestDerive::clampsForTheBarOnly()
{
    QCOMPARE(toProgress(1e308).fraction, 1.0);
    QCOMPARE(toProgress(1e308).raw, 1e308);
    QCOMPARE(toProgress(-5).fraction, 0.0);
    QCOMPARE(toProgress(-5).raw, -5.0);
    QVERIFY(isOutsideRange(-0.1));
    QVERIFY(isOutsideRange(1.1));
    QVERIFY(!isOutsideRange(1.0000000000000002));
}

void TestDerive::percentagesCarryNoDust()
{
    for (int percent = 0; percent <= 100; ++percent)
        QCOMPARE(QString::number(toPercentage(percent / 100.0), 'g', 17), QString::number(percent));
    QCOMPARE(toPercentage(0.655), 65.5);
    QVERIFY(std::isfinite(toPercentage(1e300)));
}

void TestDerive::tellsTheUnitOfAnEpoch_data()
{
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("expected");
    QTest::newRow("seconds") << 1704110400.0 << u"2024-01-01T12:00:00.000Z"_s;
    QTest::newRow("seconds with a fraction") << 1704110400.25 << u"2024-01-01T12:00:00.250Z"_s;
    QTest::newRow("milliseconds") << 1704110400123.0 << u"2024-01-01T12:00:00.123Z"_s;
    QTest::newRow("microseconds") << 1704110400123456.0 << u"2024-01-01T12:00:00.123Z"_s;
    QTest::newRow("nanoseconds") << 1704110400123456789.0 << u"2024-01-01T12:00:00.123Z"_s;
    QTest::newRow("1970") << 0.0 << u"1970-01-01T00:00:00.000Z"_s;
    QTest::newRow("absurd") << 1e300 << QString();
    QTest::newRow("before 1970, in milliseconds") << -1e10 * 99 << u"1938-08-18T16:00:00.000Z"_s;
}

void TestDerive::tellsTheUnitOfAnEpoch()
{
    QFETCH(double, number);
    QFETCH(QString, expected);
    const auto time = timestampFromEpoch(number);
    QCOMPARE(time ? formatTimestamp(*time) : QString(), expected);
}

QTEST_GUILESS_MAIN(TestDerive)
#include "tst_derive.moc"
