// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/levelreader.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using capture::LevelReader;
using protocol::LogLevel;

Q_DECLARE_METATYPE(LogLevel)

/// How serious a line is, as its logger marked it.
class TestLevelReader : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheMarksOfLoggers_data();
    void readsTheMarksOfLoggers();
    void findsTheTextBehindTheMark_data();
    void findsTheTextBehindTheMark();
    void followsATraceback();
    void followsAChainOfTracebacks();
    void aMessageOfSeveralLinesKeepsItsLevel();
};

void TestLevelReader::readsTheMarksOfLoggers_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<LogLevel>("level");
    const auto row = [](const char *line, LogLevel level) { QTest::newRow(line) << QString::fromUtf8(line) << level; };
    // Python's logging: basicConfig, and the formats that people write
    row("WARNING:root:disk nearly full", LogLevel::Warning);
    row("DEBUG:urllib3.connectionpool:Starting new HTTPS connection", LogLevel::Debug);
    row("CRITICAL:train:out of memory", LogLevel::Critical);
    row("2026-01-01 12:00:00,123 - name - INFO - started", LogLevel::Info);
    row("2026-01-01 12:00:00,123 - my.module - ERROR - no such file", LogLevel::Error);
    row("2026-01-01 12:00:00,123 WARNING slow", LogLevel::Warning);
    row("2026-01-01 12:00:00,123 [ERROR] lost", LogLevel::Error);
    row("2026-01-01 12:00:00,123 name WARNING: slow", LogLevel::Warning);
    row("[2026-01-01 12:00:00,123][DEBUG] trying", LogLevel::Debug);
    row("[2026-01-01 12:00:00 +0000] [42] [ERROR] Worker timeout", LogLevel::Error);
    row("12:00:00 ERROR lost", LogLevel::Error);
    row("[INFO] started", LogLevel::Info);
    row("[warning] slow", LogLevel::Warning);
    row("INFO: started", LogLevel::Info);
    row("INFO:     127.0.0.1:54321 - \"GET / HTTP/1.1\" 200 OK", LogLevel::Info);
    row("warning: unused variable", LogLevel::Warning);
    row("Error: no such file", LogLevel::Error);
    row("fatal: not a git repository", LogLevel::Critical);
    row("ERROR no such file", LogLevel::Error);
    // loguru, rich, structlog
    row("2026-01-01 12:00:00.123 | WARNING  | __main__:<module>:3 - slow", LogLevel::Warning);
    row("2026-01-01 12:00:00.123 | SUCCESS  | __main__:main:3 - done", LogLevel::Info);
    row("[12:00:00] ERROR    no such file                    train.py:12", LogLevel::Error);
    row("           WARNING  a second line of that time      train.py:13", LogLevel::Warning);
    // glog, klog, TensorFlow
    row("E0101 12:00:00.123456  4242 loader.cc:12] cannot open", LogLevel::Error);
    row("W0101 12:00:00.123456 4242 loader.cc:12] slow", LogLevel::Warning);
    row("I20260101 12:00:00.1 4242 loader.cc:12] old glog has no year", LogLevel::Info);
    row("2026-01-01 12:00:00.123456: W tensorflow/core/util.cc:12] no GPU", LogLevel::Warning);
    row("2026-01-01 12:00:00.123456: E tensorflow/core/util.cc:12] no GPU", LogLevel::Error);
    // logfmt, JSON, Python's warnings
    row("time=2026-01-01T12:00:00Z level=warn msg=\"slow\"", LogLevel::Warning);
    row("{\"time\": \"2026-01-01\", \"levelname\": \"ERROR\", \"message\": \"lost\"}", LogLevel::Error);
    row("train.py:12: UserWarning: no GPU was found", LogLevel::Warning);
    row("Fatal Python error: Segmentation fault", LogLevel::Critical);
    // words that are no marks
    row("no ERROR here", LogLevel::Info);
    row("the error rate is 3 %", LogLevel::Info);
    row("Information: nothing", LogLevel::Info);
    row("INFORMATION", LogLevel::Info);
    row("ERRORS=0", LogLevel::Info);
    row("DEBUG=1 make", LogLevel::Info);
    row("mean error: 0.3", LogLevel::Info);
    row("plain text", LogLevel::Info);
    row("", LogLevel::Info);
}

void TestLevelReader::readsTheMarksOfLoggers()
{
    QFETCH(QString, line);
    QFETCH(LogLevel, level);
    LevelReader reader;
    QCOMPARE(reader.read(line).level, level);
}

void TestLevelReader::findsTheTextBehindTheMark_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *line, const char *text) {
        QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(text);
    };
    row("INFO:root:step 3/10", "step 3/10");
    row("INFO: step 3/10", "step 3/10");
    row("[INFO] step 3/10", "step 3/10");
    row("2026-01-01 12:00:00,123 - name - INFO - step 3/10", "step 3/10");
    row("2026-01-01 12:00:00,123 INFO step 3/10", "step 3/10");
    row("I0101 12:00:00.123456 4242 a.cc:12] step 3/10", "step 3/10");
    row("step 3/10", "step 3/10");
}

void TestLevelReader::findsTheTextBehindTheMark()
{
    QFETCH(QString, line);
    QFETCH(QString, text);
    LevelReader reader;
    QCOMPARE(line.mid(reader.read(line).messageStart), text);
}

namespace {
/// One letter a line: i, w, e, c.
QByteArray levelsOf(const QByteArray &output)
{
    LevelReader reader;
    QByteArray letters;
    for (const QByteArray &line : output.split('\n'))
        letters += "tdiwec"[int(reader.read(QString::fromUtf8(line)).level)];
    return letters;
}
} // namespace

void TestLevelReader::followsATraceback()
{
    QCOMPARE(levelsOf("loading\n"
                      "Traceback (most recent call last):\n"
                      "  File \"train.py\", line 3, in <module>\n"
                      "    main()\n"
                      "ValueError: bad INFO: data\n"
                      "cleaning up"),
             "ieeeei"_ba);
}

void TestLevelReader::followsAChainOfTracebacks()
{
    QCOMPARE(levelsOf("Traceback (most recent call last):\n"
                      "  File \"train.py\", line 3, in <module>\n"
                      "KeyError: 'loss'\n"
                      "\n"
                      "During handling of the above exception, another exception occurred:\n"
                      "\n"
                      "Traceback (most recent call last):\n"
                      "  File \"train.py\", line 5, in <module>\n"
                      "RuntimeError: no loss\n"
                      "INFO:root:cleaning up"),
             "eeeeeeeeei"_ba);
}

void TestLevelReader::aMessageOfSeveralLinesKeepsItsLevel()
{
    QCOMPARE(levelsOf("train.py:12: UserWarning: no GPU\n"
                      "  warnings.warn(\n"
                      "INFO:root:text\n"
                      "  indented\n"
                      "ERROR:root:first\n"
                      "\tsecond\n"
                      "at the margin"),
             "wwiieei"_ba);
}

QTEST_GUILESS_MAIN(TestLevelReader)
#include "tst_levelreader.moc"
