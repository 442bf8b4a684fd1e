// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execevents.h"

#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using namespace stagewatch::app;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::optional<Interruption>)

/// How a run ends, by how its program did and who interrupted it.
class TestExecEvents : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void endsAsTheProgramDid_data();
    void endsAsTheProgramDid();
    void aFailureTellsWhatWentWrong();
    void aCancelTellsWhoAndWhy();
    void completionHasAResult();
    void describesACancel();
};

void TestExecEvents::endsAsTheProgramDid_data()
{
    QTest::addColumn<ProgramEnd>("end");
    QTest::addColumn<std::optional<Interruption>>("interruption");
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("code");
    const std::optional<Interruption> nobody;
    const std::optional<Interruption> cancel = Interruption{ u"too slow"_s, u"ann"_s, true };
    const std::optional<Interruption> signal = Interruption{ u"Interrupted by SIGINT"_s, {}, false };
    QTest::newRow("success") << ProgramEnd{ 0, 0, {} } << nobody << u"pipeline_completed"_s << 0;
    QTest::newRow("failure") << ProgramEnd{ 3, 0, {} } << nobody << u"pipeline_failed"_s << 3;
    QTest::newRow("crash") << ProgramEnd{ 0, SIGSEGV, {} } << nobody << u"pipeline_failed"_s << 139;
    QTest::newRow("not found") << ProgramEnd{ 127, 0, u"not found"_s } << nobody << u"pipeline_failed"_s << 127;
    QTest::newRow("cancelled") << ProgramEnd{ 0, SIGTERM, {} } << cancel << u"pipeline_cancelled"_s << 143;
    QTest::newRow("cancelled, in good order") << ProgramEnd{ 0, 0, {} } << cancel << u"pipeline_cancelled"_s << 0;
    QTest::newRow("cancelled, not started") << ProgramEnd{ 126, 0, u"no"_s } << cancel << u"pipeline_failed"_s << 126;
    QTest::newRow("interrupted") << ProgramEnd{ 0, SIGINT, {} } << signal << u"pipeline_cancelled"_s << 130;
    QTest::newRow("interrupted, with a code") << ProgramEnd{ 130, 0, {} } << signal << u"pipeline_cancelled"_s << 130;
    QTest::newRow("interrupted, and finished") << ProgramEnd{ 0, 0, {} } << signal << u"pipeline_completed"_s << 0;
}

void TestExecEvents::endsAsTheProgramDid()
{
    QFETCH(ProgramEnd, end);
    QFETCH(std::optional<Interruption>, interruption);
    QFETCH(QString, type);
    QFETCH(int, code);
    QCOMPARE(endEvent(end, interruption, {}, {}, 1s).type, type);
    QCOMPARE(end.shellCode(), code);
}

void TestExecEvents::aFailureTellsWhatWentWrong()
{
    QStringList lines;
    for (int i = 1; i <= 20; ++i)
        lines.append(u"line %1"_s.arg(i));
    const ExecEvent event = endEvent({ 1, 0, {} }, {}, { u"training"_s, u"Model Training"_s }, lines, 1500ms);
    const QString error = event.data.find(u"error")->toText();
    QVERIFY(error.startsWith(u"Exit code 1"_s));
    QVERIFY(error.endsWith(u"line 19\nline 20"_s));
    QVERIFY(!error.contains(u"line 8\n"_s));
    QCOMPARE(event.data.find(u"stage")->toText(), u"training"_s);
    QCOMPARE(event.data.find(u"stage_display")->toText(), u"Model Training"_s);
    QCOMPARE(event.data.find(u"exit_code")->toInteger(), 1);
    QCOMPARE(event.data.find(u"duration_seconds")->toDouble(), 1.5);

    const ExecEvent crash = endEvent({ 0, SIGSEGV, {} }, {}, {}, {}, 1s);
    QCOMPARE(crash.data.find(u"error")->toText(), u"Ended by SIGSEGV"_s);
    QCOMPARE(crash.data.find(u"signal")->toText(), u"SIGSEGV"_s);

    const ExecEvent missing = endEvent({ 127, 0, u"\"x\" was not found."_s }, {}, {}, { u"other"_s }, 1s);
    QCOMPARE(missing.data.find(u"error")->toText(), u"\"x\" was not found."_s);
}

void TestExecEvents::aCancelTellsWhoAndWhy()
{
    const ExecEvent event = endEvent({ 0, SIGKILL, {} }, Interruption{ u"too slow"_s, u"ann"_s, true }, {}, {}, 1s);
    QCOMPARE(event.data.find(u"reason")->toText(), u"too slow"_s);
    QCOMPARE(event.data.find(u"requester")->toText(), u"ann"_s);
    QCOMPARE(event.data.find(u"signal")->toText(), u"SIGKILL"_s);
}

void TestExecEvents::completionHasAResult()
{
    const ExecEvent event = endEvent({ 0, 0, {} }, {}, {}, { u"a warning"_s }, 2250ms);
    QCOMPARE(event.data.toJson(), R"({"status":"completed","result":{"exit_code":0,"duration_seconds":2.25}})"_ba);
}

void TestExecEvents::describesACancel()
{
    QCOMPARE(describe(protocol::CancelRequested{}), u"Cancel requested."_s);
    QCOMPARE(describe(protocol::CancelRequested{ u"too slow"_s, {}, false }), u"Cancel requested: too slow."_s);
    QCOMPARE(describe(protocol::CancelRequested{ u"too slow."_s, u"ann"_s, true }),
             u"Cancel requested by ann: too slow."_s);
    QCOMPARE(signalName(SIGTERM), u"SIGTERM"_s);
    QCOMPARE(signalName(99), u"signal 99"_s);
}

QTEST_GUILESS_MAIN(TestExecEvents)
#include "tst_execevents.moc"
