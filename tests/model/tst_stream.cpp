// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventmodel.h"
#include "model/logmodel.h"
#include "streamfixture.h"

#include <QSignalSpy>

using namespace stagewatch;
using model::CancelProgress;
using model::Stream;

class TestStream : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void signalsOnceABatchAndRun();
    void foldsEveryEvent();
    void tellsOfLiveApprovalsOnly();
    void tellsOfApprovalsFoundAfterAReconnect();
    void tellsOfAnEndThatWasWatched();
    void followsACancel();
    void saysThatACancelWasNotConfirmed();
    void measuresTheRate();
    void reopensAFinishedRun();
    void reopensAnEmptyJournal();
    void saysWhatKeepsItFromReading();
    void goesWhileItLoads();
    void readsRowsOnlyOncePublished();
    void setsTheStatusOnce();
};

void TestStream::signalsOnceABatchAndRun()
{
    test::StreamFixture fixture;
    QSignalSpy added(&fixture.stream, &Stream::runAdded);
    QSignalSpy changed(&fixture.stream, &Stream::runChanged);
    for (int i = 0; i < 1000; ++i)
        fixture.addLog("info", "x");
    fixture.add("pipeline_completed");
    fixture.add("stage_transition", R"({"stage":"analyzing","progress":0})");
    fixture.addLog("info", "x");
    fixture.deliver();
    QCOMPARE(added.size(), 2);
    QCOMPARE(changed.size(), 2);
    fixture.say("pong");
    QCOMPARE(changed.size(), 2);
    QCOMPARE(fixture.stream.currentRun()->number(), 2);
    QCOMPARE(fixture.stream.run(2), nullptr);
    QCOMPARE(fixture.stream.run(-1), nullptr);
}

void TestStream::foldsEveryEvent()
{
    test::StreamFixture fixture;
    model::RunBook expected(fixture.project);
    protocol::Decoder decoder;
    for (int i = 0; i < 5000; ++i) {
        const QByteArray bytes = i % 50 == 0
            ? fixture.message("stage_transition",
                              "{\"stage\":\"s" + QByteArray::number(i / 1000)
                                  + "\",\"progress\":" + QByteArray::number(i / 5000.0) + "}")
            : fixture.message("log", R"({"level":"info","message":"x"})");
        auto decoded = decoder.decode(bytes, fixture.now);
        expected.apply(*decoded.event);
        fixture.addRaw(bytes);
        if (i % 333 == 0)
            fixture.deliver();
    }
    fixture.deliver();
    QCOMPARE(fixture.stream.runCount(), expected.size());
    QVERIFY(fixture.stream.book().run(0) == expected.run(0));
    QCOMPARE(fixture.stream.eventCount(), 5000);
}

void TestStream::tellsOfLiveApprovalsOnly()
{
    test::StreamFixture fixture;
    QSignalSpy asked(&fixture.stream, &Stream::approvalAsked);
    fixture.say("approval_required", R"({"approval_id":"old"})", R"("replayed":true)");
    QCOMPARE(asked.size(), 0);
    fixture.say("approval_resolved", R"({"approval_id":"old","decision":"approved"})", R"("replayed":true)");
    fixture.say("approval_required", R"({"approval_id":"new"})");
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(1).toString(), QStringLiteral("new"));
    fixture.say("approval_required", R"({"approval_id":"new"})");
    QCOMPARE(asked.size(), 1);
    fixture.add("approval_required", R"({"approval_id":"brief"})");
    fixture.add("approval_resolved", R"({"approval_id":"brief","decision":"approved"})");
    fixture.deliver();
    QCOMPARE(asked.size(), 1); // decided before anybody could look
}

void TestStream::tellsOfApprovalsFoundAfterAReconnect()
{
    test::StreamFixture fixture;
    QSignalSpy asked(&fixture.stream, &Stream::approvalAsked);
    const QByteArray state =
        R"({"status":"waiting_for_approval","stage":"training","pending_approvals":[{"approval_id":"p","approval_type":"x","message":"m"}]})";
    fixture.say("state", state);
    QCOMPARE(asked.size(), 1);
    fixture.say("state", state);
    QCOMPARE(asked.size(), 1);
}

