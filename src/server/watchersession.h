// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "server/streamsession.h"

#include <deque>

namespace stagewatch::server {

/// One watcher: a cursor over the channel's log that is topped up while the socket has room, and the answers to its
/// messages. Cancels and decides only where its token lets it.
class WatcherSession : public StreamSession
{
    Q_OBJECT
public:
    WatcherSession(Connection connection, Channel &channel, Caller caller, const Limits &limits,
                   QObject *parent = nullptr);

    void start() override;
    /// How many events it has yet to be sent.
    [[nodiscard]] qint64 lag() const;

protected:
    void receive(const QByteArray &message) override;
    void drained() override;
    void ended() override;

private:
    void topUp();
    void topUpOnce();
    [[nodiscard]] Dress dress() const;
    void handle(const protocol::Ping &);
    void handle(const protocol::PongReply &) { }
    void handle(const protocol::Cancel &cancel);
    void handle(const protocol::GetState &request);
    void handle(const protocol::ApprovalResponse &response);
    [[nodiscard]] bool mayControl();
    void sendGap(qint64 requestedSince, const QString &reason);
    void tellUnreadable(qint64 sequence);
    void sendState();
    void drop(const QString &how);
    void stall(std::chrono::milliseconds duration);
    void endStall();

    qint64 m_next = 1; ///< the cursor: the next sequence to send
    bool m_replaying = false; ///< until the cursor has reached the end once
    bool m_stateOwed = false; ///< a state follows as soon as the cursor is at the end
    bool m_toppingUp = false;
    bool m_full = false; ///< the socket takes no more until drained()
    bool m_counted = false; ///< as one of the channel's watchers
    QTimer m_again; ///< the next batch of a long way to the end
    QTimer m_stalled;
    std::deque<QByteArray> m_heldBack; ///< what came during a stall
};

} // namespace stagewatch::server
