// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/journalloader.h"

#include "model/textform.h"
#include "protocol/decoder.h"

#include <QObject>

namespace stagewatch::model {

namespace {

constexpr int chunksAhead = 3;

/// A line that no longer reads keeps its place: rows and events go hand in hand.
protocol::Event placeholder(const journal::Row &row)
{
    protocol::Event event;
    event.time = fromMs(row.timeMs);
    return event;
}

journal::Batch readChunk(const journal::Journal &journal, protocol::Decoder &decoder, qint64 first, qint64 end)
{
    journal::Batch batch;
    batch.firstRow = first;
    batch.events.reserve(size_t(end - first));
    for (qint64 at = first; at < end; ++at) {
        const journal::Row row = journal.row(at);
        auto decoded = decoder.decode(journal.text(at), fromMs(row.timeMs));
        batch.events.push_back(decoded.event ? std::move(*decoded.event) : placeholder(row));
        std::move(decoded.problems.begin(), decoded.problems.end(), std::back_inserter(batch.problems));
    }
    return batch;
}

} // namespace

JournalLoader::JournalLoader(std::shared_ptr<journal::Journal> journal, qint64 firstRow, qint64 endRow,
                             QObject *receiver, std::function<void(journal::Batch &&)> take,
                             std::function<void()> finished)
    : m_window(std::make_shared<Window>())
{
    const auto work = [window = m_window, journal = std::move(journal), firstRow, endRow, receiver,
                       take = std::move(take), finished = std::move(finished)](const std::stop_token &stop) {
        protocol::Decoder decoder;
        for (qint64 at = firstRow; at < endRow; at += rowsInChunk) {
            auto batch =
                std::make_shared<journal::Batch>(readChunk(*journal, decoder, at, std::min(endRow, at + rowsInChunk)));
            std::unique_lock lock(window->mutex);
            if (!window->changed.wait(lock, stop, [&] { return window->ahead < chunksAhead; }))
                return;
            ++window->ahead;
            lock.unlock();
            QMetaObject::invokeMethod(
                receiver,
                [window, take, batch] {
                    take(std::move(*batch));
                    const std::lock_guard guard(window->mutex);
                    --window->ahead;
                    window->changed.notify_one();
                },
                Qt::QueuedConnection);
        }
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(receiver, finished, Qt::QueuedConnection);
    };
    m_worker = std::jthread(work);
}

JournalLoader::~JournalLoader() = default;

} // namespace stagewatch::model
