// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamintake.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace stagewatch;
using client::IntakeNote;
using client::StreamIntake;
using protocol::Problem;

namespace {

const protocol::Timestamp now{ std::chrono::milliseconds(1'704'110'400'000) };

QByteArray numbered(qint64 sequence, const QByteArray &stream = "a", bool replayed = false);
QByteArray state(qint64 sequence, const QByteArray &stage = "training");

QList<qint64> sequences(const journal::Batch &batch)
{
    QList<qint64> all;
    for (const protocol::Event &event : batch.events)
        all.append(event.as<protocol::Snapshot>() ? -*event.sequence : event.sequence.value_or(0));
    return all;
}

} // namespace

class TestStreamIntake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void writesWhatItTakesAsItCame();
    void keepsPingAndPongOutOfTheRecord();
    void dropsRepeats();
    void notesAJumpAndLosesNothingAfterIt();
    void marksANewStreamWithOneGap();
    void showsANewStreamOnceThoughTheServerSaysItToo();
    void holdsNewEventsBackUntilTheReplayIsThrough();
    void forgetsWhatItHeldWhereTheConnectionWent();
    void fillsTheTimesOfAServersGap();
    void itsOwnGapStandsInTheJournal();
    void takesAPolledStateOnlyWhereItChanged();
    void goesOnWhereTheJournalEnds();
    void countsAFloodOfGarbageWithoutKeepingItAll();
    void tellsFatalErrors();
    void takesTheEndOfARunForNoStage();
    void givesLogsAsSpans();
    void spansAndEventsTellTheSame_data();
    void spansAndEventsTellTheSame();

private:
    void feed(const QByteArray &message) { (void)m_intake->take(message, now); }
    std::shared_ptr<journal::Journal> m_journal;
    std::unique_ptr<StreamIntake> m_intake;
};

// moc does not get over these raw strings, so they stand behind the class.
namespace {

QByteArray numbered(qint64 sequence, const QByteArray &stream, bool replayed)
{
    return R"({"event_type":"log","project_id":"p","timestamp":"2024-01-01T12:00:00Z","sequence":)"
        + QByteArray::number(sequence) + R"(,"stream_id":")" + stream + '"' + (replayed ? R"(,"replayed":true)" : "")
        + R"(,"data":{"level":"info","message":"m)" + QByteArray::number(sequence) + R"("}})";
}

QByteArray state(qint64 sequence, const QByteArray &stage)
{
    return R"({"event_type":"state","project_id":"p","stream_id":"a","sequence":)" + QByteArray::number(sequence)
        + R"(,"data":{"status":"running","stage":")" + stage + R"("}})";
}

} // namespace

void TestStreamIntake::init()
{
    QString error;
    m_journal = journal::Journal::openTemporary(&error);
    QVERIFY2(m_journal, qPrintable(error));
    m_intake = std::make_unique<StreamIntake>(m_journal, u"p"_s);
}

void TestStreamIntake::writesWhatItTakesAsItCame()
{
    const QByteArray message = R"({"event_type":"novel", "x": [1, 2]})";
    feed(message);
    QCOMPARE(m_journal->size(), 0);
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(batch.events.size(), size_t(1));
    QCOMPARE(batch.firstRow, 0);
    QCOMPARE(m_journal->size(), 1);
    QCOMPARE(m_journal->text(0), message);
    QVERIFY(!m_intake->hasPending());
}

void TestStreamIntake::keepsPingAndPongOutOfTheRecord()
{
    QVERIFY(m_intake->take(R"({"event_type":"pong","timestamp":"2024-01-01T12:00:00.000Z"})", now).kind
            == IntakeNote::Kind::Pong);
    QVERIFY(m_intake->take(R"({"event_type":"ping"})", now).kind == IntakeNote::Kind::Ping);
    QVERIFY(m_intake->flush(now).isEmpty());
}

void TestStreamIntake::dropsRepeats()
{
    for (const qint64 number : { 1, 2, 2, 1, 3 })
        feed(numbered(number));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(sequences(batch), (QList<qint64>{ 1, 2, 3 }));
    QVERIFY(batch.problems.empty());
}

