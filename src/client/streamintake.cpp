// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamintake.h"

#include "protocol/encoder.h"

#include <QCoreApplication>
#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::Event;
using protocol::Problem;
using protocol::Timestamp;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

constexpr qsizetype pendingProblemBytes = 4 * 1024 * 1024;
constexpr qsizetype disorderBytes = 4 * 1024;
constexpr size_t heldLimit = 10'000;
constexpr qsizetype heldBytesLimit = 16 * 1024 * 1024;
constexpr qint64 rowsToResumeFrom = 1'000;

bool isNumbered(const Event &event)
{
    return event.sequence && *event.sequence > 0;
}

IntakeNote noteOf(IntakeNote::Kind kind)
{
    IntakeNote note;
    note.kind = kind;
    return note;
}

IntakeNote connectedNote(const Event &event, const protocol::Connected &connected)
{
    IntakeNote note = noteOf(IntakeNote::Kind::Connected);
    note.extensions = connected.protocol == "stagewatch/1"_L1;
    note.streamId = event.streamId;
    note.firstSequence = connected.firstSequence;
    note.lastSequence = connected.lastSequence;
    return note;
}

} // namespace

StreamIntake::StreamIntake(std::shared_ptr<journal::Journal> journal, QString projectId, LogDelivery logs)
    : m_journal(std::move(journal))
    , m_projectId(std::move(projectId))
    , m_logs(logs)
{
    resume();
}

void StreamIntake::resume()
{
    const qint64 size = m_journal->size();
    for (qint64 index = size - 1; index >= std::max<qint64>(0, size - rowsToResumeFrom); --index) {
        if (m_journal->row(index).sequence <= 0)
            continue;
        const protocol::Decoded last = m_decoder.decode(m_journal->text(index), {});
        if (last.event && isNumbered(*last.event)) {
            m_ledger.moveTo(last.event->streamId, *last.event->sequence);
            return;
        }
    }
}

IntakeNote StreamIntake::take(QByteArrayView message, Timestamp now, Source source)
{
    if (m_logs == LogDelivery::AsSpans && m_lineReader.read(message, m_line) && takeLine(message, now))
        return {};
    protocol::Decoded decoded = m_decoder.decode(message, now);
    for (Problem &problem : decoded.problems)
        addProblem(problem.kind, problem.text, problem.time, problem.bytes);
    if (!decoded.event)
        return {};
    Event &event = *decoded.event;
    if (event.as<protocol::Pong>())
        return noteOf(IntakeNote::Kind::Pong);
    if (event.as<protocol::ServerPing>())
        return noteOf(IntakeNote::Kind::Ping);
    IntakeNote note;
    if (const auto *connected = event.as<protocol::Connected>()) {
        note = connectedNote(event, *connected);
        store(message, std::move(event));
    } else if (event.as<protocol::Gap>()) {
        note.kind = IntakeNote::Kind::Gap;
        takeGap(std::move(event));
    } else if (event.as<protocol::Snapshot>()) {
        note.kind = IntakeNote::Kind::State;
        takeSnapshot(message, std::move(event), now, source);
    } else {
        const auto *error = event.as<protocol::ErrorEvent>();
        if (error && !error->recoverable && !event.replayed) {
            note.kind = IntakeNote::Kind::FatalError;
            note.text = error->details.isEmpty() ? error->error : error->error + u": "_s + error->details;
        }
        if (isNumbered(event))
            takeNumbered(message, std::move(event), now);
        else
            store(message, std::move(event));
    }
    return note;
}

void StreamIntake::addProblem(Problem::Kind kind, const QString &text, Timestamp now, QByteArrayView bytes)
{
    Problem problem{ .kind = kind, .text = text, .bytes = {}, .time = now };
    // A flood of broken messages must be counted, but not kept whole.
    if (m_problemBytes < pendingProblemBytes)
        problem.bytes = bytes.first(std::min(bytes.size(), protocol::problemBytesLimit)).toByteArray();
    m_problemBytes += problem.bytes.size();
    m_pending.problems.push_back(std::move(problem));
}

