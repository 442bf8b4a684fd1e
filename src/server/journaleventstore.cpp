// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/journaleventstore.h"

namespace stagewatch::server {

std::unique_ptr<JournalEventStore> JournalEventStore::open(const journal::EventLogOptions &options, QThreadPool *pool,
                                                           QString *error)
{
    std::unique_ptr<journal::EventLog> log = journal::EventLog::open(options, pool, error);
    if (!log)
        return nullptr;
    return std::unique_ptr<JournalEventStore>(new JournalEventStore(std::move(log)));
}

JournalEventStore::JournalEventStore(std::unique_ptr<journal::EventLog> log)
    : m_log(std::move(log))
{
    connect(m_log.get(), &journal::EventLog::stored, this, &EventStore::stored);
    connect(m_log.get(), &journal::EventLog::advanced, this, &EventStore::advanced);
    connect(m_log.get(), &journal::EventLog::failed, this, &EventStore::failed);
}

void JournalEventStore::append(const Draft &draft)
{
    m_log->append(draft.head, draft.tail);
}

void JournalEventStore::commit()
{
    m_log->commit();
}

EventStore::Lines JournalEventStore::readSome(qint64 sequence, qsizetype bytes) const
{
    journal::LogBatch batch = m_log->readSome(sequence, bytes);
    return { std::move(batch.bytes), std::move(batch.ends) };
}

void JournalEventStore::trim(const Retention &retention)
{
    m_log->trim({ retention.events, retention.age });
}

} // namespace stagewatch::server
