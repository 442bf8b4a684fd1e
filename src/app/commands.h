// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

/// One function a command: each builds its own part of the program, runs it and returns the exit code. main() calls
/// exactly one.
namespace stagewatch::app {

[[nodiscard]] int runWatch(int &argc, char **argv, const WatchCommand &command);
[[nodiscard]] int runServe(int &argc, char **argv, const ServeCommand &command);
[[nodiscard]] int runWindow(int &argc, char **argv, const WindowCommand &command);
[[nodiscard]] int runDemo(int &argc, char **argv, const DemoCommand &command);

} // namespace stagewatch::app
