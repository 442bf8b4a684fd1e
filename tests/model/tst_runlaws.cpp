// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What holds for a Run whatever comes: over many streams made from seeds, of good servers and of careless ones.
#include "model/runbook.h"
#include "protocol/encoder.h"
#include "randomstream.h"

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace stagewatch::model;
using namespace stagewatch::protocol;
using namespace stagewatch::test;

namespace {

void take(Run &run, Event event)
{
    run.complete(event);
    run.apply(event);
}

Run fold(const std::vector<Event> &events)
{
    Run run(u"churn"_s);
    for (const Event &event : events)
        take(run, event);
    return run;
}

Event stateOf(const Run &run)
{
    Event state;
    state.eventType = u"state"_s;
    state.projectId = u"churn"_s;
    state.time = run.updatedAt().value_or(Timestamp{});
    state.sequence = run.lastSequence();
    state.runId = run.runId();
    state.payload = run.snapshot();
    return state;
}

/// The event as it comes out of the other end of a socket.
Event sent(const Event &event)
{
    Decoder decoder;
    const auto decoded = decoder.decode(encode(event), Timestamp{});
    if (!decoded.event)
        qFatal("does not decode: %s", encode(event).constData());
    return *decoded.event;
}

/// What differs between two runs' states, as the two of them on the wire; nothing where they are equal.
QByteArray difference(const Run &run, const Run &expected)
{
    if (run.snapshot() == expected.snapshot())
        return {};
    return encode(stateOf(run)) + "\n instead of " + encode(stateOf(expected));
}

bool isShare(std::optional<double> share)
{
    return !share || (*share >= 0 && *share <= 1);
}

/// What is wrong with the run, in a word; nothing if all is as it must be.
QString fault(const Run &run)
{
    if (!isShare(run.progress()))
        return u"progress outside 0..1"_s;
    int running = 0;
    for (const Stage &stage : run.stages()) {
        if (!isShare(stage.progress) || !isShare(stage.startProgress) || !isShare(stage.lastProgress)
            || !isShare(stage.peakProgress))
            return u"a stage's progress outside 0..1"_s;
        if (stage.startedAt && stage.endedAt && *stage.endedAt < *stage.startedAt)
            return u"a stage that ends before it starts"_s;
        if (stage.name.id.isEmpty() || stage.name.display.isEmpty())
            return u"a stage without a name"_s;
        running += stage.status == StageStatus::Running;
    }
    if (running > (run.isEnded() ? 0 : 1))
        return u"%1 running stages"_s.arg(running);
    if (running == 1 && (!run.currentStage() || run.currentStage()->status != StageStatus::Running))
        return u"the running stage is not the current one"_s;
    if (run.isEnded() != run.endedAt().has_value())
        return u"ended without a time, or a time without an end"_s;
    if (run.endedAt() && *run.endedAt() < *run.startedAt())
        return u"a run that ends before it starts"_s;
    if (!run.isEmpty() && !run.updatedAt())
        return u"no time of the last event"_s;
    if (run.isEnded() && run.pendingApprovalCount() != 0)
        return u"an ended run waits for an approval"_s;
    if ((run.pendingApprovalCount() > 0) != (run.status() == RunStatus::WaitingForApproval)
        && run.status() != RunStatus::Cancelling)
        return u"waiting and pending approvals do not agree"_s;
    if (run.estimatedTimeRemaining().value_or(0) < 0 || (run.isEnded() && run.estimatedTimeRemaining()))
        return u"a remaining time that cannot be"_s;
    if (qint64(run.logs().size()) > std::min<qint64>(Run::keptLogs, run.logCount()))
        return u"too many log lines"_s;
    return {};
}

} // namespace

