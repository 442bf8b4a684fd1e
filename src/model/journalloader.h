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

/// Reads a journal that was opened unread in a worker thread, and hands over what it holds in batches, as if it came
/// live. It never runs more than a few batches ahead of whoever takes them. Destroying it stops the worker.
class JournalLoader
{
public:
    /// `take` and then `finished` are called in the thread of `receiver`, which must outlive the loader; `finished` may
    /// destroy it. Its argument is a sentence where the journal could not be read to its end.
    JournalLoader(std::shared_ptr<journal::Journal> journal, QObject *receiver,
                  std::function<void(journal::Batch &&)> take, std::function<void(const QString &error)> finished);
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
