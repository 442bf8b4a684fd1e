// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logplaces.h"

#include "streamfixture.h"

#include <QSignalSpy>
#include <ctime>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using model::LogTimes;
using model::StageSearch;

namespace {
constexpr qint64 start = 1'780'000'000'000; // 2026-05-28 20:26:40 UTC, 29 May 01:56:40 in Kolkata
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
constexpr qint64 none = -1;
} // namespace

class TestLogPlaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void readsATime_data();
    void readsATime();
    void findsTheFirstPlaceOfATime_data();
    void findsTheFirstPlaceOfATime();
    void findsWhereAStageBegan_data();
    void findsWhereAStageBegan();
    void aNewerSearchReplacesTheOldOne();
    void goesWhileItSearches();
};

void TestLogPlaces::initTestCase()
{
    qputenv("TZ", "Asia/Kolkata");
    ::tzset();
}

void TestLogPlaces::readsATime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<LogTimes::Form>("form");
    QTest::addColumn<qint64>("time");
    using Form = LogTimes::Form;
    QTest::newRow("time of day") << u"01:58"_s << Form::Local << start + 80'000;
    QTest::newRow("in UTC") << u"20:28"_s << Form::Utc << start + 80'000;
    QTest::newRow("with seconds") << u" 1:58:02 "_s << Form::Local << start + 82'000;
    QTest::newRow("with milliseconds") << u"01:58:02.25"_s << Form::Local << start + 82'250;
    QTest::newRow("with a comma") << u"01:58:02,5"_s << Form::Local << start + 82'500;
    QTest::newRow("yesterday is nearer") << u"23:50"_s << Form::Local << start - 126 * minute - 40'000;
    QTest::newRow("with a date") << u"2026-05-29 01:58"_s << Form::Local << start + 80'000;
    QTest::newRow("with a date in UTC") << u"2026-05-28T20:28"_s << Form::Utc << start + 80'000;
    QTest::newRow("with a zone") << u"2026-05-28T22:28:00+02:00"_s << Form::Utc << start + 80'000;
    QTest::newRow("minutes and seconds") << u"+12:41"_s << Form::Local << start + 12 * minute + 41'000;
    QTest::newRow("hours") << u"+1:02:03.5"_s << Form::Relative << start + hour + 2 * minute + 3'500;
    QTest::newRow("before the start") << u"-0:05"_s << Form::Relative << start - 5'000;
    QTest::newRow("seconds as a word") << u"+90s"_s << Form::Local << start + 90'000;
    QTest::newRow("hours and minutes as words") << u"+2h30m"_s << Form::Local << start + 2 * hour + 30 * minute;
    QTest::newRow("minutes as a word") << u"+5 min"_s << Form::Local << start + 5 * minute;
    QTest::newRow("a sign alone") << u"+"_s << Form::Local << none;
    QTest::newRow("a word") << u"training"_s << Form::Local << none;
    QTest::newRow("no such hour") << u"25:00"_s << Form::Local << none;
    QTest::newRow("no such day") << u"2026-02-30 12:00"_s << Form::Local << none;
    QTest::newRow("nothing") << QString() << Form::Local << none;
}

void TestLogPlaces::readsATime()
{
    QFETCH(QString, text);
    QFETCH(LogTimes::Form, form);
    QTEST(model::parseLogTime(text, { form, start }, start).value_or(none), "time");
}

void TestLogPlaces::findsTheFirstPlaceOfATime_data()
{
    QTest::addColumn<QList<qint64>>("times");
    QTest::addColumn<qint64>("wanted");
    QTest::addColumn<qint64>("place");
    const QList<qint64> rising{ 10, 20, 20, 20, 30 };
    QTest::newRow("before all") << rising << qint64(1) << qint64(0);
    QTest::newRow("the first of equals") << rising << qint64(20) << qint64(1);
    QTest::newRow("between two") << rising << qint64(21) << qint64(4);
    QTest::newRow("after all") << rising << qint64(31) << qint64(5);
    QTest::newRow("nothing there") << QList<qint64>() << qint64(5) << qint64(0);
    // 20 is passed twice, at 1 and at 4; one of them is found.
    QTest::newRow("backwards") << QList<qint64>{ 10, 20, 15, 17, 25, 30 } << qint64(20) << qint64(4);
}

void TestLogPlaces::findsTheFirstPlaceOfATime()
{
    QFETCH(QList<qint64>, times);
    QFETCH(qint64, wanted);
    QTEST(model::placeAtTime(
              times.size(), [&times](qint64 place) { return times[place]; }, wanted),
          "place");
}

void TestLogPlaces::findsWhereAStageBegan_data()
{
    QTest::addColumn<QString>("stage");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<qint64>("row");
    // 0 training begins, 1 its line, 2 evaluation begins, 3 its line, 4 training begins again, 5 its line,
    // 6 and 7 lines of a stage that nobody announced
    QTest::newRow("the first time") << u"training"_s << none << qint64(0);
    QTest::newRow("of a later stage") << u"evaluation"_s << none << qint64(2);
    QTest::newRow("before a line of the second time") << u"training"_s << qint64(5) << qint64(4);
    QTest::newRow("before a line of the first time") << u"training"_s << qint64(1) << qint64(0);
    QTest::newRow("unannounced, from the top") << u"upload"_s << none << qint64(6);
    QTest::newRow("unannounced, from its second line") << u"upload"_s << qint64(7) << qint64(6);
    QTest::newRow("never seen") << u"nowhere"_s << none << none;
}

void TestLogPlaces::findsWhereAStageBegan()
{
    QFETCH(QString, stage);
    QFETCH(qint64, before);
    test::StreamFixture fixture;
    for (const char *name : { "training", "evaluation", "training" }) {
        fixture.add("stage_transition", R"({"stage": ")" + QByteArray(name) + R"("})");
        fixture.addLog("info", "line", name);
    }
    fixture.addLog("info", "line", "upload");
    fixture.addLog("info", "line", "upload");
    fixture.deliver();
    StageSearch search;
    qint64 row = none;
    bool answered = false;
    connect(&search, &StageSearch::found, this, [&](qint64 found) {
        row = found;
        answered = true;
    });
    connect(&search, &StageSearch::notFound, this, [&] { answered = true; });
    search.start(fixture.journal, fixture.stream.currentRun()->rows(), stage, before);
    QTRY_VERIFY(answered);
    QTEST(row, "row");
}

void TestLogPlaces::aNewerSearchReplacesTheOldOne()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage": "one"})");
    fixture.say("stage_transition", R"({"stage": "two"})");
    StageSearch search;
    QSignalSpy found(&search, &StageSearch::found);
    search.start(fixture.journal, fixture.stream.currentRun()->rows(), u"one"_s);
    search.start(fixture.journal, fixture.stream.currentRun()->rows(), u"two"_s);
    QTRY_COMPARE(found.size(), 1);
    QCOMPARE(found.first().first().toLongLong(), 1);
    search.start(fixture.journal, fixture.stream.currentRun()->rows(), u"one"_s);
    search.cancel();
    QCoreApplication::processEvents();
    QCOMPARE(found.size(), 1);
}

void TestLogPlaces::goesWhileItSearches()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage": "one"})");
    for (int i = 0; i < 10'000; ++i)
        fixture.addLog("info", "line", "two");
    fixture.deliver();
    {
        StageSearch search;
        search.start(fixture.journal, fixture.stream.currentRun()->rows(), u"one"_s, 10'000);
    }
    QCoreApplication::processEvents(); // no answer comes to what is gone
}

QTEST_GUILESS_MAIN(TestLogPlaces)
#include "tst_logplaces.moc"
