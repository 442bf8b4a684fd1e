// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

namespace stagewatch::model {

/// The four steps of a cancel as a person sees them: requested, acknowledged, ended (how), or unconfirmed after 10 s.
/// Pure; one a run.
class CancelProgress
{
public:
    enum class Step { None, Requested, Acknowledged, Ended, Unconfirmed, NotSent };
    static constexpr std::chrono::seconds confirmationLimit{ 10 };

    void requested(const QString &requestId, protocol::Timestamp now);
    void notSent();
    /// Takes cancel_acknowledged and the run's end. True if the step changed.
    bool apply(const protocol::Event &event);
    bool tick(protocol::Timestamp now);

    [[nodiscard]] Step step() const { return m_step; }
    /// How the run ended after the request: cancelled, completed or failed.
    [[nodiscard]] std::optional<protocol::RunStatus> outcome() const { return m_outcome; }
    /// False: the server took the request, but no pipeline is attached to hear it.
    [[nodiscard]] std::optional<bool> delivered() const { return m_delivered; }
    bool operator==(const CancelProgress &) const = default;

private:
    Step m_step = Step::None;
    QString m_requestId;
    protocol::Timestamp m_requestedAt{};
    std::optional<protocol::RunStatus> m_outcome;
    std::optional<bool> m_delivered;
};

} // namespace stagewatch::model
