// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/reconnectpolicy.h"

#include <algorithm>
#include <limits>

namespace stagewatch::client {

namespace {

constexpr int notUtf8BeforePolling = 2;

NextStep latched(protocol::ConnectionStatus::Latch latch)
{
    return { .action = NextStep::Action::Latch, .wait = {}, .latch = latch };
}

} // namespace

ReconnectPolicy::ReconnectPolicy(Limits limits, std::function<double()> random)
    : m_limits(limits)
    , m_random(std::move(random))
{
}

void ReconnectPolicy::attemptStarted()
{
    if (m_attempt < std::numeric_limits<int>::max())
        ++m_attempt;
}

void ReconnectPolicy::held(Milliseconds duration)
{
    if (duration >= m_limits.stableAfter)
        m_attempt = 0;
}

void ReconnectPolicy::reset()
{
    m_attempt = 0;
    m_notUtf8InARow = 0;
}

NextStep ReconnectPolicy::ended(const AttemptOutcome &outcome)
{
    using Kind = AttemptOutcome::Kind;
    using Latch = protocol::ConnectionStatus::Latch;
    m_notUtf8InARow = outcome.kind == Kind::NotUtf8 ? m_notUtf8InARow + 1 : 0;
    switch (outcome.kind) {
    case Kind::Refused:
        return latched(Latch::Refused);
    case Kind::Fatal:
        return latched(Latch::Fatal);
    case Kind::ClosedByServer:
        return latched(Latch::ClosedByServer);
    case Kind::Blocked:
        return { .action = NextStep::Action::Poll, .wait = {}, .latch = Latch::None };
    case Kind::NotUtf8:
        if (m_notUtf8InARow >= notUtf8BeforePolling) {
            m_notUtf8InARow = 0;
            return { .action = NextStep::Action::Poll, .wait = {}, .latch = Latch::None };
        }
        break;
    case Kind::Transient:
        break;
    }
    return waitOrGiveUp(outcome.retryAfter);
}

NextStep ReconnectPolicy::waitOrGiveUp(std::optional<Milliseconds> retryAfter)
{
    if (m_limits.maxAttempts > 0 && m_attempt >= m_limits.maxAttempts)
        return latched(protocol::ConnectionStatus::Latch::GaveUp);
    // The first wait is drawn from one base; doubling stops at the cap, long before it could overflow.
    Milliseconds ceiling = std::min(m_limits.base, m_limits.cap);
    for (int i = 1; i < m_attempt && ceiling < m_limits.cap; ++i)
        ceiling = std::min(ceiling * 2, m_limits.cap);
    const double share = std::clamp(m_random(), 0.0, 1.0);
    auto wait = Milliseconds(static_cast<Milliseconds::rep>(share * static_cast<double>(ceiling.count())));
    if (retryAfter)
        wait += std::clamp(*retryAfter, Milliseconds(0), retryAfterCap);
    return { .action = NextStep::Action::Wait, .wait = wait, .latch = protocol::ConnectionStatus::Latch::None };
}

} // namespace stagewatch::client
