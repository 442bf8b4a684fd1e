// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/mailbox.h"

#include <utility>

namespace stagewatch::client {

bool Mailbox::put(journal::Batch &&batch)
{
    if (batch.isEmpty())
        return false;
    const std::lock_guard lock(m_mutex);
    m_batch.append(std::move(batch));
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