class TestRunLaws : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void staysInOrder_data() { addStreamRows(25); }
    void staysInOrder()
    {
        Run run(u"churn"_s);
        std::optional<RunStatus> end;
        for (const Event &event : streamOfTheRow()) {
            const bool wasEnded = run.isEnded();
            take(run, event);
            QVERIFY2(fault(run).isEmpty(), qPrintable(fault(run) + u" after "_s + QString::fromUtf8(encode(event))));
            QVERIFY(run.isEnded() || !wasEnded);
        }
        QVERIFY(run.isEnded());
    }

    void theSameEventsGiveTheSameRun_data() { addStreamRows(4); }
    void theSameEventsGiveTheSameRun()
    {
        const std::vector<Event> events = streamOfTheRow();
        QVERIFY(fold(events) == fold(events));
    }

    void whatIsEncodedAgainTellsTheSame_data() { addStreamRows(8); }
    void whatIsEncodedAgainTellsTheSame()
    {
        Run first(u"churn"_s);
        Run second(u"churn"_s);
        for (Event event : streamOfTheRow()) {
            first.complete(event);
            first.apply(event);
            take(second, sent(event));
            QVERIFY2(difference(second, first).isEmpty(), difference(second, first).constData());
        }
        QVERIFY(first.errors() == second.errors());
        QVERIFY(first.approvals() == second.approvals());
        QVERIFY(first.stages() == second.stages());
    }

    void aSnapshotSurvivesTheWire_data() { addStreamRows(4); }
    void aSnapshotSurvivesTheWire()
    {
        Run run(u"churn"_s);
        for (const Event &event : streamOfTheRow()) {
            take(run, event);
            QVERIFY2(*sent(stateOf(run)).as<Snapshot>() == run.snapshot(), encode(stateOf(run)).constData());
        }
    }

    void aNewcomerKnowsWhatTheSnapshotSays_data() { addStreamRows(8); }
    void aNewcomerKnowsWhatTheSnapshotSays()
    {
        Run run(u"churn"_s);
        for (const Event &event : streamOfTheRow()) {
            take(run, event);
            if (run.isEmpty())
                continue;
            Run newcomer(u"churn"_s);
            take(newcomer, sent(stateOf(run)));
            QVERIFY2(difference(newcomer, run).isEmpty(), difference(newcomer, run).constData());
            QVERIFY2(fault(newcomer).isEmpty(), qPrintable(fault(newcomer)));
        }
    }

    void aSnapshotOfWhatIsKnownChangesNothing_data() { addStreamRows(8); }
    void aSnapshotOfWhatIsKnownChangesNothing()
    {
        Run plain(u"churn"_s);
        Run asking(u"churn"_s);
        for (const Event &event : streamOfTheRow()) {
            take(plain, event);
            take(asking, event);
            if (!plain.isEmpty())
                take(asking, sent(stateOf(plain)));
            QVERIFY2(difference(asking, plain).isEmpty(), difference(asking, plain).constData());
            QVERIFY(asking.logs() == plain.logs());
            QCOMPARE(asking.logCount(), plain.logCount());
            QCOMPARE(asking.approvals().size(), plain.approvals().size());
        }
    }

    // PROTOCOL section 3: after a reconnect with `since`, everything missed is replayed, then comes the state.
    void whoeverReconnectsEndsUpTheSame_data() { addStreamRows(8); }
    void whoeverReconnectsEndsUpTheSame()
    {
        const std::vector<Event> events = streamOfTheRow();
        const Run whole = fold(events);
        for (size_t cut = 1; cut < events.size(); cut += 23) {
            Run run = fold({ events.begin(), events.begin() + std::ptrdiff_t(cut / 2) });
            for (size_t i = cut / 2; i < cut; ++i) {
                Event replayed = events[i];
                replayed.replayed = true;
                take(run, replayed);
            }
            take(run, sent(stateOf(fold({ events.begin(), events.begin() + std::ptrdiff_t(cut) }))));
            for (size_t i = cut; i < events.size(); ++i)
                take(run, events[i]);
            QVERIFY2(difference(run, whole).isEmpty(), difference(run, whole).constData());
        }
    }

    // Where the history is gone, a snapshot stands for it.
    void whoeverMissedSomethingEndsUpNearlyTheSame_data() { addStreamRows(8); }
    void whoeverMissedSomethingEndsUpNearlyTheSame()
    {
        const std::vector<Event> events = streamOfTheRow();
        const Run whole = fold(events);
        for (size_t cut = 2; cut < events.size(); cut += 23) {
            const Run then = fold({ events.begin(), events.begin() + std::ptrdiff_t(cut) });
            if (then.isEmpty())
                continue;
            Run run = fold({ events.begin(), events.begin() + std::ptrdiff_t(cut / 2) });
            take(run, sent(stateOf(then)));
            QVERIFY2(fault(run).isEmpty(), qPrintable(fault(run)));
            QVERIFY2(difference(run, then).isEmpty(), difference(run, then).constData());
            for (size_t i = cut; i < events.size(); ++i) {
                take(run, events[i]);
                QVERIFY2(fault(run).isEmpty(), qPrintable(fault(run)));
            }
            Snapshot mine = run.snapshot();
            Snapshot theirs = whole.snapshot();
            // The bars of stages that were half way at the snapshot may be unknown to one of them.
            for (auto *stages : { &mine.stages, &theirs.stages }) {
                for (StageState &stage : *stages)
                    stage.progress.reset();
            }
            QCOMPARE(mine.status, theirs.status);
            QVERIFY(mine.stages == theirs.stages);
            QVERIFY(mine.logs == theirs.logs);
            QVERIFY(mine.decisions == theirs.decisions);
            QCOMPARE(mine.error, theirs.error);
            QVERIFY(mine.result == theirs.result);
        }
    }

    // Log events may be taken many at a time.
    void spansTellWhatTheirEventsTell_data() { addStreamRows(25); }
    void spansTellWhatTheirEventsTell()
    {
        QFETCH(const unsigned, seed);
        const std::vector<Event> events = streamOfTheRow();
        std::mt19937 random(seed);
        RunBook expected(u"churn"_s);
        RunBook book(u"churn"_s);
        LogSpan span;
        QList<int> indices;
        const auto close = [&] {
            if (span.count > 0) {
                const qsizetype count = span.count;
                indices += QList<int>(count, book.apply(span));
            }
            span = {};
        };
        QList<int> expectedIndices;
        for (Event event : events) {
            const auto *log = event.as<Log>();
            if (!log || span.runId != event.runId || random() % 8 == 0)
                close();
            if (log) {
                LogSpan one;
                one.runId = event.runId;
                one.add(event.time, event.sequence.value_or(0));
                one.tail.push_back({ event.time, *log });
                span.runId = event.runId;
                span.append(std::move(one));
            } else {
                Event copy = event;
                indices += book.apply(copy);
            }
            expectedIndices += expected.apply(event);
        }
        close();
        QCOMPARE(indices, expectedIndices);
        QCOMPARE(book.size(), expected.size());
        for (int run = 0; run < book.size(); ++run)
            QVERIFY(book.run(run) == expected.run(run));
    }

    void aSpanKeepsTheTextsOfItsLastEvents()
    {
        RunBook expected(u"churn"_s);
        RunBook book(u"churn"_s);
        LogSpan span;
        for (int i = 0; i < 1'000; ++i) {
            Event event;
            event.time = Timestamp{ std::chrono::milliseconds(i % 7 ? i : 5'000) };
            event.payload = Log{ LogLevel::Info, QString::number(i), {} };
            LogSpan one;
            one.add(event.time, 0);
            one.tail.push_back({ event.time, *event.as<Log>() });
            span.append(std::move(one));
            expected.apply(event);
        }
        QCOMPARE(span.count, 1'000);
        QCOMPARE(span.tail.size(), LogSpan::keptTail);
        book.apply(span);
        QVERIFY(book.run(0) == expected.run(0));
    }

    void aBookOfOneRunTellsTheSame_data() { addStreamRows(4); }
    void aBookOfOneRunTellsTheSame()
    {
        QFETCH(const bool, careless);
        if (careless)
            return; // there, the end of one run is followed by another
        const std::vector<Event> events = streamOfTheRow();
        RunBook book(u"churn"_s);
        for (Event event : events)
            book.apply(event);
        QCOMPARE(book.size(), 1);
        const Run expected = fold(events);
        QVERIFY2(difference(book.run(0), expected).isEmpty(), difference(book.run(0), expected).constData());
    }
};

QTEST_GUILESS_MAIN(TestRunLaws)
#include "tst_runlaws.moc"
