// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/metrics.h"

#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;

/// The page that Prometheus reads.
class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void labelsAreEscaped_data();
    void labelsAreEscaped();
    void samplesHaveTheirValues_data();
    void samplesHaveTheirValues();
    void everyFamilyIsDeclaredOnce();
    void bucketsAddUp();
    void processIsMeasured();
    void promtoolTakesIt();

private:
    static QByteArray page()
    {
        Metrics metrics;
        metrics.refused("no_token");
        metrics.refused("no_token");
        metrics.refused("odd\"\\\nreason");
        Metrics::Now now;
        now.watchers = 3;
        now.publishers = 2;
        now.requests = 1;
        now.waiting = 4;
        now.projects = 5;
        now.largestLag = 77;
        now.traffic = { 1234567890123, 42 };
        now.stores.events = 9007199254740991;
        now.stores.failures = 1;
        for (const double seconds : { 0.0001, 0.0005, 0.003, 0.7, 60.0 })
            now.stores.addSync(seconds);
        now.process = { 1700000000.25, 12.5, 1048576, 30, 1024 };
        return metrics.text(now);
    }
};

void TestMetrics::labelsAreEscaped_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("label");
    QTest::newRow("plain") << "watch"_ba
                           << "\"watch\""_ba;
    QTest::newRow("quote") << "a\"b"_ba
                           << R"("a\"b")"_ba;
    QTest::newRow("backslash") << "a\\b"_ba
                               << R"("a\\b")"_ba;
    QTest::newRow("line feed") << "a\nb"_ba
                               << R"("a\nb")"_ba;
    QTest::newRow("backslash before a quote") << "\\\""_ba
                                              << R"("\\\"")"_ba;
    QTest::newRow("empty") << QByteArray() << "\"\""_ba;
}

void TestMetrics::labelsAreEscaped()
{
    QFETCH(QByteArray, value);
    QTEST(metricLabel(value), "label");
}

void TestMetrics::samplesHaveTheirValues_data()
{
    QTest::addColumn<QByteArray>("sample");
    QTest::newRow("build") << "stagewatch_build_info{version=\"" STAGEWATCH_VERSION "\"} 1"_ba;
    QTest::newRow("watchers") << R"(stagewatch_connections{kind="watch"} 3)"_ba;
    QTest::newRow("publishers") << R"(stagewatch_connections{kind="publish"} 2)"_ba;
    QTest::newRow("requests") << R"(stagewatch_connections{kind="http"} 1)"_ba;
    QTest::newRow("waiting") << R"(stagewatch_connections{kind="waiting"} 4)"_ba;
    QTest::newRow("projects") << "stagewatch_projects 5"_ba;
    QTest::newRow("events, to the last one") << "stagewatch_events_total 9007199254740991"_ba;
    QTest::newRow("received") << "stagewatch_received_bytes_total 1234567890123"_ba;
    QTest::newRow("sent") << "stagewatch_sent_bytes_total 42"_ba;
    QTest::newRow("lag") << "stagewatch_watcher_lag_events 77"_ba;
    QTest::newRow("disk trouble") << "stagewatch_journal_failures_total 1"_ba;
    QTest::newRow("refusals") << R"(stagewatch_refusals_total{reason="no_token"} 2)"_ba;
    QTest::newRow("odd reason") << R"(stagewatch_refusals_total{reason="odd\"\\\nreason"} 1)"_ba;
    QTest::newRow("start") << "process_start_time_seconds 1700000000.25"_ba;
    QTest::newRow("processor") << "process_cpu_seconds_total 12.5"_ba;
    QTest::newRow("memory") << "process_resident_memory_bytes 1048576"_ba;
    QTest::newRow("descriptors") << "process_open_fds 30"_ba;
}

void TestMetrics::samplesHaveTheirValues()
{
    QFETCH(QByteArray, sample);
    QVERIFY2(page().split('\n').contains(sample), page().constData());
}

void TestMetrics::everyFamilyIsDeclaredOnce()
{
    static const QRegularExpression sample(
        uR"(^([a-z_]+?)(_bucket|_sum|_count)?(\{[a-z]+="([^"\\]|\\.)*"\})? (\+Inf|[0-9.e+-]+)$)"_s);
    const QByteArray text = page();
    QVERIFY(text.endsWith('\n') && !text.contains("\n\n"));
    QByteArray family;
    QByteArray type;
    QSet<QByteArray> families;
    for (const QByteArray &line : text.trimmed().split('\n')) {
        const QList<QByteArray> words = line.split(' ');
        if (line.startsWith("# HELP ")) {
            family = words[2];
            QVERIFY2(!families.contains(family), family.constData());
            families.insert(family);
            QVERIFY2(words.size() > 4, line.constData());
        } else if (line.startsWith("# TYPE ")) {
            QCOMPARE(words[2], family);
            type = words[3];
            QCOMPARE(type == "counter", family.endsWith("_total"));
        } else {
            const QRegularExpressionMatch match = sample.match(QString::fromUtf8(line));
            QVERIFY2(match.hasMatch(), line.constData());
            QCOMPARE(match.captured(1).toUtf8(), family);
            QCOMPARE(!match.captured(2).isEmpty(), type == "histogram");
        }
    }
    QVERIFY(families.size() > 12);
}

void TestMetrics::bucketsAddUp()
{
    QList<qint64> counts;
    for (const QByteArray &line : page().split('\n')) {
        if (line.startsWith("stagewatch_journal_sync_seconds_bucket"))
            counts.append(line.split(' ').last().toLongLong());
    }
    QCOMPARE(counts, (QList<qint64>{ 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5 }));
    QVERIFY(page().contains("stagewatch_journal_sync_seconds_bucket{le=\"0.0025\"} 2\n"));
    QVERIFY(page().contains("stagewatch_journal_sync_seconds_bucket{le=\"+Inf\"} 5\n"));
    QVERIFY(page().contains("stagewatch_journal_sync_seconds_count 5\n"));
    QVERIFY(page().contains("stagewatch_journal_sync_seconds_sum 60.7036\n"));
}

void TestMetrics::processIsMeasured()
{
    const ProcessStats stats = readProcessStats();
    const double now = double(QDateTime::currentMSecsSinceEpoch()) / 1000;
    QVERIFY(stats.startTime > now - 3600 && stats.startTime < now + 5);
    QVERIFY(stats.residentBytes > 1024 * 1024);
    QVERIFY(stats.openFds >= 3 && stats.openFds < stats.maxFds);
    QFile more(QCoreApplication::applicationFilePath());
    QVERIFY(more.open(QIODevice::ReadOnly));
    QCOMPARE(readProcessStats().openFds, stats.openFds + 1);
}

void TestMetrics::promtoolTakesIt()
{
    const QString promtool = QStandardPaths::findExecutable(u"promtool"_s);
    if (promtool.isEmpty())
        QSKIP("promtool is not installed");
    QProcess process;
    process.start(promtool, { u"check"_s, u"metrics"_s });
    QVERIFY(process.waitForStarted());
    process.write(page());
    process.closeWriteChannel();
    QVERIFY(process.waitForFinished());
    QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
