// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/heartbeat.h"

#include <algorithm>
#include <utility>

namespace stagewatch::client {

Heartbeat::Heartbeat(Time interval, Time timeout)
    : m_interval(std::max(interval, Time(1)))
    , m_timeout(std::max(timeout, Time(1)))
{
}

void Heartbeat::start(Time now)
{
    m_running = true;
    m_awaitingLife = false;
    m_unanswered.reset();
    m_lastPing = now;
}

void Heartbeat::stop()
{
    m_running = false;
}

bool Heartbeat::heard()
{
    return std::exchange(m_awaitingLife, false);
}

std::optional<Heartbeat::Time> Heartbeat::answered(Time now)
{
    (void)heard();
    if (!m_unanswered)
        return {};
    const Time trip = now - *m_unanswered;
    m_unanswered.reset();
    return trip;
}

Heartbeat::Action Heartbeat::check(Time now)
{
    if (!m_running)
        return Action::Nothing;
    if (m_awaitingLife)
        return now - m_lastPing >= m_timeout ? Action::Dead : Action::Nothing;
    if (now - m_lastPing < m_interval)
        return Action::Nothing;
    m_lastPing = now;
    m_unanswered = now;
    m_awaitingLife = true;
    return Action::Ping;
}

std::optional<Heartbeat::Time> Heartbeat::nextCheck(Time now) const
{
    if (!m_running)
        return {};
    const Time due = m_lastPing + (m_awaitingLife ? m_timeout : m_interval);
    return std::max(due - now, Time(0));
}

} // namespace stagewatch::client
