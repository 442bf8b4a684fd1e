// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>
#include <chrono>
#include <vector>

namespace stagewatch::server {

/// How much of a stream's past is kept; what is older goes in whole segments. 0: no limit.
struct Retention
{
    qint64 events = 0;
    std::chrono::hours age{ 0 };
    bool operator==(const Retention &) const = default;
};

/// Where a project's events are kept: an ordered log of messages, numbered from 1 without gaps, which many read from
/// any place. The only thing that a channel knows of storage, so that a shared engine can stand in for the journal on
/// this machine: numbers may be given when a message is stored, and messages of other writers may lie between. Lives in
/// the server's thread; whatever takes long happens elsewhere and comes back as a signal.
class EventStore : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// A message that waits for its number: head, the number, and tail together are one line of JSON.
    struct Draft
    {
        QByteArray head;
        QByteArray tail;
    };

    /// Changes only where numbering starts again.
    [[nodiscard]] virtual QString streamId() const = 0;
    /// Takes a message. Numbers are given in the order of the calls.
    virtual void append(const Draft &draft) = 0;
    /// Stores what was appended so far, now or soon; stored() and advanced() follow, or failed().
    virtual void commit() = 0;
    /// Bytes that were appended and are not stored yet: whoever publishes must wait when they grow.
    [[nodiscard]] virtual qint64 waitingBytes() const = 0;
    /// The first sequence that is still kept; equal to end() where none is.
    [[nodiscard]] virtual qint64 first() const = 0;
    /// One beyond the last sequence that is stored and can be read.
    [[nodiscard]] virtual qint64 end() const = 0;
    /// The message of a sequence, first() <= sequence < end(). Empty where it cannot be read.
    [[nodiscard]] virtual QByteArray read(qint64 sequence) const = 0;
    /// Messages of consecutive sequences, one a line.
    struct Lines
    {
        QByteArray bytes;
        std::vector<quint32> ends; ///< of each line in `bytes`, behind its line break
    };
    /// The messages from a sequence on that `bytes` hold, at least one; fewer where that is quicker. Empty where the
    /// first one cannot be read.
    [[nodiscard]] virtual Lines readSome(qint64 sequence, qsizetype bytes) const;
    virtual void trim(const Retention &retention) = 0;

Q_SIGNALS:
    /// The next `count` of this writer's messages are safe, as firstSequence, firstSequence + 1, …; sent before the
    /// advanced() that makes them readable to others.
    void stored(qint64 firstSequence, qint64 count);
    /// end() grew.
    void advanced();
    /// The disk refuses. Nothing is lost: the store tries again by itself, and stored() follows once it can. Sent once
    /// a trouble.
    void failed(const QString &sentence);
};

} // namespace stagewatch::server
