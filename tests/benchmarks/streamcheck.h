// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "killablehost.h"
#include "pipelineload.h"
#include "watchergroup.h"

#include <QJsonObject>

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
    [[nodiscard]] QJsonObject toJson() const;
    void print() const;
};

/// Reads the whole stream from GET /events and compares; the watchers may be none.
[[nodiscard]] StreamVerdict checkStream(const KillableHost &host, const QString &project, const PipelineLoad &load,
                                        const WatcherGroup *watchers);

/// Publishes no more and waits until everything is acknowledged and seen by everybody, a minute each at most; then
/// compares, and prints what came of it.
struct Ending
{
    bool right = false; ///< nothing lost, twice, changed or out of order, and everybody is there
    QJsonObject json;
};
[[nodiscard]] Ending concludeStream(const KillableHost &host, const QString &project, PipelineLoad &load,
                                    const WatcherGroup &watchers);

/// Of sorted or unsorted values; 0 where there are none. `share` in 0..1.
[[nodiscard]] double quantile(std::vector<double> values, double share);
/// p50, p99 and the largest, with the count, under these names.
[[nodiscard]] QJsonObject summary(const std::vector<double> &values);
/// Prints one line of a table: name, count, p50, p99, max, in seconds.
void printSummary(const char *name, const std::vector<double> &values);
/// Writes the figures where a file was asked for.
void writeJson(const QString &file, const QJsonObject &figures);

} // namespace stagewatch::bench
