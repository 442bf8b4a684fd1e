// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/sequenceledger.h"
#include "client/settings.h"
#include "journal/batch.h"
#include "journal/journal.h"
#include "protocol/decoder.h"

#include <deque>
#include <functional>
#include <memory>

namespace stagewatch::client {

/// What a message means to the connection it came over; what it means to the run is in the batch.
struct IntakeNote
{
    enum class Kind { Nothing, Connected, Pong, Ping, FatalError, State, Gap };
    Kind kind = Kind::Nothing;
    QString text; ///< FatalError: what the server said
    bool extensions = false; ///< Connected: the server said protocol "stagewatch/1"
    QString streamId; ///< Connected
    std::optional<qint64> firstSequence; ///< Connected
    std::optional<qint64> lastSequence; ///< Connected
};

/// Where every message of a stream goes in, by WebSocket or by REST: decoded, told from repeats, appended to the
/// journal, collected into a batch. One a stream, over all its connections. No I/O but the journal's; lives in the I/O
/// thread.
class StreamIntake
{
public:
    enum class Source { Live, PolledState };

    /// Goes on where the journal ends: the events in it are not taken again.
    StreamIntake(std::shared_ptr<journal::Journal> journal, QString projectId,
                 LogDelivery logs = LogDelivery::AsEvents);

    IntakeNote take(QByteArrayView message, protocol::Timestamp now, Source source = Source::Live);
    void addProblem(protocol::Problem::Kind kind, const QString &text, protocol::Timestamp now,
                    QByteArrayView bytes = {});

    /// The time that lies between two connections; stands in the gaps that are noted from now on.
    void setOutage(protocol::Timestamp from, protocol::Timestamp to);
    /// Adds a gap event of the client's own: what came in the outage could not be recovered.
    void noteGap(const QString &reason, protocol::Timestamp now);

    /// The server was asked to replay what follows `since`. Newer events that come before the replay are held back, so
    /// that the order holds.
    void beginCatchUp(const QString &streamId, qint64 since);
    /// Lets go of what is held back; `discard` where the connection is gone, for then the server sends it again.
    void endCatchUp(bool discard, protocol::Timestamp now);
    [[nodiscard]] bool isCatchingUp() const { return m_catchingUp; }
    [[nodiscard]] const SequenceLedger::Position &position() const { return m_ledger.position(); }

    [[nodiscard]] bool hasPending() const { return !m_pending.isEmpty(); }
    /// The last flush() could not write; what it left in the journal's buffer wants another.
    [[nodiscard]] bool hasUnwritten() const { return m_diskFailed; }
    /// Writes the journal and gives out what was collected. A disk that refuses is a problem in the batch; the stream
    /// goes on.
    [[nodiscard]] journal::Batch flush(protocol::Timestamp now);

    /// The same for a flood: the journal is written in another thread, which calls `written` at the end. Events may be
    /// taken meanwhile. finishFlush() waits for it and gives out what was collected before; so does flush(), with what
    /// came since. Only while !isFlushing().
    void startFlush(std::function<void()> written);
    [[nodiscard]] bool isFlushing() const { return m_journal->isFlushing(); }
    [[nodiscard]] journal::Batch finishFlush(protocol::Timestamp now);
    /// Bytes that no flush has begun to write.
    [[nodiscard]] qsizetype pendingBytes() const { return m_journal->unflushedBytes(); }

private:
    struct Held
    {
        QByteArray message;
        protocol::Event event;
    };
    void resume();
    [[nodiscard]] bool takeLine(QByteArrayView message, protocol::Timestamp now);
    void store(QByteArrayView message, protocol::Event &&event);
    void storeLine(QByteArrayView message);
    void fillTails();
    void noteFlush(bool ok, const QString &error, journal::Batch &batch, protocol::Timestamp now);
    [[nodiscard]] bool isNew(const QString &streamId, qint64 sequence, QByteArrayView message, protocol::Timestamp now);
    void storeNumbered(QByteArrayView message, protocol::Event &&event, protocol::Timestamp now);
    void takeNumbered(QByteArrayView message, protocol::Event &&event, protocol::Timestamp now);
    void takeSnapshot(QByteArrayView message, protocol::Event &&event, protocol::Timestamp now, Source source);
    void takeGap(protocol::Event &&event);
    void releaseHeldBelow(qint64 sequence, protocol::Timestamp now);
    void reportDisorder(SequenceLedger::Verdict verdict, std::optional<qint64> before, qint64 sequence,
                        QByteArrayView message, protocol::Timestamp now);

    std::shared_ptr<journal::Journal> m_journal;
    QString m_projectId;
    LogDelivery m_logs;
    protocol::Decoder m_decoder;
    protocol::LogLineReader m_lineReader;
    protocol::LogLine m_line; ///< the last one that was read
    SequenceLedger m_ledger;
    journal::Batch m_pending;
    journal::Batch m_written; ///< what came with it is being written to the journal
    qsizetype m_problemBytes = 0;
    QString m_currentStage;
    std::optional<protocol::Snapshot> m_lastPolled;
    std::deque<Held> m_held; ///< by sequence
    qsizetype m_heldBytes = 0;
    bool m_catchingUp = false;
    bool m_restartNoted = false; ///< this connection's gap for a new stream id has been made
    bool m_diskFailed = false;
    std::optional<protocol::Timestamp> m_outageFrom;
    std::optional<protocol::Timestamp> m_outageTo;
};

} // namespace stagewatch::client