void TestStreamIntake::notesAJumpAndLosesNothingAfterIt()
{
    for (const qint64 number : { qint64(1), (qint64(1) << 53) - 1, qint64(2), qint64(3) })
        feed(numbered(number));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(batch.events.size(), size_t(4));
    QCOMPARE(batch.problems.size(), size_t(2));
    for (const Problem &problem : batch.problems)
        QVERIFY(problem.kind == Problem::Kind::OutOfOrder);
    QCOMPARE(m_intake->position().sequence.value_or(0), 3);
}

void TestStreamIntake::marksANewStreamWithOneGap()
{
    feed(numbered(5));
    for (int i = 0; i < 3; ++i)
        feed(numbered(1, "b" + QByteArray::number(i)));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(batch.events.size(), size_t(5));
    const auto *gap = batch.events[1].as<protocol::Gap>();
    QVERIFY(gap);
    QCOMPARE(gap->reason, u"restarted"_s);
    QCOMPARE(batch.problems.size(), size_t(2));
}

void TestStreamIntake::showsANewStreamOnceThoughTheServerSaysItToo()
{
    feed(numbered(5));
    feed(numbered(1, "b")); // live, before the server's answer to where it was asked to go on
    feed(R"({"event_type": "gap", "data": {"requested_since": 5, "first_sequence": 1, "stream_id": "b",
             "reason": "restarted"}, "stream_id": "b"})");
    const journal::Batch batch = m_intake->flush(now);
    const auto isGap = [](const protocol::Event &event) { return event.as<protocol::Gap>() != nullptr; };
    QCOMPARE(std::count_if(batch.events.begin(), batch.events.end(), isGap), 1);
    QVERIFY(isGap(batch.events[1])); // where the new stream begins
}

void TestStreamIntake::holdsNewEventsBackUntilTheReplayIsThrough()
{
    feed(numbered(1));
    m_intake->beginCatchUp(u"a"_s, 1);
    feed(numbered(4)); // live, ahead of the replay
    feed(numbered(6));
    feed(numbered(2, "a", true));
    feed(numbered(3, "a", true));
    feed(numbered(4, "a", true)); // comes again
    feed(numbered(5, "a", true));
    feed(state(5));
    feed(numbered(7));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(sequences(batch), (QList<qint64>{ 1, 2, 3, 4, 5, -5, 6, 7 }));
    QVERIFY(batch.problems.empty());
    QVERIFY(!m_intake->isCatchingUp());
}

void TestStreamIntake::forgetsWhatItHeldWhereTheConnectionWent()
{
    feed(numbered(1));
    m_intake->beginCatchUp(u"a"_s, 1);
    feed(numbered(9));
    m_intake->endCatchUp(true, now);
    QCOMPARE(m_intake->position().sequence.value_or(0), 1);
    m_intake->beginCatchUp(u"a"_s, 1);
    feed(numbered(9));
    m_intake->endCatchUp(false, now);
    QCOMPARE(sequences(m_intake->flush(now)), (QList<qint64>{ 1, 9 }));
}

void TestStreamIntake::fillsTheTimesOfAServersGap()
{
    feed(numbered(41));
    m_intake->setOutage(now, now + std::chrono::seconds(5));
    m_intake->beginCatchUp(u"a"_s, 41);
    feed(R"({"event_type":"gap","stream_id":"a",)"
         R"("data":{"requested_since":41,"first_sequence":50,"stream_id":"a","reason":"trimmed"}})");
    feed(numbered(50, "a", true));
    feed(state(50));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(batch.events.size(), size_t(4));
    const auto *gap = batch.events[1].as<protocol::Gap>();
    QVERIFY(gap);
    QVERIFY(gap->from == now);
    QVERIFY(gap->to == now + std::chrono::seconds(5));
    QVERIFY(batch.problems.empty()); // the jump is explained
}

