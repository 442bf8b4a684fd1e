// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

namespace stagewatch::app {

/// What the commands say to the shell that started them.
enum class ExitCode {
    Completed = 0,
    Failed = 1,
    WrongUsage = 2,
    NotConnected = 3, ///< could not connect, gave up, or the server ended the stream before the run's end
    Cancelled = 4,
    Refused = 5, ///< 401, 403, or a fatal error event
    TimedOut = 6, ///< asked, and nobody decided in time
    OutputLost = 74, ///< standard output could not be written whole (EX_IOERR of sysexits.h)
    Interrupted = 130
};

/// The code for a run that has ended.
[[nodiscard]] constexpr ExitCode exitCodeFor(protocol::RunStatus status)
{
    switch (status) {
    case protocol::RunStatus::Completed:
        return ExitCode::Completed;
    case protocol::RunStatus::Cancelled:
        return ExitCode::Cancelled;
    default:
        return ExitCode::Failed;
    }
}

} // namespace stagewatch::app