void StreamIntake::store(QByteArrayView message, Event &&event)
{
    if (QString stage = journal::stageSetBy(event); !stage.isEmpty())
        m_currentStage = std::move(stage);
    const qint64 row = m_journal->append(message, event, m_currentStage);
    if (!m_pending.hasRows())
        m_pending.firstRow = row;
    m_pending.events.push_back(std::move(event));
}

/// False where the event must be held back: somebody else may have to wait for it, so it needs its texts.
bool StreamIntake::takeLine(QByteArrayView message, Timestamp now)
{
    const qint64 sequence = m_line.sequence.value_or(0);
    if (sequence <= 0) {
        storeLine(message);
        return true;
    }
    if (m_catchingUp) {
        if (!m_line.replayed && m_ledger.isAhead(m_line.streamId, sequence))
            return false;
        const protocol::LogLine line = m_line; // those that were held back are lines too
        releaseHeldBelow(sequence, now);
        m_line = line;
    }
    if (isNew(m_line.streamId, sequence, message, now))
        storeLine(message);
    return true;
}

void StreamIntake::storeLine(QByteArrayView message)
{
    const qint64 row = m_journal->append(message, m_line, m_currentStage);
    if (!m_pending.hasRows())
        m_pending.firstRow = row;
    m_pending.spanAtEnd(m_line.runId).add(m_line.time, m_line.sequence.value_or(0));
}

/// The texts of the last lines of each span, while they are still in the journal's buffer.
void StreamIntake::fillTails()
{
    m_pending.fillTails([this](qint64 row) { return m_decoder.decode(m_journal->unflushedText(row), {}).event; });
}

void StreamIntake::takeNumbered(QByteArrayView message, Event &&event, Timestamp now)
{
    if (!m_catchingUp) {
        storeNumbered(message, std::move(event), now);
        return;
    }
    if (!event.replayed && m_ledger.isAhead(event.streamId, *event.sequence)) {
        m_heldBytes += message.size();
        m_held.push_back({ message.toByteArray(), std::move(event) });
        if (m_held.size() > heldLimit || m_heldBytes > heldBytesLimit)
            endCatchUp(false, now);
        return;
    }
    releaseHeldBelow(*event.sequence, now);
    storeNumbered(message, std::move(event), now);
}

void StreamIntake::storeNumbered(QByteArrayView message, Event &&event, Timestamp now)
{
    if (isNew(event.streamId, *event.sequence, message, now))
        store(message, std::move(event));
}

bool StreamIntake::isNew(const QString &streamId, qint64 sequence, QByteArrayView message, Timestamp now)
{
    const std::optional<qint64> before = m_ledger.position().sequence;
    const SequenceLedger::Verdict verdict = m_ledger.record(streamId, sequence);
    if (verdict == SequenceLedger::Verdict::Repeat)
        return false;
    reportDisorder(verdict, before, sequence, message, now);
    return true;
}

void StreamIntake::reportDisorder(SequenceLedger::Verdict verdict, std::optional<qint64> before, qint64 sequence,
                                  QByteArrayView message, Timestamp now)
{
    QString text;
    switch (verdict) {
    case SequenceLedger::Verdict::Jump:
        text = Text::tr("The server's numbering jumped from %1 to %2; what lies between was not received.")
                   .arg(before.value_or(0))
                   .arg(sequence);
        break;
    case SequenceLedger::Verdict::Fell:
        text = Text::tr("The server's numbering fell from %1 back to %2; the event was new and was kept.")
                   .arg(before.value_or(0))
                   .arg(sequence);
        break;
    case SequenceLedger::Verdict::NewStream:
        if (!m_restartNoted) {
            m_restartNoted = true;
            noteGap(u"restarted"_s, now);
            return;
        }
        text = Text::tr("The server started its numbering again, at %1, in the middle of a connection.").arg(sequence);
        break;
    default:
        return;
    }
    addProblem(Problem::Kind::OutOfOrder, text, now, message.first(std::min(message.size(), disorderBytes)));
}

