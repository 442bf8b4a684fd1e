// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

namespace stagewatch::app {

/// A run's state as a person reads it in a terminal: status, bars, elapsed time, what waits and how to answer it, error
/// and result. `now` is what "elapsed" counts to while the run is going; `address` what leads a command to the server,
/// empty where it goes there by itself. Pure; every text of the server is escaped.
[[nodiscard]] QString stateSummary(const protocol::Event &state, protocol::Timestamp now, const QString &address);

/// One approval that waits: its id, what it asks, and when it ends by itself. Two lines at most, indented.
[[nodiscard]] QString approvalLines(const protocol::ApprovalRequired &request);

} // namespace stagewatch::app
