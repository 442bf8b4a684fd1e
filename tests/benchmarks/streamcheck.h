// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "benchreport.h"
#include "killablehost.h"
#include "pipelineload.h"
#include "watchergroup.h"

namespace stagewatch::bench {

/// What a stream at rest holds, against what its publisher was promised and what its watchers saw.
struct StreamVerdict
{
    qint64 stored = 0; ///< events in the server's stream
    qint64 lost = 0; ///< acknowledged, and not there
    qint64 missing = 0; ///< published, never acknowledged, and not there
    qint64 duplicated = 0; ///< there more than once
    qint64 misplaced = 0; ///< acknowledged under another number than the one they have
    qint64 outOfOrder = 0; ///< stored before one that was published earlier
    qint64 holes = 0; ///< in the server's own numbers
    qint64 differing = 0; ///< over all watchers: events that one has otherwise than the server, or lacks, or has more
    QString streamId;
    QString error; ///< the server could not be asked
    [[nodiscard]] bool isRight() const;
    void addTo(Report &report, const QString &row) const;
    void print() const;
};

/// Reads the whole stream from GET /events and compares; the watchers may be none.
[[nodiscard]] StreamVerdict checkStream(const KillableHost &host, const QString &project, const PipelineLoad &load,
                                        const WatcherGroup *watchers);

/// Publishes no more and waits until everything is acknowledged and seen by everybody, a minute each at most; then
/// compares. What came of it is added to the report: a failure where anything was lost, came twice, changed or out of
/// order, or where somebody is not there.
void concludeStream(const KillableHost &host, const QString &project, PipelineLoad &load, const WatcherGroup &watchers,
                    Report &report);

/// Adds how long something took each time, in seconds: one sample a time, and their p99.
void addTimes(Report &report, const QString &what, const std::vector<double> &seconds);

} // namespace stagewatch::bench
