// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logindex.h"
#include "journal/logoptions.h"
#include "journal/logwriter.h"
#include "journal/messagecache.h"
#include "journal/storemeasures.h"

#include <QObject>
#include <QStringList>
#include <QTimer>
#include <deque>
#include <optional>

class QThreadPool;

namespace stagewatch::journal {

class LogFlight;
struct RecoveredLog;

/// The durable record of one stream: messages numbered from 1 without gaps, in a folder of NDJSON files, one message a
/// line. Lives in one thread; writes and syncs run on the pool, one at a time a log, and what comes meanwhile goes
/// together into the next. Without a pool, or without durability, they happen within commit().
class EventLog : public QObject
{
    Q_OBJECT
public:
    /// Reads and verifies what is in the folder; nothing is made before the first commit. A damaged log is set aside
    /// and begun anew with what is good of it, see notices(). Null and a sentence where the folder cannot be used. The
    /// pool must outlive the log, and so must what it was given.
    [[nodiscard]] static std::unique_ptr<EventLog> open(const EventLogOptions &options, QThreadPool *pool,
                                                        QString *error);
    /// Waits for the disk, and writes what is still waiting.
    ~EventLog() override;

    /// What opening found: sentences.
    [[nodiscard]] const QStringList &notices() const { return m_notices; }
    /// Stays the same for as long as the log is whole.
    [[nodiscard]] const QString &streamId() const { return m_streamId; }
    /// Takes a message; head, its number and tail are one line of JSON that ends as storedplace.h says.
    void append(QByteArrayView head, QByteArrayView tail);
    /// Writes what was appended: at once, or when the write that is under way is done.
    void commit();
    [[nodiscard]] qint64 waitingBytes() const { return m_waitingBytes; }
    [[nodiscard]] qint64 first() const { return m_index.first(); }
    [[nodiscard]] qint64 end() const { return m_index.end(); }
    /// Without its line break; empty where it cannot be read.
    [[nodiscard]] QByteArray read(qint64 sequence) const;
    /// The messages from this one on that `bytes` hold, at least one: as many as can be had at once. Empty where they
    /// cannot be read.
    [[nodiscard]] LogBatch readSome(qint64 sequence, qsizetype bytes) const;
    /// Lets whole segments go, now or when the write that is under way is done.
    void trim(const LogRetention &retention);
    [[nodiscard]] const StoreMeasures &measures() const { return m_measures; }

Q_SIGNALS:
    /// `count` messages from this one on are on disk and can be read.
    void stored(qint64 firstSequence, qint64 count);
    /// Follows stored().
    void advanced();
    /// The disk refuses; sent once a trouble. The log tries again by itself.
    void failed(const QString &sentence);

private:
    EventLog(const EventLogOptions &options, QThreadPool *pool, RecoveredLog found);
    void takeOff();
    void send();
    Q_INVOKABLE void landed();
    void land();
    void landWrite(const LogFlight &flight);
    void report(const QString &sentence);
    void finish();

    EventLogOptions m_options;
    QThreadPool *m_pool;
    QString m_streamId;
    QStringList m_notices;
    LogWriter m_writer; ///< the flight's, while there is one
    LogIndex m_index;
    MessageCache m_cache;
    StoreMeasures m_measures;
    std::deque<LogBatch> m_waiting;
    std::optional<LogRetention> m_trimWanted;
    std::shared_ptr<LogFlight> m_flight; ///< what the disk is busy with
    qint64 m_next; ///< sequence of the next message that is appended
    qint64 m_waitingBytes = 0;
    bool m_troubled = false;
    QTimer m_gather;
    QTimer m_retry;
};

} // namespace stagewatch::journal
