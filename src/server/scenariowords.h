// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <optional>

namespace stagewatch::server {

/// What the placeholders of a scenario stand for while it is played.
struct ScenarioWords
{
    int run = 0; ///< how many times the scenario was begun
    protocol::JsonValue proposal; ///< of the approval that was asked for last
    protocol::ApprovalResolved answer; ///< to it
    protocol::CancelRequested cancel;

    /// The value with its placeholders filled in: {run}, {comment}, {responder}, {cancel.reason}, {cancel.requester},
    /// and {approval.PATH}, the decided data and, where it has no such member, the proposed.
    [[nodiscard]] protocol::JsonValue fill(const protocol::JsonValue &value) const;

private:
    [[nodiscard]] std::optional<protocol::JsonValue> lookUp(const QString &name) const;
};

} // namespace stagewatch::server
