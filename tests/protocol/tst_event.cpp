// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/event.h"

#include <QTest>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

class TestEvent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesTitlesOutOfIds_data();
    void makesTitlesOutOfIds();
    void mapsLevelsToTheNearest_data();
    void mapsLevelsToTheNearest();
    void namesReadBack();
    void understandsOtherWordsForStatus();
    void knowsTheEndOfARun();
    void knowsWhatBelongsToOneConnection();
};

void TestEvent::makesTitlesOutOfIds_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("title");
    QTest::newRow("guide") << u"model_selection"_s << u"Model Selection"_s;
    QTest::newRow("one word") << u"training"_s << u"Training"_s;
    QTest::newRow("capitals stay") << u"train_XGBoost"_s << u"Train XGBoost"_s;
    QTest::newRow("underscores around") << u"__a__b_"_s << u"A B"_s;
    QTest::newRow("hyphens are part of a word") << u"fine-tuning"_s << u"Fine-tuning"_s;
    QTest::newRow("empty") << u""_s << u""_s;
    QTest::newRow("only underscores") << u"___"_s << u""_s;
    QTest::newRow("not ASCII") << u"évaluation_finale"_s << u"Évaluation Finale"_s;
}

void TestEvent::makesTitlesOutOfIds()
{
    QFETCH(QString, id);
    QFETCH(QString, title);
    QCOMPARE(titleFromId(id), title);
}

void TestEvent::mapsLevelsToTheNearest_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("level");
    const auto row = [](const char *name, LogLevel level) {
        QTest::newRow(name) << QString::fromLatin1(name) << static_cast<int>(level);
    };
    row("trace", LogLevel::Trace);
    row("DEBUG", LogLevel::Debug);
    row("Info", LogLevel::Info);
    row("notice", LogLevel::Info);
    row("warn", LogLevel::Warning);
    row("WARNING", LogLevel::Warning);
    row("error", LogLevel::Error);
    row("fatal", LogLevel::Critical);
    row("critical", LogLevel::Critical);
    row("10", LogLevel::Debug);
    row("20", LogLevel::Info);
    row("30", LogLevel::Warning);
    row("40", LogLevel::Error);
    row("50", LogLevel::Critical);
    row("5", LogLevel::Trace);
    row("whatever", LogLevel::Info);
    row("", LogLevel::Info);
}

void TestEvent::mapsLevelsToTheNearest()
{
    QFETCH(QString, name);
    QFETCH(int, level);
    QCOMPARE(static_cast<int>(logLevelFromWire(name)), level);
}

void TestEvent::namesReadBack()
{
    for (int i = 0; i <= static_cast<int>(LogLevel::Critical); ++i)
        QVERIFY(logLevelFromWire(wireName(LogLevel(i)), LogLevel(5 - i)) == LogLevel(i));
    for (int i = 0; i <= static_cast<int>(RunStatus::Cancelled); ++i)
        QVERIFY(runStatusFromWire(wireName(RunStatus(i))) == RunStatus(i));
    for (int i = 0; i <= static_cast<int>(StageStatus::Cancelled); ++i)
        QVERIFY(stageStatusFromWire(wireName(StageStatus(i))) == StageStatus(i));
    QCOMPARE(wireName(RunStatus::WaitingForApproval), u"waiting_for_approval"_s);
    QCOMPARE(wireName(ProgressScope::Stage), u"stage"_s);
    QCOMPARE(wireName(ProgressScope::Unknown), QString());
    QCOMPARE(wireName(ApprovalDecision::Approved), u"approved"_s);
    QCOMPARE(wireName(ResolutionSource::Timeout), u"timeout"_s);
    QCOMPARE(wireName(TimeoutAction::Fail), u"fail"_s);
}

void TestEvent::understandsOtherWordsForStatus()
{
    QVERIFY(runStatusFromWire(u"Canceled") == RunStatus::Cancelled);
    QVERIFY(runStatusFromWire(u"SUCCESS") == RunStatus::Completed);
    QVERIFY(stageStatusFromWire(u"done") == StageStatus::Completed);
    QVERIFY(!runStatusFromWire(u"training"));
    QVERIFY(!stageStatusFromWire(u""));
}

void TestEvent::knowsTheEndOfARun()
{
    const auto with = [](Payload payload) {
        Event event;
        event.payload = std::move(payload);
        return event;
    };
    QVERIFY(isTerminal(with(PipelineCompleted{})));
    QVERIFY(isTerminal(with(PipelineFailed{})));
    QVERIFY(isTerminal(with(PipelineCancelled{})));
    for (const QString &id : { u"completed"_s, u"failed"_s, u"cancelled"_s, u"canceled"_s, u"COMPLETED"_s })
        QVERIFY(isTerminal(with(StageTransition{ { id, {} }, {}, {} })));
    QVERIFY(!isTerminal(with(StageTransition{ { u"training"_s, {} }, {}, {} })));
    QVERIFY(!isTerminal(with(ErrorEvent{})));
    QVERIFY(isTerminal(RunStatus::Cancelled));
    QVERIFY(!isTerminal(RunStatus::Cancelling));
}

void TestEvent::knowsWhatBelongsToOneConnection()
{
    const auto with = [](Payload payload) {
        Event event;
        event.payload = std::move(payload);
        return event;
    };
    QVERIFY(isConnectionEvent(with(Connected{})));
    QVERIFY(isConnectionEvent(with(Pong{})));
    QVERIFY(isConnectionEvent(with(ServerPing{})));
    QVERIFY(isConnectionEvent(with(CancelAcknowledged{})));
    QVERIFY(isConnectionEvent(with(ApprovalAcknowledged{})));
    QVERIFY(!isConnectionEvent(with(Log{})));
    QVERIFY(!isConnectionEvent(with(ErrorEvent{})));
    QVERIFY(!isConnectionEvent(with(UnknownEvent{})));
}

QTEST_GUILESS_MAIN(TestEvent)
#include "tst_event.moc"
