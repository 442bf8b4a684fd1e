// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"
#include "protocol/connectionstatus.h"

namespace stagewatch::model {

/// True while the run is not over and nobody hears it: its last state is all that is known.
[[nodiscard]] bool isDisconnected(const Run *run, const protocol::ConnectionStatus &status);

/// What people call the stage that the run failed in; empty where it is unknown. Safe to paint, cut at 200 characters.
[[nodiscard]] QString failedStageText(const Run &run);

/// The words under a run in the sidebar, what matters most first; safe to paint. `run` null: a stream without a run
/// yet.
[[nodiscard]] QStringList runSubtitle(const Run *run, const protocol::ConnectionStatus &status);

} // namespace stagewatch::model