void StreamIntake::takeSnapshot(QByteArrayView message, Event &&event, Timestamp now, Source source)
{
    if (source == Source::PolledState) {
        protocol::Snapshot compared = *event.as<protocol::Snapshot>();
        compared.updatedAt.reset();
        compared.estimatedTimeRemaining.reset();
        if (m_lastPolled == compared)
            return;
        m_lastPolled = std::move(compared);
    }
    if (isNumbered(event)) {
        releaseHeldBelow(*event.sequence + 1, now);
        m_ledger.moveTo(event.streamId, *event.sequence);
    }
    store(message, std::move(event));
    endCatchUp(false, now);
}

void StreamIntake::takeGap(Event &&event)
{
    auto &gap = *event.as<protocol::Gap>();
    const bool restarted = !event.streamId.isEmpty() && event.streamId != m_ledger.position().streamId;
    // An event of the new stream may have come before the server's word that it is new: the break is shown already.
    const bool shown = m_restartNoted && !restarted && gap.reason == "restarted"_L1;
    if (restarted)
        m_restartNoted = true;
    if (gap.firstSequence && *gap.firstSequence > 0)
        m_ledger.moveTo(event.streamId, *gap.firstSequence - 1);
    else if (restarted)
        m_ledger.moveTo(event.streamId, 0);
    if (shown)
        return;
    // The server knows numbers; the times between which nothing is known are the client's.
    if (!gap.from)
        gap.from = m_outageFrom;
    if (!gap.to)
        gap.to = m_outageTo;
    const QByteArray line = protocol::encode(event);
    store(line, std::move(event));
}

void StreamIntake::setOutage(Timestamp from, Timestamp to)
{
    m_outageFrom = from;
    m_outageTo = to;
    m_restartNoted = false;
}

void StreamIntake::noteGap(const QString &reason, Timestamp now)
{
    Event event;
    event.eventType = u"gap"_s;
    event.projectId = m_projectId;
    event.time = now;
    protocol::Gap gap;
    gap.reason = reason;
    gap.from = m_outageFrom;
    gap.to = m_outageTo;
    event.payload = gap;
    const QByteArray line = protocol::encode(event);
    store(line, std::move(event));
}

void StreamIntake::beginCatchUp(const QString &streamId, qint64 since)
{
    m_ledger.moveTo(streamId, since);
    m_catchingUp = true;
}

void StreamIntake::endCatchUp(bool discard, Timestamp now)
{
    if (!m_catchingUp)
        return;
    m_catchingUp = false;
    std::deque<Held> held = std::exchange(m_held, {});
    m_heldBytes = 0;
    if (discard)
        return;
    for (Held &one : held)
        storeNumbered(one.message, std::move(one.event), now);
}

void StreamIntake::releaseHeldBelow(qint64 sequence, Timestamp now)
{
    while (!m_held.empty() && *m_held.front().event.sequence < sequence) {
        Held one = std::move(m_held.front());
        m_held.pop_front();
        m_heldBytes -= one.message.size();
        storeNumbered(one.message, std::move(one.event), now);
    }
}

journal::Batch StreamIntake::flush(Timestamp now)
{
    journal::Batch batch = isFlushing() ? finishFlush(now) : journal::Batch();
    fillTails();
    QString error;
    const bool ok = m_journal->flush(&error);
    m_problemBytes = 0;
    batch.append(std::exchange(m_pending, {}));
    noteFlush(ok, error, batch, now);
    return batch;
}

void StreamIntake::startFlush(std::function<void()> written)
{
    fillTails();
    m_problemBytes = 0;
    m_written = std::exchange(m_pending, {});
    m_journal->startFlush(std::move(written));
}

journal::Batch StreamIntake::finishFlush(Timestamp now)
{
    QString error;
    const bool ok = m_journal->finishFlush(&error);
    noteFlush(ok, error, m_written, now);
    return std::exchange(m_written, {});
}

void StreamIntake::noteFlush(bool ok, const QString &error, journal::Batch &batch, Timestamp now)
{
    if (!ok && !m_diskFailed)
        batch.problems.push_back({ .kind = Problem::Kind::Local, .text = error, .bytes = {}, .time = now });
    m_diskFailed = !ok;
}

} // namespace stagewatch::client
