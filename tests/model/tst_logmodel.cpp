// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logmodel.h"

#include "model/displaytext.h"
#include "streamfixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>

using namespace stagewatch;
using namespace Qt::StringLiterals;
using journal::RowKind;
using model::LogFilter;
using model::LogModel;
using protocol::LogLevel;

class TestLogModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsLinesErrorsGapsAndTheEnd();
    void growsWhileThousandsOfEventsStream();
    void buildsALongLogInAWorker();
    void filters_data();
    void filters();
    void filterHoldsForWhatComesLater();
    void filtersByAStageThatComesLater();
    void theLastFilterWins();
    void foldsWhatComesAgain_data();
    void foldsWhatComesAgain();
    void foldsWhileItStreams_data();
    void foldsWhileItStreams();
    void stepsFromErrorToError();
    void finds_data();
    void finds();
    void findsInAFilteredLog();
    void saysWhatIsWrongWithAPattern();
    void aNewerSearchReplacesTheOldOne();
    void showsHostileTextPlainly();
    void keepsTheBytesAsTheyCame();
    void separatesTheRunsOfOneJournal();
    void goesWhileWorkersRun();
};

namespace {

LogModel &logOf(test::StreamFixture &fixture)
{
    return *fixture.stream.currentRun()->log();
}

QStringList messages(const LogModel &model)
{
    return test::columnOf(model, LogModel::MessageColumn);
}

/// 600 lines: levels and stages in turn; the message is "line N", and every 100th also "needle".
void addLines(test::StreamFixture &fixture, int count = 600)
{
    static constexpr std::array levels{ "debug", "info", "warning", "error" };
    static constexpr std::array stages{ "training", "evaluation", "deployment" };
    for (int i = 0; i < count; ++i) {
        const QByteArray text = "line " + QByteArray::number(i) + (i % 100 == 50 ? " NEEDLE" : "");
        fixture.addLog(levels[size_t(i) % levels.size()], text, stages[size_t(i) % stages.size()]);
    }
}

struct Found
{
    int row = -1;
    bool wrapped = false;
};

/// Waits for the answer to a search; nothing if there is no such line.
std::optional<Found> search(LogModel &model, const QString &pattern, bool regex, bool caseSensitive, int from,
                            bool forward)
{
    QSignalSpy found(&model, &LogModel::found);
    QSignalSpy notFound(&model, &LogModel::notFound);
    model.find({ pattern, regex, caseSensitive }, from, forward);
    [&] { QTRY_VERIFY(!found.isEmpty() || !notFound.isEmpty()); }();
    if (found.isEmpty())
        return std::nullopt;
    return Found{ found.first().at(0).toInt(), found.first().at(1).toBool() };
}

} // namespace

void TestLogModel::showsLinesErrorsGapsAndTheEnd()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","stage_display":"Model training","progress":0})");
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fixture.addLog("warning", "214 values clipped");
    fixture.add("progress_update", R"({"stage":"training","progress":0.1})");
    fixture.add("error", R"({"error":"Upload failed","details":"timeout after 30 s","recoverable":true})");
    fixture.add("gap", R"({"reason":"trimmed","requested_since":3,"first_sequence":9})");
    fixture.addLog("info", "on again");
    fixture.add("pipeline_failed", R"({"error":"out of memory","stage":"training","stage_display":"Model training"})");
    fixture.deliver();
    QCOMPARE(model.rowCount(), 5);
    QCOMPARE(model.index(0, LogModel::MessageColumn).data().toString(), QStringLiteral("214 values clipped"));
    QCOMPARE(model.index(0, LogModel::LevelColumn).data().toString(), QStringLiteral("Warning"));
    QCOMPARE(model.index(0, LogModel::StageColumn).data().toString(), QStringLiteral("Model training"));
    QCOMPARE(model.index(0, 0).data(LogModel::StageIdRole).toString(), QStringLiteral("training"));
    QCOMPARE(model.index(0, 0).data(LogModel::TimeMsRole).toLongLong() % 1000, 0);
    QCOMPARE(model.index(1, LogModel::MessageColumn).data().toString(),
             QStringLiteral("Upload failed: timeout after 30 s"));
    QCOMPARE(model.index(1, 0).data(LogModel::LevelRole).toInt(), int(LogLevel::Error));
    QCOMPARE(model.index(2, 0).data(LogModel::KindRole).toInt(), int(RowKind::Gap));
    const QString gap = model.index(2, LogModel::MessageColumn).data().toString();
    const auto timeAt = [&](int row) {
        return model::TextForm::time(model::fromMs(model.index(row, 0).data(LogModel::TimeMsRole).toLongLong()));
    };
    QVERIFY2(gap.contains(timeAt(1)) && gap.contains(timeAt(3)), qPrintable(gap));
    QCOMPARE(model.index(4, 0).data(LogModel::KindRole).toInt(), int(RowKind::Terminal));
    QCOMPARE(model.index(4, LogModel::MessageColumn).data().toString(),
             QStringLiteral("Run failed in Model training: out of memory"));
    QCOMPARE(model.index(4, 0).data(LogModel::LevelRole).toInt(), int(LogLevel::Error));
}

