// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "journal/linescan.h"
#include "journal/messagematcher.h"
#include "model/hitset.h"
#include "model/logquery.h"
#include "model/logsearch.h"
#include "model/searchedfile.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>

namespace stagewatch::model {

/// A LogSearch, compiled by the first thread that needs it. Any thread.
class CompiledSearch
{
public:
    explicit CompiledSearch(const LogSearch &search)
        : m_search(search)
    {
    }
    /// The sentence that says why the pattern is none; empty if it is one.
    [[nodiscard]] const QString &compile();
    [[nodiscard]] const std::shared_ptr<const journal::MessagePattern> &pattern() const { return m_pattern; }
    /// Null: each line has to be looked at.
    [[nodiscard]] const std::shared_ptr<const journal::LineFilter> &filter() const { return m_filter; }

private:
    const LogSearch m_search;
    std::once_flag m_once;
    QString m_error;
    std::shared_ptr<const journal::MessagePattern> m_pattern;
    std::shared_ptr<const journal::LineFilter> m_filter;
};

/// Which lines of a log a search looks at: those that are shown.
struct SearchedLines
{
    std::shared_ptr<journal::Journal> journal;
    RowSpans rows;
    qint64 from = 0; ///< places in `rows`: from <= place < to, all of them published
    qint64 to = 0;
    RowFilter filter; ///< that shows them
    RowList special; ///< ascending: shown rows whose text is no plain log message
};

/// One pass of a search over some lines, worked at by several threads, block by block, in the order in which the reader
/// would come to them. Any thread; the results are collected by the one that waits for them.
class SearchTask
{
public:
    struct Block
    {
        qint64 firstRow = 0;
        qint64 endRow = 0;
    };
    struct Found
    {
        size_t block = 0;
        HitSet hits;
    };
    struct Progress
    {
        std::vector<Found> found; ///< since the last call
        bool isDone = false;
        QString error; ///< a sentence: the pattern cannot be searched for
        qint64 undecided = 0; ///< lines on which matching was given up
    };

    /// The blocks around the journal row `nearRow` come first, on from there or, not `forward`, back.
    SearchTask(std::shared_ptr<CompiledSearch> search, SearchedLines lines, std::shared_ptr<SearchedFile> file,
               qint64 nearRow, bool forward);

    /// Called in a worker when there is something to collect. Set it before the work begins.
    void setNotify(std::function<void()> notify) { m_notify = std::move(notify); }

    [[nodiscard]] const std::vector<Block> &blocks() const { return m_blocks; }
    /// Works until all blocks are done, or cancel(). Several threads may.
    void work();
    void cancel() { m_cancelled = true; }
    [[nodiscard]] Progress collect();

private:
    struct Worker;
    void planBlocks();
    void addBlock(qint64 firstRow, qint64 endRow);
    void orderBlocks(qint64 nearRow, bool forward);
    [[nodiscard]] HitSet search(const Block &block, Worker &worker);
    void searchPlain(const Block &block, Worker &worker, HitSet &found);
    void searchSpecial(const Block &block, Worker &worker, HitSet &found);
    [[nodiscard]] bool isMatch(QByteArrayView message, Worker &worker);
    [[nodiscard]] bool isSearched(qint64 at, const journal::Row &row) const;
    void deliver(size_t block, HitSet &&hits);
    void fail(const QString &error);

    const std::shared_ptr<CompiledSearch> m_search;
    const SearchedLines m_lines;
    const std::shared_ptr<SearchedFile> m_file;
    std::function<void()> m_notify;
    std::vector<Block> m_blocks;
    std::vector<quint32> m_order; ///< of the blocks
    std::atomic<size_t> m_next = 0; ///< in m_order
    std::atomic<bool> m_cancelled = false;
    std::atomic<bool> m_looksAtEveryLine = false; ///< so many match that this is faster
    std::atomic<qint64> m_undecided = 0;

    std::mutex m_mutex; ///< guards what follows
    std::vector<Found> m_found;
    size_t m_done = 0;
    bool m_hadHits = false;
    bool m_isNotified = false;
    std::chrono::steady_clock::time_point m_notifiedAt{};
    QString m_error;
};

} // namespace stagewatch::model
