// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/textform.h"

#include <QDateTime>
#include <QLocale>
#include <QTest>
#include <cmath>
#include <limits>

using namespace stagewatch;
using model::TextForm;

class TestTextForm : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void saysDurations_data();
    void saysDurations();
    void showsAClock_data();
    void showsAClock();
    void saysRemainingTimes_data();
    void saysRemainingTimes();
    void saysRanges_data();
    void saysRanges();
    void saysShares();
    void saysSizesAndCounts();
    void followsTheLocale();
    void timesAreAlwaysAsWide_data();
    void timesAreAlwaysAsWide();
    void aTimeOfDayHas24HoursInEveryLanguage();
    void hasAWordForEveryState();
};

void TestTextForm::saysDurations_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0 s");
    QTest::newRow("negative") << qint64(-5) << QStringLiteral("0 s");
    QTest::newRow("tenths") << qint64(400) << QStringLiteral("0.4 s");
    QTest::newRow("seconds") << qint64(48'900) << QStringLiteral("48 s");
    QTest::newRow("minutes") << qint64((12 * 60 + 41) * 1000) << QStringLiteral("12 min 41 s");
    QTest::newRow("hours") << qint64((3 * 60 + 5) * 60'000) << QStringLiteral("3 h 5 min");
    QTest::newRow("days") << qint64(50) * 3'600'000 << QStringLiteral("2 d 2 h");
    QTest::newRow("for ever") << std::numeric_limits<qint64>::max() << QStringLiteral("106,751,991,167 d 7 h");
}

void TestTextForm::saysDurations()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(TextForm::duration(ms), text);
}

void TestTextForm::showsAClock_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << qint64(0) << QStringLiteral("0:00");
    QTest::newRow("negative") << qint64(-1000) << QStringLiteral("0:00");
    QTest::newRow("seconds") << qint64(48'999) << QStringLiteral("0:48");
    QTest::newRow("minutes") << qint64(761'000) << QStringLiteral("12:41");
    QTest::newRow("hours") << qint64(3'723'000) << QStringLiteral("1:02:03");
}

void TestTextForm::showsAClock()
{
    QFETCH(qint64, ms);
    QFETCH(QString, text);
    QCOMPARE(TextForm::clock(ms), text);
}

void TestTextForm::saysRemainingTimes_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("soon") << 20.0 << QStringLiteral("under 1 min");
    QTest::newRow("negative") << -20.0 << QStringLiteral("under 1 min");
    QTest::newRow("minutes") << 300.0 << QStringLiteral("about 5 min");
    QTest::newRow("nearly an hour") << 3590.0 << QStringLiteral("about 1 h");
    QTest::newRow("hours, coarsely") << 4830.0 << QStringLiteral("about 1 h 20 min");
    QTest::newRow("days") << 86'400.0 * 3 << QStringLiteral("about 3 days");
    QTest::newRow("not finite") << std::nan("") << QString();
    QTest::newRow("infinite") << std::numeric_limits<double>::infinity() << QString();
    QTest::newRow("absurd") << 1e308 << QStringLiteral("about 365 days");
}

void TestTextForm::saysRemainingTimes()
{
    QFETCH(double, seconds);
    QFETCH(QString, text);
    QString shown = TextForm::about(seconds);
    shown.replace(QStringLiteral("day(s)"),
                  QStringLiteral("days")); // plural forms come with a translation, English too
    QCOMPARE(shown, text);
    QCOMPARE(TextForm::etaLeft(seconds).isEmpty(), text.isEmpty());
}

void TestTextForm::saysRanges_data()
{
    QTest::addColumn<double>("low");
    QTest::addColumn<double>("high");
    QTest::addColumn<QString>("text");
    QTest::newRow("a range") << 240.0 << 420.0 << QStringLiteral("4 to 7 min left");
    QTest::newRow("the wrong way round") << 420.0 << 240.0 << QStringLiteral("4 to 7 min left");
    QTest::newRow("alike") << 290.0 << 310.0 << QStringLiteral("about 5 min left");
    QTest::newRow("hours") << 7200.0 << 14'000.0 << QStringLiteral("2 to 4 h left");
    QTest::newRow("one not finite") << std::nan("") << 300.0 << QStringLiteral("about 5 min left");
}

