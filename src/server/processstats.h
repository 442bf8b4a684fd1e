// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace stagewatch::server {

/// What the system says of this process. Zero where it does not say.
struct ProcessStats
{
    double startTime = 0; ///< seconds since the Unix epoch
    double cpuSeconds = 0; ///< user and system
    quint64 residentBytes = 0;
    quint64 openFds = 0;
    quint64 maxFds = 0;
};
[[nodiscard]] ProcessStats readProcessStats();

} // namespace stagewatch::server
