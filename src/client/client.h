// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/settings.h"
#include "journal/batch.h"
#include "journal/journal.h"
#include "protocol/clientmessage.h"
#include "protocol/connectionstatus.h"

#include <QObject>
#include <memory>

namespace stagewatch::client {

using ConnectionId = int;

/// Every connection of the program, behind one door. Sockets live in one I/O thread that this object owns; all
/// functions are called from the thread that created it (the GUI's, or main's). What arrives is appended to the
/// stream's journal, decoded and collected there; the owner takes it in whole batches when it likes. Destroying it
/// closes every socket with 1000 and waits, 1 s at most.
class Client : public QObject
{
    Q_OBJECT
public:
    explicit Client(QObject *parent = nullptr);
    ~Client() override;

    /// Starts to connect at once and keeps at it. The journal is written by the I/O thread from now on.
    ConnectionId open(const ConnectionSettings &settings, std::shared_ptr<journal::Journal> journal);
    /// Closes with 1000 and forgets the connection.
    void close(ConnectionId id);
    /// Connects now: out of a wait, or out of a latch.
    void retryNow(ConnectionId id);

    /// Sends now, or answers later with sendFailed() where no connection is open. Cancel and approvals go by REST while
    /// polling.
    void send(ConnectionId id, const protocol::ClientMessage &message);

    /// Everything that came since the last call, swapped out in constant time.
    [[nodiscard]] journal::Batch takeBatch(ConnectionId id);
    /// A copy of how the connection stands.
    [[nodiscard]] protocol::ConnectionStatus status(ConnectionId id) const;

Q_SIGNALS:
    /// Something can be taken. Sent once until takeBatch() was called for that connection, never once an event.
    void batchReady(stagewatch::client::ConnectionId id);
    /// Anything in status() changed but the time of the last event alone.
    void statusChanged(stagewatch::client::ConnectionId id);
    /// The message did not leave, and will not; `reason` is a sentence.
    void sendFailed(stagewatch::client::ConnectionId id, const stagewatch::protocol::ClientMessage &message,
                    const QString &reason);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::client
