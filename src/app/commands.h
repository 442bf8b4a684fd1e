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
[[nodiscard]] int runExec(int &argc, char **argv, const ExecCommand &command);
[[nodiscard]] int runAsk(int &argc, char **argv, const AskCommand &command);
[[nodiscard]] int runPublish(int &argc, char **argv, const PublishCommand &command);
[[nodiscard]] int runState(int &argc, char **argv, const StateCommand &command);
[[nodiscard]] int runCancel(int &argc, char **argv, const CancelCommand &command);
[[nodiscard]] int runAnswer(int &argc, char **argv, const AnswerCommand &command);
[[nodiscard]] int runToken(int &argc, char **argv, const TokenCommand &command);

} // namespace stagewatch::app
