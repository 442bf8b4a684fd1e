// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"

/// One parser a command. Each reads the arguments behind the command's name and throws Failure for a wrong one.
namespace stagewatch::app {

[[nodiscard]] Command parseWindow(const QStringList &arguments);
[[nodiscard]] Command parseDemo(const QStringList &arguments);
[[nodiscard]] Command parseServe(const QStringList &arguments);
[[nodiscard]] Command parseWatch(const QStringList &arguments);
[[nodiscard]] Command parseExec(const QStringList &arguments);
[[nodiscard]] Command parseAsk(const QStringList &arguments);
[[nodiscard]] Command parsePublish(const QStringList &arguments);
[[nodiscard]] Command parseState(const QStringList &arguments);
[[nodiscard]] Command parseCancel(const QStringList &arguments);
/// Of `approve` and `reject`.
[[nodiscard]] Command parseAnswer(const QStringList &arguments, protocol::ApprovalDecision decision);
[[nodiscard]] Command parseToken(const QStringList &arguments);

/// What `stagewatch --help` says first.
[[nodiscard]] QString usageSummary();
/// Names the wrong address or project now rather than after a window has opened. Throws Failure.
void checkEndpoint(const QString &address, const QString &projectId);

} // namespace stagewatch::app
