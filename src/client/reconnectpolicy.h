// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/connectionstatus.h"

#include <chrono>
#include <functional>
#include <optional>

namespace stagewatch::client {

/// How an attempt to connect, or the connection that came of it, ended; as far as it matters for what to do next.
struct AttemptOutcome
{
    enum class Kind {
        Transient, ///< lost, timed out, busy: worth another try
        Refused, ///< 401, 403, a revoked token
        Fatal, ///< an error event that is not recoverable, or an address that can never work
        ClosedByServer, ///< closed with 1000
        NotUtf8, ///< closed with 1007
        Blocked ///< something on the way, or the server, does not let WebSocket through
    };
    Kind kind = Kind::Transient;
    std::optional<std::chrono::milliseconds> retryAfter; ///< as the server asked; any size
};

/// What to do after an attempt.
struct NextStep
{
    enum class Action { Wait, Poll, Latch };
    Action action = Action::Wait;
    std::chrono::milliseconds wait{ 0 }; ///< with Wait
    protocol::ConnectionStatus::Latch latch = protocol::ConnectionStatus::Latch::None; ///< with Latch
    bool operator==(const NextStep &) const = default;
};

/// Decides whether and when to connect again (PROTOCOL section 4): exponential backoff with full jitter, a limit on
/// attempts, and what latches. Pure: chance comes in from outside, time as durations.
class ReconnectPolicy
{
public:
    using Milliseconds = std::chrono::milliseconds;
    struct Limits
    {
        Milliseconds base{ 1'000 };
        Milliseconds cap{ 30'000 };
        Milliseconds stableAfter{ 10'000 };
        int maxAttempts = 10; ///< 0: for ever
    };
    /// Retry-After is obeyed up to here; a server that asks for years gets an hour.
    static constexpr Milliseconds retryAfterCap = std::chrono::hours(1);

    /// `random` gives numbers from 0 up to, not including, 1.
    ReconnectPolicy(Limits limits, std::function<double()> random);

    void attemptStarted();
    /// The connection has been open for this long: long enough, and the count starts anew.
    void held(Milliseconds duration);
    [[nodiscard]] NextStep ended(const AttemptOutcome &outcome);
    /// A person asked to try again: everything starts anew.
    void reset();

    /// Attempts since the last connection that held, from 1; 0 after one did.
    [[nodiscard]] int attempt() const { return m_attempt; }

private:
    [[nodiscard]] NextStep waitOrGiveUp(std::optional<Milliseconds> retryAfter);

    Limits m_limits;
    std::function<double()> m_random;
    int m_attempt = 0;
    int m_notUtf8InARow = 0;
};

} // namespace stagewatch::client
