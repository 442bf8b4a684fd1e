// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <deque>

namespace stagewatch::journal {

/// The newest messages of a log, up to so many bytes: whoever follows it live reads no file.
class MessageCache
{
public:
    explicit MessageCache(qint64 limit)
        : m_limit(limit)
    {
    }

    /// Messages come in the order of their numbers.
    void add(qint64 sequence, const QByteArray &message)
    {
        m_messages.push_back(message);
        m_bytes += message.size();
        while (!m_messages.empty() && m_bytes > m_limit) {
            m_bytes -= m_messages.front().size();
            m_messages.pop_front();
        }
        m_end = sequence + 1;
    }
    /// Null where it is not held.
    [[nodiscard]] QByteArray at(qint64 sequence) const
    {
        const qint64 index = sequence - (m_end - qint64(m_messages.size()));
        return index >= 0 && sequence < m_end ? m_messages[size_t(index)] : QByteArray();
    }

private:
    qint64 m_limit;
    qint64 m_bytes = 0;
    qint64 m_end = 0;
    std::deque<QByteArray> m_messages;
};

} // namespace stagewatch::journal
