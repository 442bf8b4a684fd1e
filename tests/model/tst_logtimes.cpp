// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logtimes.h"

#include "model/logmodel.h"
#include "streamfixture.h"

#include <QDateTime>
#include <QSignalSpy>
#include <QTest>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogModel;
using model::LogTimes;
using Form = LogTimes::Form;

namespace {
constexpr qint64 start = 1'780'000'000'000; // 2026-05-28 20:26:40 UTC
constexpr qint64 hour = 3'600'000;
} // namespace

class TestLogTimes : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void saysATime_data();
    void saysATime();
    void everyTimeOfAFormIsAsWide();
    void theTooltipSaysAllForms();
    void writesTimesForOtherPrograms();
    void theLogSpeaksInTheChosenForm();
    void aGapSpeaksAsItsLogDoes();
};

void TestLogTimes::initTestCase()
{
    QLocale::setDefault(QLocale::c());
    qputenv("TZ", "Asia/Kolkata"); // five and a half hours ahead: no form can be taken for another
    ::tzset();
}

void TestLogTimes::saysATime_data()
{
    QTest::addColumn<Form>("form");
    QTest::addColumn<qint64>("time");
    QTest::addColumn<QString>("text");
    QTest::newRow("local") << Form::Local << start + 204 << u"01:56:40.204"_s;
    QTest::newRow("UTC") << Form::Utc << start + 204 << u"20:26:40.204"_s;
    QTest::newRow("at the start") << Form::Relative << start << u"+00:00:00.000"_s;
    QTest::newRow("after it") << Form::Relative << start + 12 * 60'000 + 41'204 << u"+00:12:41.204"_s;
    QTest::newRow("before it") << Form::Relative << start - 1 << u"-00:00:00.001"_s;
    QTest::newRow("days later") << Form::Relative << start + 100 * hour << u"+100:00:00.000"_s;
    QTest::newRow("year 1") << Form::Relative << qint64(-62'135'596'800'000) << u"-17754332:26:40.000"_s;
    QTest::newRow("year 9999") << Form::Utc << qint64(253'402'300'799'999) << u"23:59:59.999"_s;
}

void TestLogTimes::saysATime()
{
    QFETCH(Form, form);
    QFETCH(qint64, time);
    QTEST((LogTimes{ form, start }.text(time)), "text");
}

void TestLogTimes::everyTimeOfAFormIsAsWide()
{
    for (const Form form : { Form::Local, Form::Utc, Form::Relative }) {
        const LogTimes times{ form, start };
        const auto length = times.text(start).size();
        for (const qint64 ms : { start + 1, start + hour - 1, start + 99 * hour })
            QCOMPARE(times.text(ms).size(), length);
        QVERIFY(times.widestText().size() >= length);
    }
}

void TestLogTimes::theTooltipSaysAllForms()
{
    const QStringList lines = LogTimes{ Form::Local, start }.everyForm(start + 61'000).split(u'\n');
    QCOMPARE(lines.size(), 3);
    const QString zone = QDateTime::fromMSecsSinceEpoch(start).timeZoneAbbreviation();
    QVERIFY2(lines[0].endsWith(u"01:57:41.000 "_s + zone), qPrintable(lines[0]));
    QCOMPARE(lines[1], u"2026-05-28 20:27:41.000 UTC"_s);
    QCOMPARE(lines[2], u"+00:01:01.000 since the run's start"_s);
}

void TestLogTimes::writesTimesForOtherPrograms()
{
    QCOMPARE(model::isoTime(start + 817, true), u"2026-05-28T20:26:40.817Z"_s);
    QCOMPARE(model::isoTime(start + 817, false), u"2026-05-29T01:56:40.817+05:30"_s);
}

void TestLogTimes::theLogSpeaksInTheChosenForm()
{
    test::StreamFixture fixture;
    fixture.add("stage_transition", R"({"stage": "training"})");
    fixture.addLog("info", "one");
    fixture.deliver();
    LogModel &log = *fixture.stream.currentRun()->log();
    const auto time = [&log] { return log.index(0, LogModel::TimeColumn).data().toString(); };
    const auto title = [&log] { return log.headerData(LogModel::TimeColumn, Qt::Horizontal, Qt::DisplayRole); };
    const QString local = time();
    QCOMPARE(title(), u"Time"_s);
    const QSignalSpy changed(&log, &LogModel::dataChanged);
    log.setTimeForm(Form::Relative);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(time(), u"+00:00:01.000"_s); // a second after the transition
    QCOMPARE(title(), u"Since start"_s);
    log.setTimeForm(Form::Utc);
    QCOMPARE(time(), LogTimes{ Form::Utc }.text(log.index(0, 0).data(LogModel::TimeMsRole).toLongLong()));
    QVERIFY(time() != local);
}

void TestLogTimes::aGapSpeaksAsItsLogDoes()
{
    test::StreamFixture fixture;
    fixture.add("stage_transition", R"({"stage": "training"})");
    fixture.add("gap", R"({"requested_since": 1, "first_sequence": 5})");
    fixture.addLog("info", "one");
    fixture.deliver();
    LogModel &log = *fixture.stream.currentRun()->log();
    const auto message = [&log] { return log.index(0, LogModel::MessageColumn).data().toString(); };
    const QString local = message();
    QVERIFY2(local.startsWith(u"Events between 17:30:01.000 and 17:30:03.000"_s), qPrintable(local));
    log.setTimeForm(Form::Utc);
    QVERIFY2(message().startsWith(u"Events between 12:00:01.000 and 12:00:03.000"_s), qPrintable(message()));
    log.setTimeForm(Form::Relative);
    QVERIFY2(message().startsWith(u"Events between +00:00:00.000 and +00:00:02.000"_s), qPrintable(message()));
}

QTEST_GUILESS_MAIN(TestLogTimes)
#include "tst_logtimes.moc"
