// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/searchhits.h"
#include "model/searchtask.h"

#include <QObject>
#include <condition_variable>
#include <thread>

namespace stagewatch::model {

/// Searches a log in worker threads and gathers what they find. A new search takes the place of the old one within
/// milliseconds. GUI thread.
class LogSearcher : public QObject
{
    Q_OBJECT
public:
    explicit LogSearcher(QObject *parent = nullptr);
    ~LogSearcher() override;

    /// Forgets the hits and searches anew, first around the journal row `nearRow`.
    void start(const LogSearch &search, SearchedLines lines, qint64 nearRow, bool forward);
    /// Searches lines that came behind those that were searched. Only while !isSearching().
    void extend(SearchedLines lines);
    /// Stops, and forgets the search and its hits.
    void clear();

    [[nodiscard]] bool isSearching() const { return m_task != nullptr; }
    [[nodiscard]] const LogSearch &search() const { return m_search; }
    [[nodiscard]] const SearchHits &hits() const { return m_hits; }
    [[nodiscard]] qint64 undecidedCount() const { return m_undecided; } ///< lines on which matching was given up

Q_SIGNALS:
    void progressed(); ///< hits(), isSearching(): twenty times a second at most, and at the first hit and the end
    void failed(const QString &sentence);

private:
    struct Workers;
    void run(SearchedLines &&lines, qint64 nearRow, bool forward);
    void collect(const SearchTask *from);

    LogSearch m_search;
    std::shared_ptr<CompiledSearch> m_compiled;
    std::shared_ptr<SearchedFile> m_file; ///< null until something is searched
    SearchHits m_hits;
    size_t m_firstBlock = 0; ///< of the task under way, among those of m_hits
    qint64 m_undecided = 0;
    std::shared_ptr<SearchTask> m_task;
    std::unique_ptr<Workers> m_workers; ///< null until something is searched
};

} // namespace stagewatch::model
