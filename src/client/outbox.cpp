// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/outbox.h"

#include "client/coarseclock.h"

#include <algorithm>

namespace stagewatch::client {

using protocol::currentTimestamp;

namespace {

using namespace std::chrono_literals;

/// How long messages are collected before they are written and handed over: while few come, and while many do.
constexpr auto shortInterval = 0ms; // the end of the turn of the event loop
constexpr auto longInterval = 4ms;
/// Bytes that are worth another thread's waking up, and so many that the disk has to be waited for.
constexpr qsizetype flood = 64 * 1024;
constexpr qsizetype mostWaiting = 4 * 1024 * 1024;
/// After a disk has refused.
constexpr auto diskRetry = 1s;

} // namespace

Outbox::Outbox(std::shared_ptr<journal::Journal> journal, const QString &projectId, LogDelivery logs,
               std::shared_ptr<Mailbox> mailbox)
    : m_mailbox(std::move(mailbox))
    , m_intake(std::move(journal), projectId, logs)
    , m_timer(this)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Outbox::handOver);
}

Outbox::~Outbox()
{
    if (m_intake.isFlushing())
        (void)m_intake.finishFlush(currentTimestamp()); // whoever writes would call back
}

void Outbox::addProblem(protocol::Problem::Kind kind, const QString &sentence)
{
    if (sentence == m_lastProblem)
        return;
    m_lastProblem = sentence;
    m_intake.addProblem(kind, sentence, currentTimestamp());
}

/// A single event goes on at once; what comes close behind it waits, the longer the more comes.
void Outbox::flushSoon()
{
    const auto now = coarseElapsed();
    if (!m_timer.isActive() || m_timer.intervalAsDuration() == diskRetry) {
        const auto sinceLast = m_sinceFlush.isValid() ? std::chrono::milliseconds(m_sinceFlush.elapsed()) : m_interval;
        m_timer.start(std::clamp(m_interval - sinceLast, std::chrono::milliseconds(0), m_interval));
        m_due = now + longInterval;
    } else if (now > m_due) {
        handOver(); // so much comes at once that the timer has no turn
    }
}

void Outbox::handOver()
{
    if (m_intake.isFlushing()) {
        if (m_intake.pendingBytes() < mostWaiting) {
            m_timer.start(longInterval); // by then it has come to an end
            m_due = coarseElapsed() + longInterval;
            return;
        }
        putWritten();
    }
    if (m_intake.hasUnwritten() || m_intake.pendingBytes() < flood || m_closed) {
        flush();
        return;
    }
    m_timer.stop();
    m_intake.startFlush([this, number = ++m_flushes] {
        QMetaObject::invokeMethod(
            this, [this, number] { finishWriting(number); }, Qt::QueuedConnection);
    });
    m_interval = longInterval;
    m_sinceFlush.start();
}

void Outbox::finishWriting(qint64 flush)
{
    if (flush != m_flushes || !m_intake.isFlushing())
        return; // somebody waited for it
    putWritten();
    if (m_intake.hasUnwritten() || (m_timer.isActive() && coarseElapsed() > m_due))
        handOver();
}

/// What was written beside the taking; waits for the end of that.
void Outbox::putWritten()
{
    m_status.lastEvent = m_lastHeard;
    put(m_intake.finishFlush(currentTimestamp()));
    if (m_mailbox->setStatus(m_status))
        Q_EMIT statusChanged();
}

void Outbox::put(journal::Batch &&batch)
{
    if (m_mailbox->put(std::move(batch)))
        Q_EMIT batchReady();
}

void Outbox::flush()
{
    constexpr qint64 rowsOfAFlood = 64; // in one millisecond
    m_timer.stop();
    m_status.lastEvent = m_lastHeard;
    if (m_intake.hasPending() || m_intake.hasUnwritten() || m_intake.isFlushing()) {
        journal::Batch batch = m_intake.flush(currentTimestamp());
        m_interval = batch.rowCount() > rowsOfAFlood ? longInterval : shortInterval;
        m_sinceFlush.start();
        put(std::move(batch));
    }
    if (m_intake.hasUnwritten() && !m_closed)
        m_timer.start(diskRetry);
    if (m_mailbox->setStatus(m_status))
        Q_EMIT statusChanged();
}

void Outbox::close()
{
    m_closed = true;
    flush();
}

} // namespace stagewatch::client
