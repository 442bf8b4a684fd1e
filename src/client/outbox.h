// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/mailbox.h"
#include "client/streamintake.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace stagewatch::client {

/// What a connection has to tell its owner: what came in, and how it stands. It collects for a few milliseconds, writes
/// the journal (a flood on another thread, while the next events are taken), and lays both into the mailbox;
/// a signal says so once until the owner has looked. Lives in the I/O thread.
class Outbox : public QObject
{
    Q_OBJECT
public:
    Outbox(std::shared_ptr<journal::Journal> journal, const QString &projectId, LogDelivery logs,
           std::shared_ptr<Mailbox> mailbox);
    ~Outbox() override;

    [[nodiscard]] StreamIntake &intake() { return m_intake; }
    /// Change it, and flush().
    [[nodiscard]] protocol::ConnectionStatus &status() { return m_status; }

    /// A message of any kind came.
    void heard(protocol::Timestamp now) { m_lastHeard = now; }
    [[nodiscard]] const std::optional<protocol::Timestamp> &lastHeard() const { return m_lastHeard; }
    /// Said once, not at every attempt that ends the same way.
    void addProblem(protocol::Problem::Kind kind, const QString &sentence);
    /// What went wrong is over; if it comes again, it is said again.
    void forgetProblem() { m_lastProblem.clear(); }

    void flushSoon();
    void flush(); ///< hands over all that came
    /// The last flush: a disk that refuses now is not tried again.
    void close();

Q_SIGNALS:
    void batchReady();
    void statusChanged();

private:
    void handOver();
    void finishWriting(qint64 flush);
    void putWritten();
    void put(journal::Batch &&batch);

    std::shared_ptr<Mailbox> m_mailbox;
    StreamIntake m_intake;
    protocol::ConnectionStatus m_status;
    std::optional<protocol::Timestamp> m_lastHeard;
    QString m_lastProblem;
    QTimer m_timer;
    std::chrono::milliseconds m_interval{ 0 };
    QElapsedTimer m_sinceFlush;
    qint64 m_flushes = 0; ///< that were begun beside the taking
    std::chrono::milliseconds m_due{ 0 }; ///< when what waits is too old, by coarseElapsed()
    bool m_closed = false;
};

} // namespace stagewatch::client
