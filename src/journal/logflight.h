// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logwriter.h"

#include <QRunnable>
#include <condition_variable>
#include <mutex>

class QObject;
class QThreadPool;

namespace stagewatch::journal {

/// One thing that the disk does for a log: a batch to be written, or segments to be forgotten. Between send() and
/// wait() it belongs to a thread of the pool, with the writer.
class LogFlight : public QRunnable
{
public:
    LogBatch batch;
    std::vector<qint64> trimmed; ///< segments; where there are any, nothing is written
    qint64 newFirst = 0; ///< without them
    LogWriter::Outcome outcome;

    LogFlight() { setAutoDelete(false); }
    /// Does it here and now.
    void fly(LogWriter &writer);
    /// Does it on the pool; then `log`, which waits for that before it goes, has its method landed() called.
    void send(const std::shared_ptr<LogFlight> &self, QThreadPool *pool, LogWriter *writer, QObject *log);
    void wait();
    void run() override;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::shared_ptr<LogFlight> m_self; ///< the owner may let go as soon as it is done
    LogWriter *m_writer = nullptr;
    QObject *m_log = nullptr;
    bool m_done = false;
};

} // namespace stagewatch::journal
