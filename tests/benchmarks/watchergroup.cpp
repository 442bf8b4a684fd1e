// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchergroup.h"

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

bool WatcherGroup::add(const QUrl &server, const client::ConnectionSettings &settings)
{
    QString error;
    Watcher watcher;
    watcher.journal = journal::Journal::openTemporary(&error);
    const protocol::ResolvedEndpoint resolved = protocol::resolveEndpoint(server.toString(), m_project);
    if (!watcher.journal || !resolved.endpoint) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(error + resolved.error));
        return false;
    }
    client::ConnectionSettings own = settings;
    own.endpoint = *resolved.endpoint;
    watcher.leftAt = Clock::now();
    watcher.id = m_client.open(own, watcher.journal);
    m_watchers.push_back(std::move(watcher));
    return true;
}

void WatcherGroup::leave(size_t index, Clock::time_point at)
{
    Watcher &watcher = m_watchers[index];
    watcher.away = true;
    watcher.target = -1;
    watcher.leftAt = at;
}

bool WatcherGroup::allAreBack() const
{
    return std::none_of(m_watchers.begin(), m_watchers.end(), [](const Watcher &watcher) { return watcher.away; });
}

bool WatcherGroup::allHave(qint64 sequence) const
{
    return std::all_of(m_watchers.begin(), m_watchers.end(),
                       [sequence](const Watcher &watcher) { return watcher.last >= sequence; });
}

void WatcherGroup::take(client::ConnectionId id)
{
    const auto found =
        std::find_if(m_watchers.begin(), m_watchers.end(), [id](const Watcher &watcher) { return watcher.id == id; });
    if (found == m_watchers.end())
        return;
    const journal::Batch batch = m_client.takeBatch(id);
    for (const protocol::Event &event : batch.events)
        note(*found, event);
    for (const protocol::Problem &problem : batch.problems) {
        // That connections are lost is what is done to them.
        if (problem.kind != protocol::Problem::Kind::Transport && ++m_problems == 1)
            std::fprintf(stderr, "A watcher has a problem: %s\n", qUtf8Printable(problem.text));
    }
    if (found->away && found->target >= 0 && found->last >= found->target) {
        found->away = false;
        found->secondsAway = std::chrono::duration<double>(Clock::now() - found->leftAt).count();
        Q_EMIT cameBack(size_t(found - m_watchers.begin()));
    }
}

void WatcherGroup::note(Watcher &watcher, const protocol::Event &event)
{
    if (!event.streamId.isEmpty()) {
        if (m_streamId.isEmpty())
            m_streamId = event.streamId;
        m_foreignStreams += event.streamId != m_streamId ? 1 : 0;
    }
    if (const auto *connected = event.as<protocol::Connected>()) {
        ++watcher.greetings;
        watcher.target = connected->lastSequence.value_or(0);
    } else if (event.as<protocol::Gap>()) {
        ++m_gapEvents;
    } else if (event.sequence && !event.as<protocol::Snapshot>() && !protocol::isConnectionEvent(event)) {
        // The first event may be any: who comes late has the past as a state alone.
        m_disorders += watcher.last != 0 && *event.sequence != watcher.last + 1 ? 1 : 0;
        watcher.last = *event.sequence;
    }
}

} // namespace stagewatch::bench
