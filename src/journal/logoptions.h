// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>

namespace stagewatch::journal {

/// Whether what is written outlives a power loss, or only the program.
enum class Durability { Synced, None };

/// Where a log lies and how it is cut into files.
struct LogLayout
{
    QString folder; ///< of this stream alone (0700); empty: files without names, never synced
    QString projectId;
    Durability durability = Durability::Synced;
    qint64 segmentBytes = qint64(64) * 1024 * 1024; ///< a new segment is begun beyond it; at most 1 GiB
    qint64 segmentEvents = 1'000'000;
};

/// How an event log works.
struct EventLogOptions
{
    LogLayout layout;
    qint64 cacheBytes = qint64(4) * 1024 * 1024; ///< of the newest messages, kept in memory
    std::chrono::milliseconds gatherFor{ 10 }; ///< the longest that a message waits for commit()
    std::chrono::milliseconds retryAfter{ 1000 }; ///< after a write that failed
};

/// How much of a log is kept; what is older goes in whole segments. 0: no limit.
struct LogRetention
{
    qint64 events = 0;
    std::chrono::seconds age{ 0 };
};

} // namespace stagewatch::journal