void TestLogModel::growsWhileThousandsOfEventsStream()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    int lines = 0;
    for (int batch = 0; batch < 20; ++batch) {
        for (int i = 0; i < 250; ++i) {
            fixture.addLog("info", "line " + QByteArray::number(lines++));
            fixture.add("progress_update", R"({"stage":"training","progress":0.2})");
        }
        fixture.deliver();
        QCOMPARE(model.rowCount(), lines);
    }
    QCOMPARE(inserted.size(), 20); // one a batch
    QCOMPARE(resets.size(), 0);
    QCOMPARE(model.index(4999, LogModel::MessageColumn).data().toString(), QStringLiteral("line 4999"));
    QCOMPARE(model.index(0, LogModel::MessageColumn).data().toString(), QStringLiteral("line 0"));
    QCOMPARE(model.totalCount(), 5000);
    QCOMPARE(model.hiddenCount(), 0);
}

void TestLogModel::buildsALongLogInAWorker()
{
    test::StreamFixture fixture;
    constexpr int lines = 150'000; // above what the model does at once
    for (int i = 0; i < lines; ++i)
        fixture.addLog("info", i % 2 ? "x" : "y");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    QVERIFY(model.isFiltering());
    fixture.addLog("info", "the last");
    fixture.deliver();
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), lines + 1);
    QCOMPARE(model.index(lines, LogModel::MessageColumn).data().toString(), QStringLiteral("the last"));
}

void TestLogModel::filters_data()
{
    QTest::addColumn<int>("levels");
    QTest::addColumn<bool>("byStage");
    QTest::addColumn<QStringList>("stages");
    QTest::addColumn<int>("shown");
    const auto all = int(LogFilter::allLevels);
    QTest::newRow("everything") << all << false << QStringList() << 601;
    QTest::newRow("warning and above") << int(LogFilter::from(LogLevel::Warning)) << false << QStringList() << 301;
    QTest::newRow("only debug") << int(LogFilter::bit(LogLevel::Debug)) << false << QStringList() << 151;
    QTest::newRow("no level") << 0 << false << QStringList() << 1;
    QTest::newRow("one stage") << all << true << QStringList{ QStringLiteral("training") } << 201;
    QTest::newRow("two stages") << all << true
                                << QStringList{ QStringLiteral("training"), QStringLiteral("deployment") } << 401;
    QTest::newRow("level and stage") << int(LogFilter::bit(LogLevel::Info)) << true
                                     << QStringList{ QStringLiteral("evaluation") } << 51;
    QTest::newRow("a stage that never was") << all << true << QStringList{ QStringLiteral("nowhere") } << 1;
    QTest::newRow("no stage") << all << true << QStringList() << 1;
}

void TestLogModel::filters()
{
    QFETCH(int, levels);
    QFETCH(bool, byStage);
    QFETCH(QStringList, stages);
    QFETCH(int, shown);
    test::StreamFixture fixture;
    addLines(fixture);
    fixture.add("pipeline_completed", R"({"message":"done"})"); // always shown
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter({ quint8(levels), byStage ? std::optional(stages) : std::nullopt });
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), shown);
    QCOMPARE(model.hiddenCount(), 601 - shown);
    for (int row = 0; row + 1 < model.rowCount(); ++row) {
        QVERIFY(levels & LogFilter::bit(LogLevel(model.index(row, 0).data(LogModel::LevelRole).toInt())));
        QVERIFY(!byStage || stages.contains(model.index(row, 0).data(LogModel::StageIdRole).toString()));
    }
}

