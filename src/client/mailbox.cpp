// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/mailbox.h"

#include <iterator>
#include <utility>

namespace stagewatch::client {

bool Mailbox::put(journal::Batch &&batch)
{
    if (batch.isEmpty())
        return false;
    const std::lock_guard lock(m_mutex);
    if (m_batch.events.empty()) {
        m_batch.firstRow = batch.firstRow;
        m_batch.events = std::move(batch.events);
    } else {
        m_batch.events.insert(m_batch.events.end(), std::make_move_iterator(batch.events.begin()),
                              std::make_move_iterator(batch.events.end()));
    }
    m_batch.problems.insert(m_batch.problems.end(), std::make_move_iterator(batch.problems.begin()),
                            std::make_move_iterator(batch.problems.end()));
    return !std::exchange(m_batchTold, true);
}

journal::Batch Mailbox::take()
{
    const std::lock_guard lock(m_mutex);
    m_batchTold = false;
    return std::exchange(m_batch, {});
}

bool Mailbox::setStatus(const protocol::ConnectionStatus &status)
{
    const std::lock_guard lock(m_mutex);
    m_status.lastEvent = status.lastEvent;
    if (m_status == status)
        return false;
    m_status = status;
    return !std::exchange(m_statusTold, true);
}

protocol::ConnectionStatus Mailbox::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void Mailbox::statusTold()
{
    const std::lock_guard lock(m_mutex);
    m_statusTold = false;
}

} // namespace stagewatch::client
