// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logsearcher.h"

#include <algorithm>

namespace stagewatch::model {

/// Threads that work at the newest task.
struct LogSearcher::Workers
{
    Workers()
    {
        for (size_t i = 0; i < std::clamp<size_t>(std::thread::hardware_concurrency(), 1, 4); ++i)
            threads.emplace_back([this](const std::stop_token &stop) { run(stop); });
    }

    /// What is not needed any more is let go of in a worker, since that may take long.
    void give(std::shared_ptr<SearchTask> next, std::shared_ptr<void> old = {})
    {
        {
            const std::lock_guard lock(mutex);
            unneeded.push_back(std::move(old));
            unneeded.push_back(std::exchange(task, std::move(next)));
            ++generation;
        }
        given.notify_all();
    }

    void run(const std::stop_token &stop)
    {
        quint64 seen = 0;
        while (true) {
            std::shared_ptr<SearchTask> mine;
            std::vector<std::shared_ptr<void>> old;
            {
                std::unique_lock lock(mutex);
                if (!given.wait(lock, stop, [&] { return generation != seen; }))
                    return;
                seen = generation;
                mine = task;
                old = std::exchange(unneeded, {});
            }
            old.clear();
            if (mine)
                mine->work();
        }
    }

    std::mutex mutex;
    std::condition_variable_any given;
    std::shared_ptr<SearchTask> task;
    std::vector<std::shared_ptr<void>> unneeded;
    quint64 generation = 0;
    std::vector<std::jthread> threads; ///< last: they end before what they use
};

LogSearcher::LogSearcher(QObject *parent)
    : QObject(parent)
{
}

LogSearcher::~LogSearcher()
{
    if (m_task)
        m_task->cancel();
    m_workers.reset(); // ends the threads before what they call back is gone
}

void LogSearcher::start(const LogSearch &search, SearchedLines lines, qint64 nearRow, bool forward)
{
    if (!m_compiled || search != m_search)
        m_compiled = std::make_shared<CompiledSearch>(search);
    m_search = search;
    m_hits = {};
    m_undecided = 0;
    run(std::move(lines), nearRow, forward);
}

void LogSearcher::extend(SearchedLines lines)
{
    m_hits.settle();
    const qint64 first = lines.rows.at(lines.from);
    run(std::move(lines), first, true);
}

void LogSearcher::run(SearchedLines &&lines, qint64 nearRow, bool forward)
{
    if (m_task)
        m_task->cancel();
    if (!m_file)
        m_file = std::make_shared<SearchedFile>();
    auto task = std::make_shared<SearchTask>(m_compiled, std::move(lines), m_file, nearRow, forward);
    m_task.reset();
    if (task->blocks().empty()) {
        QMetaObject::invokeMethod(this, &LogSearcher::progressed, Qt::QueuedConnection);
        return;
    }
    m_firstBlock = 0;
    for (size_t i = 0; i < task->blocks().size(); ++i) {
        const size_t number = m_hits.addBlock(task->blocks()[i].firstRow, task->blocks()[i].endRow);
        m_firstBlock = i == 0 ? number : m_firstBlock;
    }
    const SearchTask *key = task.get();
    task->setNotify([this, key] {
        QMetaObject::invokeMethod(
            this, [this, key] { collect(key); }, Qt::QueuedConnection);
    });
    m_task = std::move(task);
    if (!m_workers)
        m_workers = std::make_unique<Workers>();
    m_workers->give(m_task);
}

void LogSearcher::clear()
{
    if (m_task)
        m_task->cancel();
    m_task.reset();
    m_compiled.reset();
    m_search = {};
    m_hits = {};
    m_undecided = 0;
    if (m_workers)
        m_workers->give(nullptr, std::exchange(m_file, {}));
}

void LogSearcher::collect(const SearchTask *from)
{
    if (m_task.get() != from)
        return; // a newer search is under way
    SearchTask::Progress progress = m_task->collect();
    for (SearchTask::Found &found : progress.found)
        m_hits.setFound(m_firstBlock + found.block, std::move(found.hits));
    const bool ends = progress.isDone || !progress.error.isEmpty();
    if (ends) {
        m_undecided += progress.undecided;
        m_task.reset();
    }
    if (!progress.error.isEmpty()) {
        clear();
        Q_EMIT failed(progress.error);
        return;
    }
    Q_EMIT progressed();
}

} // namespace stagewatch::model
