// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/curve.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace stagewatch;
using namespace stagewatch::ui;
using namespace Qt::StringLiterals;

namespace {

protocol::Timestamp second(qint64 s)
{
    return protocol::Timestamp(std::chrono::seconds(s));
}

model::MetricSeries series(const std::vector<double> &values)
{
    model::MetricSeries made{ u"loss"_s, {} };
    for (size_t i = 0; i < values.size(); ++i) {
        made.points.emplace_back(second(qint64(i)), values[i]);
    }
    return made;
}

const double notANumber = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

} // namespace

class TestCurve : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepsEveryPointOfAShortSeries()
    {
        const Curve curve = drawableCurve(series({ 3, 1, 2 }), second(0), 500);
        QCOMPARE(curve.segments, (QList<QList<QPointF>>{ { { 0, 3 }, { 1, 1 }, { 2, 2 } } }));
        QCOMPARE(curve.minimum, 1.0);
        QCOMPARE(curve.maximum, 3.0);
        QCOMPARE(curve.lastFinite, std::optional<double>(2));
        QCOMPARE(curve.notFiniteSince, std::nullopt);
    }

    void takesALogarithmicScaleForValuesOfVeryDifferentSize_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<std::optional<LogRange>>("range");
        using Range = std::optional<LogRange>;
        QTest::newRow("alike") << 0.08 << 2.3 << Range();
        QTest::newRow("nearly") << 1.0 << 9'999.0 << Range();
        QTest::newRow("a loss that explodes") << 0.0874 << 81'244.6 << Range({ 1e-2, 1e6, 1e2 });
        QTest::newRow("farther") << 0.1126 << 3.1e11 << Range({ 1e-4, 1e12, 1e4 });
        QTest::newRow("zero") << 0.0 << 1e9 << Range();
        QTest::newRow("negative") << -1.0 << 1e9 << Range();
        QTest::newRow("not finite") << 1.0 << infinite << Range();
        QTest::newRow("all that a double holds") << 5e-324 << 1.7e308 << Range();
    }

    void takesALogarithmicScaleForValuesOfVeryDifferentSize()
    {
        QFETCH(const double, low);
        QFETCH(const double, high);
        QFETCH(const std::optional<LogRange>, range);
        QCOMPARE(logRange(low, high), range);
    }

    void drawsTwoPointsAPixelAtMostAndLosesNoPeak()
    {
        std::vector<double> values(50'000, 0.5);
        values[12'345] = 99;
        values[40'001] = -7;
        const Curve curve = drawableCurve(series(values), second(0), 300);
        QCOMPARE(curve.segments.size(), 1);
        QVERIFY2(curve.segments.first().size() <= 2 * 301, qPrintable(QString::number(curve.segments.first().size())));
        const auto has = [&](QPointF point) { return curve.segments.first().contains(point); };
        QVERIFY(has({ 12'345, 99 }));
        QVERIFY(has({ 40'001, -7 }));
        QVERIFY(std::is_sorted(curve.segments.first().cbegin(), curve.segments.first().cend(),
                               [](QPointF a, QPointF b) { return a.x() < b.x(); }));
    }

    void splitsAtValuesThatAreNotFinite()
    {
        const Curve curve = drawableCurve(series({ 1, 2, notANumber, 3, infinite, -infinite }), second(0), 500);
        QCOMPARE(curve.segments, (QList<QList<QPointF>>{ { { 0, 1 }, { 1, 2 } }, { { 3, 3 } } }));
        QCOMPARE(curve.notFiniteCount, 3);
        QCOMPARE(curve.notFiniteSince, std::optional(second(4)));
        QCOMPARE(curve.lastFinite, std::optional<double>(3));
    }

    void boundsTheNumberOfPieces()
    {
        std::vector<double> values;
        for (int i = 0; i < 1000; ++i) {
            values.push_back(i % 2 ? notANumber : i);
        }
        QVERIFY(drawableCurve(series(values), second(0), 500, 40).segments.size() <= 40);
    }

    void takesASeriesWithoutAnyFiniteValue()
    {
        const Curve curve = drawableCurve(series({ notANumber, notANumber }), second(0), 500);
        QVERIFY(curve.segments.isEmpty());
        QCOMPARE(curve.finiteCount, 0);
        QCOMPARE(curve.notFiniteSince, std::optional(second(0)));
        QVERIFY(drawableCurve(series({}), second(0), 500).segments.isEmpty());
    }

    void anAxisHoldsItsValues_data()
    {
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::newRow("ordinary") << 0.28 << 0.93;
        QTest::newRow("one value") << 5.0 << 5.0;
        QTest::newRow("zero") << 0.0 << 0.0;
        QTest::newRow("tiny") << 1e-300 << 3e-300;
        QTest::newRow("denormal") << 0.0 << 5e-324;
        QTest::newRow("negative") << -12.0 << -3.0;
        QTest::newRow("large") << 1e15 << 9e15;
    }

    void anAxisHoldsItsValues()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const AxisRange range = steadyRange({}, low, high);
        QVERIFY(range.low <= low);
        QVERIFY(range.high >= high);
        QVERIFY(range.high > range.low);
        QVERIFY(std::isfinite(range.high - range.low));
    }

    void bothEndsOfAnAxisAreTicks_data()
    {
        anAxisHoldsItsValues_data();
        QTest::newRow("two steps and a half of the next size") << 0.72 << 0.94;
        QTest::newRow("odd hundredths") << 0.353 << 0.497;
    }

    void bothEndsOfAnAxisAreTicks()
    {
        QFETCH(double, low);
        QFETCH(double, high);
        const AxisRange range = steadyRange({}, low, high);
        if (range.step > 0) {
            const double parts = (range.high - range.low) / range.step;
            QVERIFY2(std::abs(parts - std::round(parts)) < 1e-6, qPrintable(QString::number(parts)));
            QVERIFY(parts < 4.5);
        }
    }

    void anAxisAroundOneValueHasRoundBounds()
    {
        const AxisRange range = steadyRange({}, 0.941, 0.941);
        QCOMPARE(range.low, 0.8);
        QCOMPARE(range.high, 1.1);
        QCOMPARE(range.step, 0.1);
    }

    void anAxisBeyondADoubleStaysFinite()
    {
        const AxisRange range = steadyRange({}, -1.7e308, 1.7e308);
        QVERIFY(std::isfinite(range.high - range.low));
        QVERIFY(range.high > range.low);
    }

    void anAxisStandsStillWhileTheValuesFit()
    {
        const AxisRange first = steadyRange({}, 0, 10);
        QCOMPARE(steadyRange(first, 1, 9), first);
        QCOMPARE(steadyRange(first, 3, 7), first);
        QVERIFY(steadyRange(first, 0, 11) != first);
        QVERIFY(steadyRange(first, 4, 5) != first);
    }
};

QTEST_GUILESS_MAIN(TestCurve)
#include "tst_curve.moc"
