// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/batch.h"
#include "journal/journal.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

class QObject;

namespace stagewatch::model {

/// Reads rows of a journal in a worker thread, decodes them and hands them over in chunks, as if they came live. It
/// never runs more than a few chunks ahead of whoever takes them. Destroying it stops the worker.
class JournalLoader
{
public:
    static constexpr qint64 rowsInChunk = 4096;

    /// `take` and then `finished` are called in the thread of `receiver`, which must outlive the loader; `finished` may
    /// destroy it.
    JournalLoader(std::shared_ptr<journal::Journal> journal, qint64 firstRow, qint64 endRow, QObject *receiver,
                  std::function<void(journal::Batch &&)> take, std::function<void()> finished);
    ~JournalLoader();
    JournalLoader(const JournalLoader &) = delete;
    JournalLoader &operator=(const JournalLoader &) = delete;

private:
    struct Window
    {
        std::mutex mutex;
        std::condition_variable_any changed;
        int ahead = 0;
    };
    std::shared_ptr<Window> m_window;
    std::jthread m_worker;
};

} // namespace stagewatch::model
