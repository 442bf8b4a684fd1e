// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>
#include <vector>

namespace stagewatch::app {

/// The processes that `root` started, and those that they started, as /proc has them at this moment; without those that
/// have ended. Empty where there is no /proc.
[[nodiscard]] std::vector<pid_t> descendantsOf(pid_t root);

} // namespace stagewatch::app
