// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/eventlog.h"

#include "journal/logflight.h"
#include "journal/logrecovery.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace stagewatch::journal {

namespace {
/// The most that is written at once; more waits for the next write.
constexpr qsizetype batchLimit = qsizetype(8) * 1024 * 1024;
} // namespace

std::unique_ptr<EventLog> EventLog::open(const EventLogOptions &options, QThreadPool *pool, QString *error)
{
    std::optional<RecoveredLog> found = recoverLog(options.layout, error);
    if (!found)
        return nullptr;
    return std::unique_ptr<EventLog>(new EventLog(options, pool, std::move(*found)));
}

EventLog::EventLog(const EventLogOptions &options, QThreadPool *pool, RecoveredLog found)
    : m_options(options)
    , m_pool(options.layout.durability == Durability::None || options.layout.folder.isEmpty() ? nullptr : pool)
    , m_streamId(found.card.streamId)
    , m_notices(found.notices)
    , m_writer(options.layout, found.card, found.last())
    , m_index(options.layout.folder, std::move(found.segments), found.card.firstSequence)
    , m_cache(options.cacheBytes)
    , m_next(m_index.end())
{
    m_gather.setSingleShot(true);
    m_gather.setInterval(options.gatherFor);
    connect(&m_gather, &QTimer::timeout, this, &EventLog::takeOff);
    m_retry.setSingleShot(true);
    m_retry.setInterval(options.retryAfter);
    connect(&m_retry, &QTimer::timeout, this, &EventLog::takeOff);
}

EventLog::~EventLog()
{
    finish();
}

void EventLog::append(QByteArrayView head, QByteArrayView tail)
{
    std::array<char, 20> number{};
    char *const numberEnd = std::to_chars(number.begin(), number.end(), m_next).ptr;
    QByteArray line(head.size() + (numberEnd - number.begin()) + tail.size(), Qt::Uninitialized);
    char *end = std::copy(head.begin(), head.end(), line.data());
    end = std::copy(number.begin(), numberEnd, end);
    std::copy(tail.begin(), tail.end(), end);
    // A line break can stand between tokens only, where a space means the same.
    if (line.contains('\n'))
        std::replace(line.begin(), line.end(), '\n', ' ');
    if (m_waiting.empty() || m_waiting.back().bytes.size() > batchLimit)
        m_waiting.push_back({ m_next, {}, {} });
    LogBatch &batch = m_waiting.back();
    batch.bytes += line;
    batch.bytes += '\n';
    batch.ends.push_back(quint32(batch.bytes.size()));
    m_waitingBytes += line.size() + 1;
    m_cache.add(m_next, line);
    ++m_next;
    if (!m_flight && !m_gather.isActive())
        m_gather.start();
}

void EventLog::commit()
{
    takeOff();
}

void EventLog::trim(const LogRetention &retention)
{
    m_trimWanted = retention;
    takeOff();
}

QByteArray EventLog::read(qint64 sequence) const
{
    if (sequence < first() || sequence >= end())
        return {};
    const QByteArray message = m_cache.at(sequence);
    return message.isNull() ? m_index.read(sequence) : message;
}

LogBatch EventLog::readSome(qint64 sequence, qsizetype bytes) const
{
    LogBatch batch{ sequence, {}, {} };
    if (sequence < first())
        return batch;
    for (qint64 next = sequence; next < end(); ++next) {
        const QByteArray message = m_cache.at(next);
        if (message.isNull() || (!batch.isEmpty() && batch.bytes.size() + message.size() >= bytes))
            break;
        batch.bytes += message;
        batch.bytes += '\n';
        batch.ends.push_back(quint32(batch.bytes.size()));
    }
    return batch.isEmpty() ? m_index.readSome(sequence, bytes) : batch;
}

/// Gives the disk the next thing to do where it has nothing. After a failed write it is left alone for a while, but for
/// trimming, which may be what makes room.
void EventLog::takeOff()
{
    m_gather.stop();
    while (!m_flight && (m_trimWanted || (!m_waiting.empty() && !m_retry.isActive()))) {
        auto flight = std::make_shared<LogFlight>();
        if (m_trimWanted) {
            flight->trimmed = m_index.beyond(*m_trimWanted, QDateTime::currentDateTimeUtc());
            m_trimWanted.reset();
            if (flight->trimmed.empty())
                continue;
            flight->newFirst = m_index.firstWithout(flight->trimmed.size());
        } else {
            flight->batch = std::move(m_waiting.front());
            m_waiting.pop_front();
        }
        m_flight = std::move(flight);
        send();
    }
}

void EventLog::send()
{
    if (!m_pool) {
        m_flight->fly(m_writer);
        land();
        return;
    }
    m_flight->send(m_flight, m_pool, &m_writer, this);
}

void EventLog::landed()
{
    m_flight->wait();
    land();
}

void EventLog::land()
{
    const std::shared_ptr<LogFlight> flight = std::move(m_flight);
    const bool isWrite = flight->trimmed.empty();
    const bool refused = !flight->outcome.error.isEmpty();
    if (refused && isWrite) {
        ++m_measures.failures;
        m_waiting.push_front(std::move(flight->batch));
        m_retry.start();
    } else if (!refused && isWrite) {
        landWrite(*flight);
    } else if (!refused) {
        m_index.drop(flight->trimmed.size());
    }
    if (m_pool)
        takeOff(); // so that the disk is busy while the owner tells of what is done
    if (refused) {
        report(flight->outcome.error);
    } else if (isWrite) {
        Q_EMIT stored(flight->batch.first, flight->batch.count());
        Q_EMIT advanced();
    }
}

void EventLog::landWrite(const LogFlight &flight)
{
    m_troubled = false;
    m_index.add(flight.batch, flight.outcome.segment, flight.outcome.isNewSegment);
    ++m_measures.commits;
    m_measures.events += quint64(flight.batch.count());
    m_measures.bytes += quint64(flight.batch.bytes.size());
    if (m_options.layout.durability == Durability::Synced)
        m_measures.addSync(flight.outcome.syncSeconds);
    m_waitingBytes -= flight.batch.bytes.size();
}

void EventLog::report(const QString &sentence)
{
    if (m_troubled)
        return;
    m_troubled = true;
    Q_EMIT failed(sentence);
}

void EventLog::finish()
{
    if (m_flight) {
        m_flight->wait();
        if (!m_flight->outcome.error.isEmpty() && !m_flight->batch.isEmpty())
            m_waiting.push_front(std::move(m_flight->batch)); // once more
    }
    for (; !m_waiting.empty(); m_waiting.pop_front()) {
        const LogWriter::Outcome outcome = m_writer.write(m_waiting.front());
        if (outcome.error.isEmpty())
            continue;
        qWarning("%s", qUtf8Printable(outcome.error));
        qWarning("The server stops before that: events from number %lld to %lld, confirmed to nobody, are lost.",
                 m_waiting.front().first, m_next - 1);
        return;
    }
}

} // namespace stagewatch::journal
