// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/execprogram.h"
#include "protocol/event.h"

#include <chrono>

/// What `exec` says of a program beside what the program says itself. Pure.
namespace stagewatch::app {

/// An event to publish.
struct ExecEvent
{
    QString type;
    protocol::JsonValue data; ///< an object
    bool operator==(const ExecEvent &) const = default;
};

/// Who or what ended the program before its time.
struct Interruption
{
    QString reason;
    QString requester;
    bool isCancel = false; ///< asked for on the stream: the run is cancelled, however the program took it
    bool operator==(const Interruption &) const = default;
};

/// How the run ends: completed with exit code 0; cancelled after a cancel, and after a signal of ours that the program
/// did not survive in good order; failed else, with the exit code or the signal and what stood last on standard error.
[[nodiscard]] ExecEvent endEvent(const ProgramEnd &end, const std::optional<Interruption> &interruption,
                                 const protocol::StageName &stage, const QStringList &lastErrorLines,
                                 std::chrono::milliseconds duration);

/// "Exit code 1", "Ended by SIGSEGV", or why it could not be started.
[[nodiscard]] QString describe(const ProgramEnd &end);
/// "SIGTERM"; "signal 99" for one without a name.
[[nodiscard]] QString signalName(int signal);
/// "Cancel requested by ann: too slow." The parts that nobody gave are left out.
[[nodiscard]] QString describe(const protocol::CancelRequested &request);

} // namespace stagewatch::app
