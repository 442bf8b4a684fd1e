// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <vector>

namespace stagewatch::bench {

/// Many watchers of one stream, read by one thread with as little work as can be: frames are counted by their heads,
/// and numbers compared once a read, which shows a lost, doubled or foreign event as surely as reading all. Errors are
/// sentences.
class WatcherCrowd
{
public:
    WatcherCrowd();
    ~WatcherCrowd();
    WatcherCrowd(const WatcherCrowd &) = delete;
    WatcherCrowd &operator=(const WatcherCrowd &) = delete;

    /// Connects to a port of this machine.
    [[nodiscard]] bool join(quint16 port, const QByteArray &path, int count, QString *error);
    /// Reads one message of each: a greeting.
    [[nodiscard]] bool readGreetings(QString *error);
    /// Sends a text message on every connection, or on the first one alone.
    [[nodiscard]] bool sendAll(const QByteArray &message);
    [[nodiscard]] bool sendFirst(const QByteArray &message);
    /// Each watcher is to get the events first, first + 1, … last next, and nothing between them.
    void expect(qint64 first, qint64 last, bool compareEach);
    /// Reads until everybody has got them.
    [[nodiscard]] bool readAll(QString *error);
    /// Messages to each are passed over that come before the next expect(), such as an answer behind the events.
    [[nodiscard]] bool skipOne(QString *error);

    [[nodiscard]] size_t size() const { return m_watchers.size(); }

private:
    struct Watcher
    {
        int socket = -1;
        std::vector<char> begun; ///< of a frame that has not come whole
        qint64 next = 0; ///< sequence of the next event
        qint64 left = 0; ///< messages that are awaited
    };
    [[nodiscard]] bool readUntilDone(QString *error);
    [[nodiscard]] bool readSome(Watcher &watcher, QString *error);
    [[nodiscard]] bool take(Watcher &watcher, const char *frames, qsizetype size, QString *error);
    void await(qint64 messages);

    int m_epoll;
    std::vector<Watcher> m_watchers;
    size_t m_busy = 0; ///< that still await something
    bool m_events = false; ///< what is awaited has numbers
    bool m_compareEach = false;
    std::vector<char> m_buffer;
};

} // namespace stagewatch::bench
