// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logexport.h"

#include "model/logmodel.h"
#include "streamfixture.h"
#include "support/filesizelimit.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <ctime>
#include <sys/stat.h>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogExporter;
using model::LogExportJob;
using model::LogExportResult;
using model::LogFormat;
using model::LogModel;
using model::LogTimes;

class TestLogExport : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void writesText_data();
    void writesText();
    void writesCsv();
    void noCellOfACsvIsAFormula_data();
    void noCellOfACsvIsAFormula();
    void writesWhatCame();
    void writesRangesOfWhatIsShown();
    void writesAllLinesOfAFoldedRow();
    void everyLineIsWithoutTheOtherEvents();
    void theFileIsForThisUserAlone();
    void aFullDiskIsASentenceAndLeavesTheOldFile();
    void tellsWhereItCannotWrite();
    void canBeCancelled();
    void goesWhileItWrites();

private:
    [[nodiscard]] LogExportJob job(LogFormat format) const;
    LogExportResult write(const LogExportJob &job);
    [[nodiscard]] QByteArray written() const;
    [[nodiscard]] const model::Run &run() const { return m_fixture->stream.currentRun()->run(); }

    QTemporaryDir m_folder;
    std::unique_ptr<test::StreamFixture> m_fixture;
};

void TestLogExport::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    qputenv("TZ", "Asia/Kolkata");
    ::tzset();
}

void TestLogExport::init()
{
    m_fixture = std::make_unique<test::StreamFixture>();
    m_fixture->now = protocol::Timestamp{ std::chrono::milliseconds{ 1'780'000'000'000 } };
    m_fixture->say("stage_transition", R"({"stage": "training", "stage_display": "Model training"})");
    QFile::remove(m_folder.filePath(u"out"_s));
}

void TestLogExport::cleanup()
{
    m_fixture.reset();
}

LogExportJob TestLogExport::job(LogFormat format) const
{
    LogExportJob job;
    const auto *models = m_fixture->stream.currentRun();
    job.journal = models->journal();
    job.run = models->rows();
    job.format = format;
    job.times = { LogTimes::Form::Utc, 1'780'000'000'000 };
    job.path = m_folder.filePath(u"out"_s);
    return job;
}

LogExportResult TestLogExport::write(const LogExportJob &job)
{
    LogExporter exporter;
    LogExportResult result;
    bool ended = false;
    connect(&exporter, &LogExporter::finished, this, [&](const LogExportResult &end) {
        result = end;
        ended = true;
    });
    exporter.start(job, run());
    [&] { QTRY_VERIFY(ended); }();
    return result;
}

QByteArray TestLogExport::written() const
{
    QFile file(m_folder.filePath(u"out"_s));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "not there"_ba;
}

void TestLogExport::writesText_data()
{
    QTest::addColumn<LogTimes::Form>("form");
    QTest::addColumn<QByteArray>("time");
    QTest::newRow("local") << LogTimes::Form::Local << "2026-05-29T01:56:42.000+05:30"_ba;
    QTest::newRow("UTC") << LogTimes::Form::Utc << "2026-05-28T20:26:42.000Z"_ba;
    QTest::newRow("relative") << LogTimes::Form::Relative << "+00:00:02.000"_ba;
}

void TestLogExport::writesText()
{
    QFETCH(LogTimes::Form, form);
    QFETCH(QByteArray, time);
    m_fixture->addLog("warning", R"(two\nlines \u001b[31m)");
    m_fixture->deliver();
    LogExportJob text = job(LogFormat::Text);
    text.times.form = form;
    const LogExportResult result = write(text);
    QCOMPARE(result.error, QString());
    QCOMPARE(result.lines, 1);
    QCOMPARE(written(), time + "\tWarning\tModel training\ttwo\n\tlines \\x1b[31m\n");
}

void TestLogExport::writesCsv()
{
    m_fixture->addLog("error", R"(says \"no\", twice\nand again)");
    m_fixture->addLog("info", "plain");
    m_fixture->deliver();
    QCOMPARE(write(job(LogFormat::Csv)).lines, 2);
    QCOMPARE(written(),
             "time,level,stage,message\r\n"
             "2026-05-28T20:26:42.000Z,error,Model training,\"says \"\"no\"\", twice\nand again\"\r\n"
             "2026-05-28T20:26:43.000Z,info,Model training,plain\r\n"_ba);
}

void TestLogExport::noCellOfACsvIsAFormula_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("cell");
    QTest::newRow("equals") << "=1+1"_ba
                            << "'=1+1"_ba;
    QTest::newRow("plus") << "+49"_ba
                          << "'+49"_ba;
    QTest::newRow("minus") << "-x"_ba
                           << "'-x"_ba;
    QTest::newRow("at") << "@SUM(A1)"_ba
                        << "'@SUM(A1)"_ba;
    QTest::newRow("tab") << R"(\t=1)"_ba
                         << "'\t=1"_ba;
    QTest::newRow("with a comma") << R"(=cmd|' /C calc'!A0,1)"_ba
                                  << R"("'=cmd|' /C calc'!A0,1")"_ba;
    QTest::newRow("harmless") << "a=1"_ba
                              << "a=1"_ba;
}

void TestLogExport::noCellOfACsvIsAFormula()
{
    QFETCH(QByteArray, message);
    QFETCH(QByteArray, cell);
    m_fixture->addLog("info", message);
    m_fixture->deliver();
    QCOMPARE(write(job(LogFormat::Csv)).lines, 1);
    QVERIFY2(written().endsWith(",Model training," + cell + "\r\n"), written().constData());
}

