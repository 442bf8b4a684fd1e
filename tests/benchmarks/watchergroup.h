// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/client.h"

#include <chrono>
#include <vector>

namespace stagewatch::bench {

using Clock = std::chrono::steady_clock;

/// People's windows without the windows: connections with a journal each, all of one stream, that are watched in turn
/// for order, gaps, and how long it takes them to be back.
class WatcherGroup : public QObject
{
    Q_OBJECT
public:
    struct Watcher
    {
        client::ConnectionId id = 0;
        std::shared_ptr<journal::Journal> journal;
        qint64 last = 0; ///< the newest sequence that follows the one before it
        int greetings = 0;
        bool away = true; ///< from leave() until it holds all that was stored when it was greeted again
        double secondsAway = 0; ///< the last time it was
        Clock::time_point leftAt;
        qint64 target = -1; ///< what the server had at the last greeting; -1: not greeted since leave()
    };
    explicit WatcherGroup(QString project)
        : m_project(std::move(project))
    {
        connect(&m_client, &client::Client::batchReady, this, &WatcherGroup::take);
    }
    /// Connects one more; false with the reason on stderr.
    bool add(const QUrl &server, const client::ConnectionSettings &settings);
    /// The watcher's connection is being broken now, or its server started now.
    void leave(size_t index, Clock::time_point at);
    [[nodiscard]] const std::vector<Watcher> &all() const { return m_watchers; }
    [[nodiscard]] bool allAreBack() const;
    /// Every one holds everything up to this sequence.
    [[nodiscard]] bool allHave(qint64 sequence) const;
    [[nodiscard]] protocol::ConnectionStatus status(size_t index) const
    {
        return m_client.status(m_watchers[index].id);
    }
    /// The one stream of them all.
    [[nodiscard]] const QString &streamId() const { return m_streamId; }
    [[nodiscard]] int gapEvents() const { return m_gapEvents; }
    [[nodiscard]] int disorders() const { return m_disorders; } ///< an event that does not follow the one before
    [[nodiscard]] int foreignStreams() const { return m_foreignStreams; } ///< events of another stream id
    [[nodiscard]] int problems() const { return m_problems; }

Q_SIGNALS:
    void cameBack(size_t index);

private:
    void take(client::ConnectionId id);
    void note(Watcher &watcher, const protocol::Event &event);

    QString m_project;
    client::Client m_client;
    std::vector<Watcher> m_watchers;
    QString m_streamId;
    int m_gapEvents = 0;
    int m_disorders = 0;
    int m_foreignStreams = 0;
    int m_problems = 0;
};

} // namespace stagewatch::bench
