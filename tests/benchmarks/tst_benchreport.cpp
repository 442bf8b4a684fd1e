// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchreport.h"
#include "logstream.h"

#include "protocol/decoder.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::bench;

/// What the benchmarks measure with: their report, and the stream that they send.
class TestBenchReport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsMedianAndExtremes();
    void judgesByTheMedian();
    void failsWhereAnEventWasLost();
    void becomesTheTableOfTheReadme();
    void sendsWhatADecoderReads_data();
    void sendsWhatADecoderReads();
    void framesAreTheTexts();

private:
    static Report exampleReport();
};

Report TestBenchReport::exampleReport()
{
    Report report(u"bench_example"_s, u"An example"_s);
    for (const double sample : { 300.0, 100.0, 120.0 })
        report.add(u"Window"_s, u"time"_s, u"ms"_s, sample);
    report.add(u"Peer"_s, u"time"_s, u"ms"_s, 500);
    report.add(u"Window"_s, u"of the peer"_s, u"x"_s, 0.24);
    return report;
}

void TestBenchReport::tellsMedianAndExtremes()
{
    const Report report = exampleReport();
    QCOMPARE(report.median(u"Window"_s, u"time"_s), std::optional(120.0));
    QVERIFY(!report.median(u"Window"_s, u"speed"_s));
    const QJsonArray figures = report.json()[u"figures"_s].toArray();
    QCOMPARE(figures.size(), 3);
    const QJsonObject first = figures[0].toObject();
    QCOMPARE(first[u"least"_s].toDouble(), 100.0);
    QCOMPARE(first[u"greatest"_s].toDouble(), 300.0);
    QCOMPARE(first[u"samples"_s].toArray().size(), 3);
    QCOMPARE(figures[1].toObject()[u"figure"_s].toString(), u"of the peer"_s); // beside its row, though it came last
    QVERIFY(!report.json()[u"machine"_s].toObject()[u"processor"_s].toString().isEmpty());
}

void TestBenchReport::judgesByTheMedian()
{
    Report report = exampleReport();
    report.setGoal(u"Window"_s, u"time"_s, Report::Bound::AtMost, 150);
    report.setGoal(u"Peer"_s, u"time"_s, Report::Bound::AtLeast, 501);
    const QJsonArray figures = report.json()[u"figures"_s].toArray();
    QVERIFY(figures[0].toObject()[u"met"_s].toBool());
    QVERIFY(!figures[2].toObject()[u"met"_s].toBool(true));
    QVERIFY(report.text().contains(u"MISSED"_s));
    QVERIFY(report.succeeded());
}

void TestBenchReport::failsWhereAnEventWasLost()
{
    Report report = exampleReport();
    report.addFailure(u"Of 2 events 1 came."_s);
    QCommandLineParser parser;
    Report::addOptions(parser);
    QVERIFY(parser.parse({ u"program"_s }));
    QCOMPARE(report.finish(parser), 1);
    QVERIFY(report.text().contains(u"FAILED: Of 2 events 1 came."_s));
}

void TestBenchReport::becomesTheTableOfTheReadme()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"bench_example.json"_s);
    Report report = exampleReport();
    report.setGoal(u"Window"_s, u"of the peer"_s, Report::Bound::AtMost, 1.0 / 3);
    QCommandLineParser parser;
    Report::addOptions(parser);
    QVERIFY(parser.parse({ u"program"_s, u"--json"_s, file }));
    QCOMPARE(report.finish(parser), 0);
    QProcess table;
    table.start(QStringLiteral(STAGEWATCH_PYTHON), { QStringLiteral(STAGEWATCH_BENCHTABLE), file });
    QVERIFY(table.waitForFinished());
    const QString text = QString::fromUtf8(table.readAllStandardOutput());
    QVERIFY2(text.contains(u"| Window: time | 120 ms (100 to 300) |  |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"of the peer | 0.240 x | at most 0.333, met |"_s), qPrintable(text));
    QVERIFY2(text.contains(u"| Peer: time | 500 ms |"_s), qPrintable(text));
}

void TestBenchReport::sendsWhatADecoderReads_data()
{
    QTest::addColumn<LogForm>("form");
    QTest::newRow("the guide's envelope") << LogForm::Guide;
    QTest::newRow("numbered") << LogForm::Numbered;
}

void TestBenchReport::sendsWhatADecoderReads()
{
    QFETCH(const LogForm, form);
    constexpr qint64 count = LogStream::linesInBlock + 10;
    LogStream stream(form, "churn-model", count);
    protocol::Decoder decoder;
    qint64 bytes = 0;
    for (qint64 i = 0; i < count; ++i) {
        const QByteArrayView text = stream.text(i);
        bytes += text.size();
        const protocol::Decoded decoded = decoder.decode(text, {});
        QVERIFY2(decoded.event && decoded.problems.empty(), text.data());
        const auto *log = decoded.event->as<protocol::Log>();
        QVERIFY(log);
        QCOMPARE(decoded.event->sequence.value_or(0), form == LogForm::Guide ? 0 : LogStream::firstSequence + i);
        QCOMPARE(log->message == QLatin1String(LogStream::lastMessage()), i + 1 == count);
    }
    QVERIFY(bytes / count > 200 && bytes / count < 320);
    for (const QByteArray &message : { stream.greeting(), stream.state(), stream.pong() }) {
        const protocol::Decoded decoded = decoder.decode(message, {});
        QVERIFY2(decoded.event && decoded.problems.empty(), message.constData());
    }
}

void TestBenchReport::framesAreTheTexts()
{
    constexpr qint64 count = 2 * LogStream::linesInBlock + 3;
    LogStream framed(LogForm::Numbered, "churn-model", count);
    LogStream plain(LogForm::Numbered, "churn-model", count);
    for (qint64 next = 0, taken = 0; next < count; next += taken) {
        const QByteArray frames = framed.frames(next, 1000, &taken).toByteArray();
        QByteArray expected;
        for (qint64 i = 0; i < taken; ++i)
            expected += LogStream::frame(plain.text(next + i));
        QVERIFY(taken > 0);
        QCOMPARE(frames, expected);
    }
}

QTEST_GUILESS_MAIN(TestBenchReport)
#include "tst_benchreport.moc"
