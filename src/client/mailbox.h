// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/batch.h"
#include "protocol/connectionstatus.h"

#include <mutex>

namespace stagewatch::client {

/// Where the I/O thread leaves what it has for the owner's thread: the batch so far and the connection's status. Both
/// threads may call everything; nothing blocks for longer than a swap.
class Mailbox
{
public:
    /// Adds to what is waiting. True if the owner has to be told, false if it was told and has not looked yet.
    [[nodiscard]] bool put(journal::Batch &&batch);
    /// Takes everything that waits.
    [[nodiscard]] journal::Batch take();

    /// True if the owner has to be told: something but the time of the last event changed, and no word of it is on its
    /// way.
    [[nodiscard]] bool setStatus(const protocol::ConnectionStatus &status);
    [[nodiscard]] protocol::ConnectionStatus status() const;
    /// The word reached the owner; the next change wants another.
    void statusTold();

private:
    mutable std::mutex m_mutex;
    journal::Batch m_batch;
    protocol::ConnectionStatus m_status;
    bool m_batchTold = false;
    bool m_statusTold = false;
};

} // namespace stagewatch::client