void TestLogModel::filterHoldsForWhatComesLater()
{
    test::StreamFixture fixture;
    addLines(fixture);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFilter({ LogFilter::from(LogLevel::Error), {} });
    addLines(fixture); // arrives while the worker runs, or just after
    fixture.deliver();
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 300);
    addLines(fixture);
    fixture.deliver();
    QCOMPARE(model.rowCount(), 450);
    QCOMPARE(model.hiddenCount(), 1350);
}

void TestLogModel::filtersByAStageThatComesLater()
{
    test::StreamFixture fixture;
    fixture.addLog("info", "before", "training");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setFilter({ LogFilter::allLevels, QStringList{ QStringLiteral("deployment") } });
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 0);
    fixture.addLog("info", "shipped", "deployment");
    fixture.deliver();
    QCOMPARE(messages(model), QStringList{ QStringLiteral("shipped") });
}

void TestLogModel::theLastFilterWins()
{
    test::StreamFixture fixture;
    addLines(fixture, 20'000);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    for (int i = 0; i < 20; ++i)
        model.setFilter({ quint8(1U << (i % 4)), {} });
    model.setFilter({ LogFilter::bit(LogLevel::Error), {} });
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 5000);
    model.setFilter({});
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), 20'000);
}

void TestLogModel::foldsWhatComesAgain_data()
{
    QTest::addColumn<bool>("folds");
    QTest::addColumn<QStringList>("texts");
    QTest::addColumn<QList<int>>("counts");
    QTest::newRow("folded") << true << u"start tick 90% done"_s.split(u' ') << QList<int>{ 1, 3, 3, 1 };
    QTest::newRow("one by one") << false << u"start tick tick tick 10% 50% 90% done"_s.split(u' ')
                                << QList<int>{ 1, 1, 1, 1, 1, 1, 1, 1 };
}

void TestLogModel::foldsWhatComesAgain()
{
    QFETCH(bool, folds);
    QFETCH(QStringList, texts);
    QFETCH(QList<int>, counts);
    test::StreamFixture fixture;
    for (const char *text : { "start", "tick", "tick", "tick", "\\r10%", "\\r50%", "\\r90%", "done" })
        fixture.addLog("info", text);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFolding(folds);
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.rowCount(), int(texts.size()));
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, LogModel::MessageColumn);
        QCOMPARE(index.data().toString(), texts[row]);
        QCOMPARE(index.data(LogModel::FoldCountRole).toInt(), counts[row]);
        const qint64 first = index.data(LogModel::JournalRowRole).toLongLong();
        QCOMPARE(index.data(LogModel::NewestRowRole).toLongLong(), first + counts[row] - 1);
        for (qint64 line = first; line < first + counts[row]; ++line)
            QCOMPARE(model.rowForJournalRow(line), row);
    }
    QCOMPARE(model.totalCount(), 8);
    QCOMPARE(model.hiddenCount(), 0);
}

void TestLogModel::foldsWhileItStreams_data()
{
    QTest::addColumn<bool>("folds");
    QTest::addColumn<bool>("filters");
    QTest::newRow("folded") << true << false;
    QTest::newRow("folded and filtered") << true << true;
    QTest::newRow("one by one") << false << false;
    QTest::newRow("one by one, filtered") << false << true;
}

void TestLogModel::foldsWhileItStreams()
{
    QFETCH(bool, folds);
    QFETCH(bool, filters);
    test::StreamFixture fixture;
    fixture.addLog("info", "start");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFolding(folds);
    model.setFilter(filters ? LogFilter{ LogFilter::from(LogLevel::Info), {} } : LogFilter{});
    QTRY_VERIFY(!model.isFiltering());
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    const QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    const QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    constexpr int batches = 60;
    for (int batch = 0; batch < batches; ++batch) {
        for (int i = 0; i < batch % 7; ++i)
            fixture.addLog("info", "tick");
        if (batch % 5 == 0)
            fixture.addLog("debug", "quiet");
        if (batch % 3 == 0)
            fixture.addLog("info", "line " + QByteArray::number(batch));
        fixture.deliver();
    }
    QVERIFY(inserted.size() <= batches);
    QVERIFY(changed.size() <= batches);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(changed.isEmpty(), !folds);
    const QStringList grown = messages(model);
    int lines = 0;
    for (int row = 0; row < model.rowCount(); ++row)
        lines += model.index(row, 0).data(LogModel::FoldCountRole).toInt();
    QCOMPARE(lines, int(model.totalCount() - model.hiddenCount()));
    QCOMPARE(model.hiddenCount(), filters ? 12 : 0);
    // The same list, made at once.
    model.setFolding(!folds);
    model.setFolding(folds);
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(messages(model), grown);
}