void TestStreamIntake::itsOwnGapStandsInTheJournal()
{
    m_intake->setOutage(now, now + std::chrono::seconds(5));
    m_intake->noteGap(u"disconnected"_s, now);
    (void)m_intake->flush(now);
    protocol::Decoder decoder;
    const protocol::Decoded read = decoder.decode(m_journal->text(0), {});
    QVERIFY(read.event);
    const auto *gap = read.event->as<protocol::Gap>();
    QVERIFY(gap);
    QCOMPARE(gap->reason, u"disconnected"_s);
    QVERIFY(gap->from == now);
    QVERIFY(gap->to == now + std::chrono::seconds(5));
}

void TestStreamIntake::takesAPolledStateOnlyWhereItChanged()
{
    const auto poll = [this](const QByteArray &message) {
        (void)m_intake->take(message, now, StreamIntake::Source::PolledState);
    };
    poll(state(5));
    poll(state(5));
    poll(state(5, "evaluation"));
    QCOMPARE(m_intake->flush(now).events.size(), size_t(2));
}

void TestStreamIntake::goesOnWhereTheJournalEnds()
{
    feed(numbered(1));
    feed(numbered(2));
    feed(R"({"event_type":"log","data":{"message":"without a number"}})");
    (void)m_intake->flush(now);
    StreamIntake later(m_journal, u"p"_s);
    QCOMPARE(later.position(), (client::SequenceLedger::Position{ u"a"_s, 2 }));
    (void)later.take(numbered(3), now);
    QCOMPARE(later.flush(now).firstRow, 3);
}

