// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logstream.h"

#include <chrono>
#include <memory>
#include <vector>

namespace stagewatch::bench {

/// A WebSocket server that costs as little as can be: frames made beforehand, written by the half megabyte. One
/// thread, poll(), loopback only.
class LogSender
{
public:
    struct Options
    {
        LogForm form = LogForm::Guide;
        QByteArray project;
        qint64 events = 0; ///< to every connection
        int eventsASecond = 0; ///< to every connection; 0: as fast as they are taken
        int connections = 1; ///< waited for before the first event
    };
    explicit LogSender(Options options);
    ~LogSender();
    LogSender(const LogSender &) = delete;
    LogSender &operator=(const LogSender &) = delete;

    [[nodiscard]] bool listen();
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Serves until standard input ends.
    void run();

private:
    using Clock = std::chrono::steady_clock;
    struct Peer;
    void acceptOne();
    void read(Peer &peer);
    void answer(Peer &peer, QByteArrayView text);
    void readFrames(Peer &peer);
    void begin();
    void write(Peer &peer);
    void makeMore(Peer &peer);
    [[nodiscard]] qint64 due(const Peer &peer) const;
    [[nodiscard]] bool wantsToWrite(const Peer &peer) const;
    void noteSent();

    Options m_options;
    int m_listener = -1;
    quint16 m_port = 0;
    std::vector<std::unique_ptr<Peer>> m_peers;
    std::unique_ptr<LogStream> m_paced; ///< shared by all where there is a rate
    Clock::time_point m_begun;
    bool m_running = false;
    bool m_toldSent = false;
};

} // namespace stagewatch::bench