void TestLogModel::stepsFromErrorToError()
{
    test::StreamFixture fixture;
    addLines(fixture); // every fourth is an error, beginning with row 3
    fixture.deliver();
    LogModel &model = logOf(fixture);
    QCOMPARE(model.nextError(0, 1), 3);
    QCOMPARE(model.nextError(3, 1), 3);
    QCOMPARE(model.nextError(4, 1), 7);
    QCOMPARE(model.nextError(599, -1), 599);
    QCOMPARE(model.nextError(2, -1), -1);
    QCOMPARE(model.nextError(600, 1), -1);
    model.setFilter({ LogFilter::bit(LogLevel::Info), {} });
    QTRY_VERIFY(!model.isFiltering());
    QCOMPARE(model.nextError(0, 1), -1);
}

void TestLogModel::finds_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<bool>("regex");
    QTest::addColumn<bool>("caseSensitive");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("forward");
    QTest::addColumn<int>("row"); ///< -1: nowhere
    QTest::addColumn<bool>("wrapped");
    const QString needle = QStringLiteral("needle");
    QTest::newRow("next") << needle << false << false << 60 << true << 150 << false;
    QTest::newRow("this row counts") << needle << false << false << 150 << true << 150 << false;
    QTest::newRow("previous") << needle << false << false << 149 << false << 50 << false;
    QTest::newRow("round the end") << needle << false << false << 560 << true << 50 << true;
    QTest::newRow("round the start") << needle << false << false << 49 << false << 550 << true;
    QTest::newRow("case matters") << needle << false << true << 0 << true << -1 << false;
    QTest::newRow("case matters, and is right")
        << QStringLiteral("NEEDLE") << false << true << 0 << true << 50 << false;
    QTest::newRow("regular expression") << QStringLiteral("line 5[0-9]{2} n\\w+") << true << false << 0 << true << 550
                                        << false;
    QTest::newRow("regular expression, case") << QStringLiteral("needle$") << true << true << 0 << true << -1 << false;
    QTest::newRow("dots are dots in plain text")
        << QStringLiteral("l.ne") << false << false << 0 << true << -1 << false;
    QTest::newRow("JSON around the message does not count")
        << QStringLiteral("event_type") << false << true << 0 << true << -1 << false;
    QTest::newRow("out of range") << needle << false << false << 100'000 << false << 550 << false;
    QTest::newRow("nothing to look for") << QString() << false << false << 0 << true << -1 << false;
}

void TestLogModel::finds()
{
    QFETCH(QString, pattern);
    QFETCH(bool, regex);
    QFETCH(bool, caseSensitive);
    QFETCH(int, from);
    QFETCH(bool, forward);
    QFETCH(int, row);
    QFETCH(bool, wrapped);
    test::StreamFixture fixture;
    addLines(fixture);
    fixture.deliver();
    const auto found = search(logOf(fixture), pattern, regex, caseSensitive, from, forward);
    QCOMPARE(found.has_value(), row >= 0);
    if (found) {
        QCOMPARE(found->row, row);
        QCOMPARE(found->wrapped, wrapped);
    }
    QVERIFY(!logOf(fixture).isFinding());
}

void TestLogModel::findsInAFilteredLog()
{
    test::StreamFixture fixture;
    addLines(fixture);
    fixture.addLog("error", "caf\\u00e9 \\\"quoted\\\"");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    model.setFilter({ LogFilter::bit(LogLevel::Error), {} });
    QTRY_VERIFY(!model.isFiltering());
    QVERIFY(!search(model, QStringLiteral("line 2"), false, true, 0, true).has_value() == false);
    QVERIFY(!search(model, QStringLiteral("NEEDLE"), false, true, 0, true)); // they are warnings
    const auto escaped = search(model, QString::fromUtf16(u"café \"quoted\""), false, true, 0, true);
    QVERIFY(escaped);
    QCOMPARE(escaped->row, model.rowCount() - 1);
}

void TestLogModel::saysWhatIsWrongWithAPattern()
{
    test::StreamFixture fixture;
    addLines(fixture);
    fixture.deliver();
    QSignalSpy failed(&logOf(fixture), &LogModel::findFailed);
    logOf(fixture).find({ QStringLiteral("(unclosed"), true, false }, 0, true);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed.first().first().toString().contains(QStringLiteral("regular expression")));
}

