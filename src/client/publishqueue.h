// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QString>
#include <deque>
#include <optional>

namespace stagewatch::client {

/// An event on its way to a server.
struct Outgoing
{
    qint64 number = 0; ///< counted here, from 1
    QString publisherId;
    qint64 publisherSequence = 0; ///< the number on the wire
    QByteArray message; ///< as it is sent
    quint64 start = 0; ///< where it begins in the spool
};

/// The events that a server was sent and has not answered for: a window of bounded size, in order. Decides what to send
/// and what to send again; an answer may come out of order, or twice. Pure.
class PublishQueue
{
public:
    struct Limits
    {
        qsizetype events = 1'000;
        qsizetype bytes = 4 * 1024 * 1024;
    };
    PublishQueue() = default;
    explicit PublishQueue(Limits limits)
        : m_limits(limits)
    {
    }

    /// False while the window is full, and while an event of the same number, another publisher's say, is in it: an
    /// answer must fit one event only. A window that is empty has room for anything.
    [[nodiscard]] bool hasRoomFor(const Outgoing &event) const;
    void push(Outgoing event);
    /// On a new connection everything that has no answer is sent again, in order.
    void startOver() { m_sent = 0; }
    /// The next message to send, which counts as sent; nothing where all are. Valid until the next call.
    [[nodiscard]] const QByteArray *nextToSend();
    /// An answer came, whichever. The event's own number; nothing for a repeat or an event that is not here. An empty
    /// id fits every publisher.
    std::optional<qint64> answered(const QString &publisherId, qint64 publisherSequence);

    /// One event on the wire at a time, so that the one is known that a server breaks the connection for.
    void setOneByOne(bool on) { m_oneByOne = on; }
    [[nodiscard]] bool isOneByOne() const { return m_oneByOne; }
    /// The oldest event that is on the wire and has no answer; nullptr where none is.
    [[nodiscard]] const Outgoing *suspect() const;

    [[nodiscard]] qsizetype unanswered() const { return m_unanswered; }
    /// The oldest event without an answer; nullptr where none is.
    [[nodiscard]] const Outgoing *oldest() const { return m_window.empty() ? nullptr : &m_window.front().event; }

private:
    struct Entry
    {
        Outgoing event;
        bool answered = false;
    };
    Limits m_limits;
    std::deque<Entry> m_window;
    QHash<qint64, quint64> m_places; ///< of those without an answer, by publisherSequence; counted since ever
    quint64 m_gone = 0; ///< so many have left the window
    size_t m_sent = 0; ///< so many of the window are on the wire of this connection, or answered
    qsizetype m_unanswered = 0;
    qsizetype m_bytes = 0;
    bool m_oneByOne = false;
};

} // namespace stagewatch::client
