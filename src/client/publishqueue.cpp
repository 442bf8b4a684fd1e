// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishqueue.h"

namespace stagewatch::client {

bool PublishQueue::hasRoomFor(const Outgoing &event) const
{
    if (m_window.empty())
        return true;
    // Answered events count until all before them are: the window stays one stretch of the spool.
    return m_window.size() < size_t(m_limits.events) && m_bytes + event.message.size() <= m_limits.bytes
        && !m_places.contains(event.publisherSequence);
}

void PublishQueue::push(Outgoing event)
{
    m_bytes += event.message.size();
    ++m_unanswered;
    m_places.insert(event.publisherSequence, m_gone + m_window.size());
    m_window.push_back({ std::move(event), false });
}

const QByteArray *PublishQueue::nextToSend()
{
    if (m_oneByOne && suspect())
        return nullptr;
    while (m_sent < m_window.size() && m_window[m_sent].answered)
        ++m_sent;
    return m_sent < m_window.size() ? &m_window[m_sent++].event.message : nullptr;
}

std::optional<qint64> PublishQueue::answered(const QString &publisherId, qint64 publisherSequence)
{
    const auto found = m_places.constFind(publisherSequence);
    if (found == m_places.cend())
        return {};
    Entry &entry = m_window[size_t(*found - m_gone)];
    if (!publisherId.isEmpty() && publisherId != entry.event.publisherId)
        return {};
    const qint64 number = entry.event.number;
    entry.answered = true;
    --m_unanswered;
    m_places.erase(found);
    while (!m_window.empty() && m_window.front().answered) {
        m_bytes -= m_window.front().event.message.size();
        m_window.pop_front();
        ++m_gone;
        m_sent -= m_sent > 0 ? 1 : 0;
    }
    return number;
}

const Outgoing *PublishQueue::suspect() const
{
    for (size_t i = 0; i < m_sent; ++i) {
        if (!m_window[i].answered)
            return &m_window[i].event;
    }
    return nullptr;
}

} // namespace stagewatch::client