void TestStream::tellsOfAnEndThatWasWatched()
{
    test::StreamFixture fixture;
    QSignalSpy ended(&fixture.stream, &Stream::runEnded);
    fixture.say("state", R"({"status":"completed","stage":"deployment","started_at":"2024-01-01T10:00:00Z"})");
    QCOMPARE(ended.size(), 0); // it was over before we came
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    fixture.say("pipeline_completed");
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.first().first().toInt(), fixture.stream.runCount() - 1);
    fixture.add("stage_transition", R"({"stage":"training","progress":0})");
    fixture.add("pipeline_failed", R"({"error":"x"})");
    fixture.deliver(); // a whole run in one batch
    QCOMPARE(ended.size(), 2);
}

void TestStream::followsACancel()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    QSignalSpy changed(&fixture.stream, &Stream::cancelChanged);
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::None);
    fixture.stream.noteSent(protocol::Cancel{ QStringLiteral("late"), false, QStringLiteral("c1") }, fixture.now);
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::Requested);
    fixture.say("cancel_acknowledged", R"({"request_id":"c1","delivered":true})");
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::Acknowledged);
    fixture.say("pipeline_cancelled", R"({"reason":"late"})");
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::Ended);
    QCOMPARE(fixture.stream.cancelProgress(0).outcome(), std::optional(protocol::RunStatus::Cancelled));
    QCOMPARE(changed.size(), 3);
    QCOMPARE(fixture.stream.cancelProgress(7).step(), CancelProgress::Step::None);
}

void TestStream::saysThatACancelWasNotConfirmed()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    fixture.stream.noteSent(protocol::Cancel{}, fixture.now);
    fixture.stream.tick(fixture.now + std::chrono::seconds{ 11 });
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::Unconfirmed);
    fixture.stream.noteSendFailed(protocol::Cancel{}, QStringLiteral("gone"), fixture.now);
    QCOMPARE(fixture.stream.cancelProgress(0).step(), CancelProgress::Step::NotSent);
    QCOMPARE(fixture.stream.problems()->rowCount(), 1);
    fixture.stream.noteSendFailed(protocol::Ping{}, QStringLiteral("gone"), fixture.now);
    QCOMPARE(fixture.stream.problems()->totalCount(), 1); // a ping is the client's own affair
}

