// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"

#include <QString>
#include <functional>

/// How a command that asks once and is done speaks to its terminal. Whatever it prints may hold a server's text, so
/// control and other treacherous characters come out as visible escapes.
namespace stagewatch::app {

/// Why a command ends early: thrown by its parts, caught by runToEnd().
struct CommandError
{
    ExitCode code = ExitCode::Failed;
    QString text; ///< a sentence, or several lines
};

/// A result: goes to stdout, line breaks as they are.
void say(const QString &text);
/// One line of JSON for stdout. On a terminal the treacherous characters inside its strings become \u escapes, which
/// mean the same.
void sayJson(const QByteArray &json);
/// What went wrong: goes to stderr, behind the program's name.
void complain(const QString &text);
[[nodiscard]] bool isTerminal(std::FILE *file);

/// Calls the command, and turns what it throws into its exit code and what it prints. 74 where standard output did not
/// take everything.
[[nodiscard]] int runToEnd(const std::function<ExitCode()> &command);

} // namespace stagewatch::app
