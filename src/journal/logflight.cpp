// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/logflight.h"

#include <QMetaObject>
#include <QThreadPool>

namespace stagewatch::journal {

void LogFlight::fly(LogWriter &writer)
{
    outcome = {};
    if (trimmed.empty())
        outcome = writer.write(batch);
    else
        outcome.error = writer.trim(trimmed, newFirst);
}

void LogFlight::send(const std::shared_ptr<LogFlight> &self, QThreadPool *pool, LogWriter *writer, QObject *log)
{
    {
        const std::lock_guard lock(m_mutex);
        m_self = self;
        m_writer = writer;
        m_log = log;
        m_done = false;
    }
    pool->start(this);
}

void LogFlight::run()
{
    std::shared_ptr<LogFlight> self;
    {
        const std::lock_guard lock(m_mutex);
        self = std::move(m_self);
    }
    fly(*m_writer);
    const std::lock_guard lock(m_mutex);
    QMetaObject::invokeMethod(m_log, "landed", Qt::QueuedConnection);
    m_done = true;
    m_changed.notify_all();
}

void LogFlight::wait()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_done; });
}

} // namespace stagewatch::journal
