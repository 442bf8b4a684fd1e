// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/densitycounter.h"

#include "model/logmodel.h"
#include "streamfixture.h"

#include <QSignalSpy>

using namespace stagewatch;
using model::DensityCounter;
using model::LevelCounts;
using model::LogDensity;
using model::LogModel;
using model::RowList;

class TestLogDensity : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void countsLevels();
    void joinsBucketsWhenThereAreTooMany();
    void growsAsTheLogDoes();
    void beginsAnewWithAnotherFilter();
    void countsNothingWhileItIsOff();
    void goesWhileItCounts();

private:
    static RowList rowsOf(const journal::Journal &journal)
    {
        RowList rows;
        for (qint64 row = 0; row < journal.size(); ++row)
            rows.append(row);
        return rows;
    }
};

void TestLogDensity::countsLevels()
{
    test::StreamFixture fixture;
    for (const char *level : { "debug", "info", "warning", "error", "critical" })
        fixture.addLog(level, "line");
    fixture.add("error", R"({"error": "slow", "recoverable": true})");
    fixture.add("gap", R"({"requested_since": 1, "first_sequence": 5})");
    fixture.deliver();
    LogDensity density;
    density.count(*fixture.journal, rowsOf(*fixture.journal), {});
    QCOMPARE(density.rows(), 7);
    QCOMPARE(density.all(), (LevelCounts{ 7, 2, 3 }));
    QCOMPARE(density.between(2, 3), (LevelCounts{ 2, 1, 1 }));
    QCOMPARE(density.between(-5, 1), (LevelCounts{ 2, 0, 0 }));
    QCOMPARE(density.between(6, 100), (LevelCounts{ 1, 1, 0 }));
    density.count(*fixture.journal, rowsOf(*fixture.journal), {}); // nothing new
    QCOMPARE(density.all().lines, 7);
}

void TestLogDensity::joinsBucketsWhenThereAreTooMany()
{
    constexpr int count = int(LogDensity::mostBuckets) * 2 + 3;
    test::StreamFixture fixture;
    for (int i = 0; i < count; ++i)
        fixture.addLog(i % 1000 == 999 ? "error" : "info", "line");
    fixture.deliver();
    LogDensity density;
    density.count(*fixture.journal, rowsOf(*fixture.journal), {});
    QVERIFY(density.buckets().size() <= LogDensity::mostBuckets);
    QCOMPARE(density.rowsABucket(), 4);
    LevelCounts sum;
    for (size_t i = 0; i < density.buckets().size(); ++i) {
        sum += density.buckets()[i];
        const qint64 first = qint64(i) * 4;
        const bool hasError = (first + 3) % 1000 == 999;
        QCOMPARE(density.buckets()[i].errors, hasError ? 1 : 0);
    }
    QCOMPARE(sum, (LevelCounts{ count, 0, count / 1000 }));
}

void TestLogDensity::growsAsTheLogDoes()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage": "training"})");
    DensityCounter counter;
    counter.setLog(fixture.stream.currentRun()->log(), fixture.journal);
    for (int batch = 0; batch < 20; ++batch) {
        for (int i = 0; i < 100; ++i)
            fixture.addLog(i == 50 ? "warning" : "info", "line " + QByteArray::number(i));
        fixture.deliver();
        QCoreApplication::processEvents();
    }
    QTRY_COMPARE(counter.density()->all(), (LevelCounts{ 2000, 20, 0 }));
    QCOMPARE(counter.density()->between(150, 150), (LevelCounts{ 1, 1, 0 }));
}

void TestLogDensity::beginsAnewWithAnotherFilter()
{
    test::StreamFixture fixture;
    for (int i = 0; i < 300; ++i)
        fixture.addLog(i % 3 ? "info" : "error", "line " + QByteArray::number(i));
    fixture.deliver();
    LogModel &log = *fixture.stream.currentRun()->log();
    DensityCounter counter;
    counter.setLog(&log, fixture.journal);
    QTRY_COMPARE(counter.density()->all(), (LevelCounts{ 300, 0, 100 }));
    log.setFilter({ model::LogFilter::from(protocol::LogLevel::Error), {} });
    QTRY_COMPARE(counter.density()->all(), (LevelCounts{ 100, 0, 100 }));
    counter.setLog(nullptr, nullptr);
    QCOMPARE(counter.density()->rows(), 0);
}

void TestLogDensity::countsNothingWhileItIsOff()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage": "training"})");
    DensityCounter counter;
    counter.setEnabled(false);
    counter.setLog(fixture.stream.currentRun()->log(), fixture.journal);
    const QSignalSpy changed(&counter, &DensityCounter::changed);
    for (int i = 0; i < 10; ++i)
        fixture.addLog("info", "line " + QByteArray::number(i));
    fixture.deliver();
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0);
    counter.setEnabled(true);
    QTRY_COMPARE(counter.density()->all().lines, 10);
}

void TestLogDensity::goesWhileItCounts()
{
    test::StreamFixture fixture;
    for (int i = 0; i < 20'000; ++i)
        fixture.addLog("info", "line");
    fixture.deliver();
    {
        DensityCounter counter;
        counter.setLog(fixture.stream.currentRun()->log(), fixture.journal);
    }
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestLogDensity)
#include "tst_logdensity.moc"