void TestTextForm::saysRanges()
{
    QFETCH(double, low);
    QFETCH(double, high);
    QFETCH(QString, text);
    QCOMPARE(TextForm::etaRange(low, high), text);
}

void TestTextForm::saysShares()
{
    QCOMPARE(TextForm::percent(0.65), QString::fromUtf16(u"65\u00a0%"));
    QCOMPARE(TextForm::percent(0.123, 1), QString::fromUtf16(u"12.3\u00a0%"));
    QCOMPARE(TextForm::percent(std::nan("")), QString::fromUtf16(u"\u2014"));
}

void TestTextForm::saysSizesAndCounts()
{
    QCOMPARE(TextForm::size(0), QStringLiteral("0 bytes"));
    QCOMPARE(TextForm::size(301'400'000), QStringLiteral("301 MB"));
    QCOMPARE(TextForm::size(1'400'000), QStringLiteral("1.4 MB"));
    QCOMPARE(TextForm::count(1'204'330), QStringLiteral("1,204,330"));
    QCOMPARE(TextForm::perSecond(12'310), QStringLiteral("12,310 a second"));
    QCOMPARE(TextForm::perSecond(0.5), QStringLiteral("0.5 a second"));
}

void TestTextForm::followsTheLocale()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    const QString count = TextForm::count(1'204'330);
    const QString duration = TextForm::duration(400);
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCOMPARE(count, QStringLiteral("1.204.330"));
    QCOMPARE(duration, QStringLiteral("0,4 s"));
}

void TestTextForm::timesAreAlwaysAsWide_data()
{
    QTest::addColumn<qint64>("ms");
    QTest::newRow("1970") << qint64(0);
    QTest::newRow("now") << qint64(1'704'110'400'001);
    QTest::newRow("year 1") << qint64(-62'135'596'800'000);
    QTest::newRow("year 9999") << qint64(253'402'300'799'999);
}

void TestTextForm::timesAreAlwaysAsWide()
{
    QFETCH(qint64, ms);
    QCOMPARE(TextForm::time(model::fromMs(ms)).size(), 12);
    QVERIFY(!TextForm::fullTime(model::fromMs(ms)).isEmpty());
}

void TestTextForm::aTimeOfDayHas24HoursInEveryLanguage()
{
    const QDateTime when(QDate(2026, 7, 1), QTime(16, 9, 54));
    const auto time = model::fromMs(when.toMSecsSinceEpoch());
    QCOMPARE(TextForm::shortTime(time), QStringLiteral("16:09"));
    QVERIFY(TextForm::time(time).startsWith(TextForm::shortTime(time)));
}

void TestTextForm::hasAWordForEveryState()
{
    for (int i = 0; i <= int(protocol::RunStatus::Cancelled); ++i)
        QVERIFY(!TextForm::status(protocol::RunStatus(i)).isEmpty());
    for (int i = 0; i <= int(protocol::StageStatus::Cancelled); ++i)
        QVERIFY(!TextForm::stageStatus(protocol::StageStatus(i)).isEmpty());
    for (int i = 0; i <= int(protocol::LogLevel::Critical); ++i)
        QVERIFY(!TextForm::level(protocol::LogLevel(i)).isEmpty());
    for (int i = 0; i <= int(protocol::Problem::Kind::Local); ++i)
        QVERIFY(!TextForm::problemKind(protocol::Problem::Kind(i)).isEmpty());
    protocol::ConnectionStatus status;
    for (int i = 0; i <= int(protocol::ConnectionStatus::Phase::Closed); ++i) {
        status.phase = protocol::ConnectionStatus::Phase(i);
        QVERIFY(!TextForm::phase(status).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestTextForm)
#include "tst_textform.moc"