void TestStreamIntake::countsAFloodOfGarbageWithoutKeepingItAll()
{
    const QByteArray garbage(100'000, 'x');
    for (int i = 0; i < 1'000; ++i)
        feed(garbage);
    feed(numbered(1));
    const journal::Batch batch = m_intake->flush(now);
    QCOMPARE(batch.problems.size(), size_t(1'000));
    QCOMPARE(batch.events.size(), size_t(1));
    qsizetype kept = 0;
    for (const Problem &problem : batch.problems)
        kept += problem.bytes.size();
    QVERIFY(kept > 0);
    QVERIFY(kept < 8 * 1024 * 1024);
}

void TestStreamIntake::tellsFatalErrors()
{
    const QByteArray error =
        R"({"event_type":"error","data":{"error":"Broken","details":"for good","recoverable":%1}})";
    QVERIFY(m_intake->take(QByteArray(error).replace("%1", "true"), now).kind == IntakeNote::Kind::Nothing);
    const IntakeNote note = m_intake->take(QByteArray(error).replace("%1", "false"), now);
    QVERIFY(note.kind == IntakeNote::Kind::FatalError);
    QCOMPARE(note.text, u"Broken: for good"_s);
    QCOMPARE(m_intake->flush(now).events.size(), size_t(2));
}

void TestStreamIntake::takesTheEndOfARunForNoStage()
{
    const auto message = [](const QByteArray &type, const QByteArray &data) {
        return R"({"event_type":")" + type + R"(","project_id":"p","data":)" + data + '}';
    };
    feed(message("stage_transition", R"({"stage":"training"})"));
    feed(message("stage_transition", R"({"stage":"completed"})"));
    feed(message("log", R"({"message":"one more"})"));
    QCOMPARE(m_intake->flush(now).events.size(), 3);
    QCOMPARE(m_journal->stageName(m_journal->row(2).stage), u"training"_s);
}

void TestStreamIntake::givesLogsAsSpans()
{
    m_intake = std::make_unique<StreamIntake>(m_journal, u"p"_s, client::LogDelivery::AsSpans);
    feed(state(3));
    for (int i = 4; i <= 403; ++i)
        feed(numbered(i));
    feed(numbered(10)); // a repeat
    feed(R"({"event_type":"error","timestamp":"2024-01-01T12:00:01Z","sequence":404,"data":{"error":"e"}})");
    feed(numbered(405));
    journal::Batch batch = m_intake->flush(now);
    QCOMPARE(sequences(batch), QList<qint64>({ -3, 404 }));
    QCOMPARE(batch.spans.size(), size_t(2));
    const protocol::LogSpan &logs = batch.spans.front().logs;
    QCOMPARE(logs.count, 400);
    QCOMPARE(logs.lastSequence, 403);
    QCOMPARE(logs.tail.size(), protocol::LogSpan::keptTail);
    QCOMPARE(logs.tail.front().log.message, u"m204"_s);
    QCOMPARE(logs.tail.back().log.message, u"m403"_s);
    QList<qint64> rows;
    batch.forEach([&](protocol::LogSpan &, qint64 row) { rows += row; },
                  [&](protocol::Event &, qint64 row) { rows += row; });
    QCOMPARE(rows, QList<qint64>({ 0, 1, 401, 402 }));
    QCOMPARE(m_journal->size(), 403);
    QVERIFY(m_journal->row(1).isPlainLog);
    QCOMPARE(m_journal->stageName(m_journal->row(1).stage), u"training"_s);

    // What nobody took in between goes on in the same span.
    feed(numbered(406));
    journal::Batch next = m_intake->flush(now);
    batch.append(std::move(next));
    QCOMPARE(batch.spans.size(), size_t(2));
    QCOMPARE(batch.spans.back().logs.count, 2);
    QCOMPARE(batch.spans.back().logs.tail.back().log.message, u"m406"_s);
}

void TestStreamIntake::spansAndEventsTellTheSame_data()
{
    QTest::addColumn<QByteArrayList>("messages");
    QTest::newRow("a replay that live events overtake") << QByteArrayList{
        numbered(1), numbered(9), numbered(2, "a", true), numbered(3, "a", true), state(4), numbered(5),
        numbered(7), numbered(6)
    };
    QTest::newRow("another stream") << QByteArrayList{ numbered(5), numbered(1, "b"), numbered(2, "b"),
                                                       numbered(1, "c") };
    QTest::newRow("odd ones between") << QByteArrayList{
        numbered(1),
        R"({"event_type":"log","sequence":2,"stream_id":"a","data":{"message":"without a time"}})",
        R"({"event_type":"log","timestamp":"2024-01-01T12:00:00Z","data":{"message":"without a number"}})",
        R"({"event_type":"log","data":{"message":"nan","loss":NaN}})",
        "garbage",
        numbered(3)
    };
}

void TestStreamIntake::spansAndEventsTellTheSame()
{
    QFETCH(QByteArrayList, messages);
    QString error;
    const auto other = journal::Journal::openTemporary(&error);
    StreamIntake spans(other, u"p"_s, client::LogDelivery::AsSpans);
    for (StreamIntake *intake : { m_intake.get(), &spans }) {
        intake->beginCatchUp(u"a"_s, 0);
        for (const QByteArray &message : std::as_const(messages))
            (void)intake->take(message, now);
        intake->endCatchUp(false, now);
    }
    journal::Batch expected = m_intake->flush(now);
    journal::Batch batch = spans.flush(now);
    QCOMPARE(other->size(), m_journal->size());
    for (qint64 row = 0; row < other->size(); ++row) {
        QCOMPARE(other->text(row), m_journal->text(row));
        QCOMPARE(other->row(row).isPlainLog, m_journal->row(row).isPlainLog);
        QCOMPARE(other->row(row).sequence, m_journal->row(row).sequence);
        QCOMPARE(other->row(row).timeMs, m_journal->row(row).timeMs);
    }
    QCOMPARE(batch.problems.size(), expected.problems.size());
    QStringList told;
    batch.forEach(
        [&](protocol::LogSpan &logs, qint64 row) {
            QCOMPARE(qint64(logs.tail.size()), logs.count);
            for (const protocol::LogEntry &entry : logs.tail)
                told += QString::number(row++) + entry.log.message;
        },
        [&](protocol::Event &event, qint64 row) {
            const auto *log = event.as<protocol::Log>();
            told += QString::number(row) + (log ? log->message : event.eventType);
        });
    QStringList wanted;
    expected.forEach([](protocol::LogSpan &, qint64) { QFAIL("nobody asked for spans"); },
                     [&](protocol::Event &event, qint64 row) {
                         const auto *log = event.as<protocol::Log>();
                         wanted += QString::number(row) + (log ? log->message : event.eventType);
                     });
    QCOMPARE(told, wanted);
}

QTEST_GUILESS_MAIN(TestStreamIntake)
#include "tst_streamintake.moc"
