// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/refusallog.h"

#include <QTest>

using namespace stagewatch::server;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// A log that nobody can flood from outside.
class TestRefusalLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void fewAreAllWritten();
    void floodIsCounted();
};

void TestRefusalLog::fewAreAllWritten()
{
    RefusalLog log(2);
    for (int second = 0; second < 5; ++second) {
        for (const auto offset : { 0ms, 999ms })
            QCOMPARE(log.note(u"x"_s, std::chrono::seconds(second) + offset), QStringList{ u"x"_s });
    }
}

void TestRefusalLog::floodIsCounted()
{
    RefusalLog log(3);
    QStringList written;
    for (int i = 0; i < 1000; ++i)
        written += log.note(QString::number(i), 5s + i * 1ms);
    QCOMPARE(written, (QStringList{ u"0"_s, u"1"_s, u"2"_s }));
    QCOMPARE(log.note(u"next"_s, 6000ms), (QStringList{ u"997 more refusals were not logged."_s, u"next"_s }));
    QCOMPARE(log.note(u"last"_s, 6001ms), QStringList{ u"last"_s });
}

QTEST_GUILESS_MAIN(TestRefusalLog)
#include "tst_refusallog.moc"
