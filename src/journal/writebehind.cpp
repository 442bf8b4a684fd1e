// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/writebehind.h"

#include "journal/journalfile.h"

#include <utility>

namespace stagewatch::journal {

WriteBehind::WriteBehind(JournalFile &file)
    : m_file(file)
    , m_thread([this](const std::stop_token &stop) { run(stop); })
{
}

WriteBehind::~WriteBehind()
{
    if (m_isBusy)
        (void)finish();
}

void WriteBehind::start(QByteArray &&bytes, std::function<void()> written)
{
    Q_ASSERT(!m_isBusy);
    m_isBusy = true;
    m_end = quint64(m_file.size() + bytes.size());
    {
        const std::lock_guard lock(m_mutex);
        m_piece = { std::move(bytes), {} };
        m_written = std::move(written);
        m_isToDo = true;
    }
    m_changed.notify_all();
}

WriteBehind::Result WriteBehind::finish()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_isToDo; });
    m_isBusy = false;
    return std::exchange(m_piece, {});
}

void WriteBehind::run(const std::stop_token &stop)
{
    std::unique_lock lock(m_mutex);
    while (m_changed.wait(lock, stop, [this] { return m_isToDo; })) {
        lock.unlock(); // nobody else touches the piece while there is something to do
        (void)m_file.append(&m_piece.rest, &m_piece.error);
        m_written(); // before finish() returns: its caller may be gone afterwards
        lock.lock();
        m_isToDo = false;
        m_changed.notify_all();
    }
}

} // namespace stagewatch::journal
