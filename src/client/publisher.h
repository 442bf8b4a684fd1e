// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/publisherstatus.h"
#include "client/settings.h"
#include "protocol/event.h"

#include <QObject>
#include <memory>

namespace stagewatch::client {

/// Sends a pipeline's events to a Stagewatch server and sees to it that each is stored exactly once (PROTOCOL section
/// 3, publishing): every event gets this publisher's id and a number, waits in a spool file until it is acknowledged,
/// and is sent again after every reconnect. While the server is away, publish() goes on as before. Lives in the thread
/// that created it, which runs an event loop.
class Publisher : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        ConnectionSettings connection; ///< its endpoint is the project's; the path is made by the publisher
        QString runId; ///< put beside every event; empty: the server tells runs apart
        QString
            spoolFolder; ///< where the spool file lies (0600 in 0700); empty: a temporary file, gone with the object
        /// A server that has not answered for an event by then is asked again over a new connection.
        std::chrono::milliseconds answerTimeout{ 30'000 };
    };
    /// Nothing and a sentence where the spool cannot be made.
    [[nodiscard]] static std::unique_ptr<Publisher> create(const Options &options, QString *error);
    ~Publisher() override;

    /// Takes one event; returns its number, from 1. `data` is an object. Never blocks on the network.
    qint64 publish(const QString &eventType, const protocol::JsonValue &data);
    /// Takes a whole event as a pipeline wrote it: {"event_type": …, "data": {…}, …}; the fields that belong to the
    /// server (sequence, stream_id, replayed, publisher_id, publisher_sequence) are left out.
    qint64 publishEvent(const protocol::JsonValue &event);
    /// As publishEvent(), but an event that carries a publisher's id and number keeps both: one from a spool, which the
    /// server may have stored already.
    qint64 publishAgain(const protocol::JsonValue &event);
    /// Beside every event from now on, as Options::runId. Cancels and decisions of another run are not passed on.
    void setRunId(const QString &runId);
    [[nodiscard]] PublisherStatus status() const;
    [[nodiscard]] const QString &publisherId() const;
    /// Where unacknowledged events wait; empty for a temporary one. The file is deleted once all are acknowledged and
    /// the publisher is closed.
    [[nodiscard]] QString spoolPath() const;
    /// Ends a wait for the next attempt, or a latch, and tries at once; attempts are counted anew.
    void retryNow();
    /// Closes with 1000 once everything is acknowledged, or after `patience`; closed() follows.
    void close(std::chrono::milliseconds patience);

Q_SIGNALS:
    /// The phase or the error changed; not for every event.
    void statusChanged();
    void acknowledged(qint64 number, qint64 sequence);
    /// This event will never be stored: the server, or the disk, does not take it. The others go on.
    void rejected(qint64 number, const QString &sentence);
    void cancelRequested(const stagewatch::protocol::CancelRequested &request);
    void approvalResolved(const stagewatch::protocol::ApprovalResolved &resolution);
    /// The server said `connected`, with the run that it has, if any; after each connect.
    void greeted(const QString &runId);
    /// Everything published so far is acknowledged or rejected.
    void drained();
    void closed();

private:
    struct Private;
    explicit Publisher(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::client