void TestStream::measuresTheRate()
{
    test::StreamFixture fixture;
    const auto start = fixture.now;
    const auto after = [&](int ms) { return start + std::chrono::milliseconds{ ms }; };
    QCOMPARE(fixture.stream.eventsPerSecond(start), 0.0);
    fixture.stream.tick(start);
    for (int i = 0; i < 100; ++i)
        fixture.addLog("info", "x");
    fixture.deliver();
    QCOMPARE(fixture.stream.eventsPerSecond(after(100)), 0.0);
    QCOMPARE(fixture.stream.eventsPerSecond(after(2000)), 50.0);
    for (int second = 1; second < 20; ++second)
        fixture.stream.tick(after(second * 1000));
    QCOMPARE(fixture.stream.eventsPerSecond(after(19'000)), 0.0);
    fixture.stream.tick(after(1000)); // the clock was set back
    QVERIFY(fixture.stream.eventsPerSecond(after(2000)) >= 0.0);
}

void TestStream::reopensAFinishedRun()
{
    test::StreamFixture live;
    live.say("connected");
    for (int i = 0; i < 10'000; ++i)
        live.addLog("info", "line " + QByteArray::number(i));
    live.add("decision", R"({"decision":"x","confidence":0.5})");
    live.add("approval_required", R"({"approval_id":"a"})");
    live.add("pipeline_completed", R"({"result":{"metrics":{"auc":0.9}}})");
    live.deliver();

    const test::JournalCopy copy(*live.journal);
    Stream reopened(2, live.stream.endpoint(), copy.openUnread());
    QSignalSpy loaded(&reopened, &Stream::loaded);
    QSignalSpy asked(&reopened, &Stream::approvalAsked);
    QSignalSpy ended(&reopened, &Stream::runEnded);
    reopened.loadFromJournal();
    QVERIFY(reopened.isLoading());
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(!reopened.isLoading());
    QCOMPARE(loaded.front().front().toString(), QString());
    QCOMPARE(reopened.runCount(), 1);
    QVERIFY(reopened.book().run(0) == live.stream.book().run(0));
    QCOMPARE(reopened.eventCount(), live.stream.eventCount());
    QCOMPARE(reopened.run(0)->log()->rowCount(), 10'001);
    QCOMPARE(reopened.run(0)->events()->rowCount(), 10'004);
    QCOMPARE(reopened.run(0)->metrics()->rowCount(), 1);
    QCOMPARE(asked.size() + ended.size(), 0); // nobody is told of what is long over
}

void TestStream::reopensAnEmptyJournal()
{
    test::StreamFixture live;
    const test::JournalCopy copy(*live.journal);
    Stream reopened(2, live.stream.endpoint(), copy.openUnread());
    QSignalSpy loaded(&reopened, &Stream::loaded);
    reopened.loadFromJournal();
    QTRY_COMPARE(loaded.size(), 1);
    QCOMPARE(reopened.runCount(), 0);
}

void TestStream::saysWhatKeepsItFromReading()
{
    test::StreamFixture live;
    for (int i = 0; i < 50'000; ++i)
        live.addLog("info", "x");
    live.deliver();
    const test::JournalCopy copy(*live.journal);
    Stream reopened(2, live.stream.endpoint(), copy.openUnread());
    QVERIFY(QFile(copy.path()).resize(100'000));
    QSignalSpy loaded(&reopened, &Stream::loaded);
    reopened.loadFromJournal();
    QTRY_COMPARE(loaded.size(), 1);
    QVERIFY(loaded.front().front().toString().contains(QStringLiteral("shorter")));
}

void TestStream::goesWhileItLoads()
{
    test::StreamFixture live;
    for (int i = 0; i < 50'000; ++i)
        live.addLog("info", "x");
    live.deliver();
    const test::JournalCopy copy(*live.journal);
    {
        Stream reopened(2, live.stream.endpoint(), copy.openUnread());
        reopened.loadFromJournal();
    }
    QCoreApplication::processEvents();
    Stream halfway(3, live.stream.endpoint(), copy.openUnread());
    halfway.loadFromJournal();
    QTRY_VERIFY(halfway.eventCount() > 0);
}

void TestStream::readsRowsOnlyOncePublished()
{
    test::StreamFixture fixture;
    fixture.say("stage_transition", R"({"stage":"training","progress":0})");
    model::EventModel &events = *fixture.stream.currentRun()->events();
    protocol::Decoder decoder;
    const QByteArray bytes = fixture.message("log", R"({"message":"buffered"})");
    auto decoded = decoder.decode(bytes, fixture.now);
    journal::Batch batch;
    batch.firstRow = fixture.journal->append(bytes, *decoded.event);
    batch.events.push_back(*decoded.event);
    fixture.stream.consume(std::move(batch)); // the disk was full: the row is not in the file yet
    QCOMPARE(events.rowCount(), 1);
    QCOMPARE(fixture.stream.book().run(0).logCount(), 1);
    fixture.addLog("info", "later");
    fixture.deliver();
    QCOMPARE(events.rowCount(), 3);
}

void TestStream::setsTheStatusOnce()
{
    test::StreamFixture fixture;
    QSignalSpy changed(&fixture.stream, &Stream::statusChanged);
    protocol::ConnectionStatus status;
    status.phase = protocol::ConnectionStatus::Phase::Connected;
    fixture.stream.setStatus(status);
    fixture.stream.setStatus(status);
    QCOMPARE(changed.size(), 1);
    QVERIFY(fixture.stream.status().isLive());
    QCOMPARE(fixture.stream.server(), QStringLiteral("localhost:8000"));
}

QTEST_GUILESS_MAIN(TestStream)
#include "tst_stream.moc"
