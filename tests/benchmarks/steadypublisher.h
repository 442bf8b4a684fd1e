// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rawwebsocket.h"

#include <atomic>
#include <memory>
#include <thread>

namespace stagewatch::bench {

/// A pipeline that sends log events of about 250 bytes at a steady rate, from a thread of its own, over a WebSocket
/// whose answers it reads away, and that notes when it sent each.
class SteadyPublisher
{
public:
    SteadyPublisher(quint16 port, const QByteArray &path, qint64 events, int eventsASecond);
    ~SteadyPublisher();
    SteadyPublisher(const SteadyPublisher &) = delete;
    SteadyPublisher &operator=(const SteadyPublisher &) = delete;

    /// Empty, or why it could not connect.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    void start();
    [[nodiscard]] qint64 events() const { return m_events; }
    /// Any thread: in ns of the monotonic clock, right before event `index` (from 0) was sent.
    [[nodiscard]] qint64 sentAt(qint64 index) const { return m_sent[size_t(index)].load(std::memory_order_acquire); }

private:
    void send();
    RawWebSocket m_socket;
    qint64 m_events;
    int m_rate;
    std::unique_ptr<std::atomic<qint64>[]> m_sent;
    QString m_problem;
    std::atomic<bool> m_stop = false;
    std::thread m_thread;
};

/// Of each event from its sending until it was read from a watcher's socket, in ms and in order, by a thread that does
/// nothing else; fewer than were published where one does not come within ten seconds. Starts the publisher.
[[nodiscard]] std::vector<double> socketLatencies(SteadyPublisher &publisher, quint16 port, const QByteArray &path,
                                                  QString *error);

} // namespace stagewatch::bench