void TestLogExport::writesWhatCame()
{
    const QByteArray odd = m_fixture->message("log", R"({"message": "\u00fc <b>", "extra": [1, 2]})");
    m_fixture->addRaw(odd);
    m_fixture->deliver();
    QCOMPARE(write(job(LogFormat::Ndjson)).lines, 1);
    QCOMPARE(written(), odd + '\n');
}

void TestLogExport::writesRangesOfWhatIsShown()
{
    for (int i = 0; i < 20; ++i)
        m_fixture->addLog(i % 2 ? "info" : "debug", "line " + QByteArray::number(i));
    m_fixture->deliver();
    LogModel &log = *m_fixture->stream.currentRun()->log();
    log.setFilter({ model::LogFilter::from(protocol::LogLevel::Info), {} });
    QTRY_COMPARE(log.rowCount(), 10);
    LogExportJob some = job(LogFormat::Csv);
    some.shown = log.shown();
    QCOMPARE(write(some).lines, 10);
    some.ranges = { { 1, 2 }, { 9, 12 } }; // the last one reaches beyond the end
    QCOMPARE(write(some).lines, 3);
    QCOMPARE(written().count("line "), 3);
    for (const char *line : { ",line 3\r", ",line 5\r", ",line 19\r" })
        QVERIFY2(written().contains(line), line);
}

void TestLogExport::writesAllLinesOfAFoldedRow()
{
    for (const char *message : { "once", "again", "again", "again", "last" })
        m_fixture->addLog("info", message);
    m_fixture->deliver();
    LogModel &log = *m_fixture->stream.currentRun()->log();
    log.setFolding(true);
    QTRY_COMPARE(log.rowCount(), 3);
    LogExportJob some = job(LogFormat::Csv);
    some.shown = log.shown();
    QCOMPARE(write(some).lines, 5);
    some.ranges = { { 1, 1 } };
    QCOMPARE(write(some).lines, 3);
    QCOMPARE(written().count(",again\r"), 3);
}

void TestLogExport::everyLineIsWithoutTheOtherEvents()
{
    m_fixture->addLog("debug", "one");
    m_fixture->add("progress_update", R"({"progress": 0.5})");
    m_fixture->add("error", R"({"error": "slow", "recoverable": true})");
    m_fixture->deliver();
    QCOMPARE(write(job(LogFormat::Text)).lines, 2);
    QVERIFY2(written().contains("\tError\t") && written().contains("slow"), written().constData());
}

void TestLogExport::theFileIsForThisUserAlone()
{
    const mode_t before = ::umask(0);
    m_fixture->addLog("info", "one");
    m_fixture->deliver();
    const LogExportResult result = write(job(LogFormat::Text));
    ::umask(before);
    QCOMPARE(result.error, QString());
    struct stat status
    {
    };
    QCOMPARE(::stat(QFile::encodeName(m_folder.filePath(u"out"_s)).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void TestLogExport::aFullDiskIsASentenceAndLeavesTheOldFile()
{
    QFile old(m_folder.filePath(u"out"_s));
    QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    for (int i = 0; i < 200; ++i)
        m_fixture->addLog("info", QByteArray(1000, 'x'));
    m_fixture->deliver();
    LogExportResult result;
    {
        const test::FileSizeLimit full(50'000);
        result = write(job(LogFormat::Text));
    }
    QVERIFY2(result.error.startsWith(u"The log was not saved to "_s), qPrintable(result.error));
    QVERIFY2(result.error.contains(u"File too large"_s), qPrintable(result.error));
    QCOMPARE(written(), "old"_ba);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files).size(), 1); // no temporary file is left
}

void TestLogExport::tellsWhereItCannotWrite()
{
    m_fixture->addLog("info", "one");
    m_fixture->deliver();
    LogExportJob wrong = job(LogFormat::Text);
    wrong.path = m_folder.filePath(u"no/such/folder/out"_s);
    QVERIFY(write(wrong).error.contains(wrong.path));
    wrong.path = u"/dev/null"_s;
    QVERIFY(write(wrong).error.contains(u"it is no file"_s));
    QVERIFY(QFileInfo(u"/dev/null"_s).exists() && !QFileInfo(u"/dev/null"_s).isFile());
}

void TestLogExport::canBeCancelled()
{
    for (int i = 0; i < 20'000; ++i)
        m_fixture->addLog("info", "line");
    m_fixture->deliver();
    LogExporter exporter;
    QSignalSpy finished(&exporter, &LogExporter::finished);
    exporter.start(job(LogFormat::Text), run());
    QVERIFY(exporter.isBusy());
    exporter.cancel();
    QTRY_COMPARE(finished.size(), 1);
    QVERIFY(!exporter.isBusy());
    QVERIFY(finished.first().first().value<LogExportResult>().cancelled);
    QCOMPARE(written(), "not there"_ba);
}

void TestLogExport::goesWhileItWrites()
{
    for (int i = 0; i < 20'000; ++i)
        m_fixture->addLog("info", "line");
    m_fixture->deliver();
    {
        LogExporter exporter;
        exporter.start(job(LogFormat::Text), run());
    }
    QCoreApplication::processEvents();
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList());
}

QTEST_GUILESS_MAIN(TestLogExport)
#include "tst_logexport.moc"
