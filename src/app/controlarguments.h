// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/arguments.h"
#include "app/commandline.h"

/// What `state`, `cancel`, `approve` and `reject` have in common on the command line.
namespace stagewatch::app {

/// Declares the URL, and the options that all commands have that talk to a server.
void addServerArguments(Arguments &arguments);
/// Reads them, and names a wrong address now. Throws Failure.
[[nodiscard]] ServerAccess readServerArguments(const Arguments &arguments);

} // namespace stagewatch::app
