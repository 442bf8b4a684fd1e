// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::bench {

/// What a disk did in a while.
struct DiskFigure
{
    qint64 events = 0;
    qint64 syncs = 0;
    double seconds = 0;
    QString error; ///< a sentence; empty: all went well
    [[nodiscard]] double eventsASecond() const { return seconds > 0 ? double(events) / seconds : 0; }
};

/// Appends events of so many bytes to a new file in the folder, as many at a time as `group` says, and syncs after each
/// group, for so many seconds. Nothing else: the most that any program that syncs can do with this disk and this
/// grouping. One thread; the file is removed.
[[nodiscard]] DiskFigure appendAndSync(const QString &folder, qsizetype eventBytes, qsizetype group, double seconds);

} // namespace stagewatch::bench
