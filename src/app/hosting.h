// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/serveroptions.h"

namespace stagewatch::app {

/// The built-in scenario of that name, or the one in the file. Nothing and a sentence in `error` where it is neither.
[[nodiscard]] std::optional<server::Scenario> findScenario(const QString &nameOrFile, QString *error);

} // namespace stagewatch::app
