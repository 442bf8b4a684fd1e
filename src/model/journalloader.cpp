// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/journalloader.h"

#include <QObject>

namespace stagewatch::model {

namespace {
constexpr int batchesAhead = 3;
}

JournalLoader::JournalLoader(std::shared_ptr<journal::Journal> journal, QObject *receiver,
                             std::function<void(journal::Batch &&)> take,
                             std::function<void(const QString &error)> finished)
    : m_window(std::make_shared<Window>())
{
    m_worker = std::jthread([window = m_window, journal = std::move(journal), receiver, take = std::move(take),
                             finished = std::move(finished)](const std::stop_token &stop) {
        const auto handOver = [&](journal::Batch &&batch) {
            std::unique_lock lock(window->mutex);
            if (!window->changed.wait(lock, stop, [&] { return window->ahead < batchesAhead; }))
                return;
            ++window->ahead;
            lock.unlock();
            QMetaObject::invokeMethod(
                receiver,
                [window, take, held = std::make_shared<journal::Batch>(std::move(batch))] {
                    take(std::move(*held));
                    const std::lock_guard guard(window->mutex);
                    --window->ahead;
                    window->changed.notify_one();
                },
                Qt::QueuedConnection);
        };
        QString error;
        const bool isRead = journal->readRest(handOver, stop, &error);
        if (isRead || !error.isEmpty())
            QMetaObject::invokeMethod(
                receiver, [finished, error] { finished(error); }, Qt::QueuedConnection);
    });
}

JournalLoader::~JournalLoader() = default;

} // namespace stagewatch::model
