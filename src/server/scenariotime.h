// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/scenario.h"

namespace stagewatch::server {

/// How long the steps from `from` on take at speed 1, approvals answered at once and approved.
[[nodiscard]] std::chrono::milliseconds durationOf(const std::vector<ScenarioStep> &steps, size_t from = 0);

/// Adds the guide's two fields of a remaining time to the data of a progress_update, in whole seconds.
void addEstimate(protocol::JsonValue &data, std::chrono::milliseconds left);

} // namespace stagewatch::server