void TestLogModel::aNewerSearchReplacesTheOldOne()
{
    test::StreamFixture fixture;
    addLines(fixture, 20'000);
    fixture.deliver();
    LogModel &model = logOf(fixture);
    QSignalSpy found(&model, &LogModel::found);
    QSignalSpy notFound(&model, &LogModel::notFound);
    for (int i = 0; i < 10; ++i)
        model.find({ QStringLiteral("nowhere at all"), false, false }, 0, true);
    model.find({ QStringLiteral("line 19999"), false, false }, 0, true);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toInt(), 19'999);
    model.find({ QStringLiteral("nowhere at all"), false, false }, 0, true);
    model.cancelFind();
    QVERIFY(!model.isFinding());
    model.find({ QStringLiteral("line 7"), false, false }, 0, true);
    QTRY_COMPARE(found.size(), 2);
    QCOMPARE(notFound.size(), 0);
}

void TestLogModel::showsHostileTextPlainly()
{
    test::StreamFixture fixture;
    fixture.addLog("info", R"(a\u202eb\u0000c\u001b[31m\nd<img src=\"file:///fifo\">)");
    fixture.add("log", R"({"level":["x"],"message":{"a":1},"stage":7})");
    fixture.add("log", "{\"level\":\"info\",\"message\":\"" + QByteArray(3'000'000, 'y') + "\"}");
    fixture.add("log", R"({"level":"info","message":"loss","value":NaN})");
    fixture.add("log", "[1,2]");
    fixture.addRaw("not json at all");
    fixture.deliver();
    LogModel &model = logOf(fixture);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.rowCount(), 5);
    const QModelIndex first = model.index(0, LogModel::MessageColumn);
    QCOMPARE(first.data().toString(), QStringLiteral("a\\u202eb\\x00c\\x1b[31m\\nd<img src=\"file:///fifo\">"));
    QVERIFY(first.data(LogModel::FullTextRole).toString().contains(QStringLiteral("31m\nd<img")));
    const QModelIndex huge = model.index(2, LogModel::MessageColumn);
    QVERIFY(huge.data().toString().size() <= model::cellTextLimit + 1);
    QCOMPARE(huge.data(LogModel::FullTextRole).toString().size(), 3'000'000);
    QCOMPARE(model.index(3, LogModel::MessageColumn).data().toString(), QStringLiteral("loss"));
    QVERIFY(fixture.stream.problems()->rowCount() >= 2);
}

void TestLogModel::keepsTheBytesAsTheyCame()
{
    test::StreamFixture fixture;
    const QByteArray line = R"({"event_type":"log","data":{"message":"x","odd":0.10,"level":"info"}})";
    fixture.addRaw(line);
    fixture.deliver();
    QCOMPARE(logOf(fixture).index(0, 0).data(LogModel::RawJsonRole).toByteArray(), line);
    QCOMPARE(logOf(fixture).index(0, 0).data(LogModel::JournalRowRole).toLongLong(), 0);
}

void TestLogModel::separatesTheRunsOfOneJournal()
{
    test::StreamFixture fixture;
    fixture.addLog("info", "first run");
    fixture.add("pipeline_completed", "{}");
    fixture.add("stage_transition", R"({"stage":"analyzing","progress":0})");
    fixture.addLog("info", "second run");
    fixture.deliver();
    QCOMPARE(fixture.stream.runCount(), 2);
    QCOMPARE(messages(*fixture.stream.run(0)->log()).first(), QStringLiteral("first run"));
    QCOMPARE(fixture.stream.run(0)->log()->rowCount(), 2);
    QCOMPARE(messages(*fixture.stream.run(1)->log()), QStringList{ QStringLiteral("second run") });
    QCOMPARE(fixture.stream.run(1)->log()->rowForJournalRow(3), 0);
    QCOMPARE(fixture.stream.run(1)->log()->rowForJournalRow(4), -1);
}

void TestLogModel::goesWhileWorkersRun()
{
    for (int i = 0; i < 10; ++i) {
        test::StreamFixture fixture;
        addLines(fixture, 5000);
        fixture.deliver();
        logOf(fixture).setFilter({ LogFilter::bit(LogLevel::Error), {} });
        logOf(fixture).find({ QStringLiteral("nowhere"), true, false }, 0, true);
        QCOMPARE(logOf(fixture).rowCount(), 5000); // the filter has not been swapped in: the event loop did not run
    }
    QCoreApplication::processEvents();
}

QTEST_GUILESS_MAIN(TestLogModel)
#include "tst_logmodel.moc"
