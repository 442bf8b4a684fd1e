// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/storemeasures.h"
#include "server/processstats.h"
#include "server/sockettraffic.h"

#include <QByteArray>
#include <map>

namespace stagewatch::server {

/// What a server counts, and its text for Prometheus (exposition format 0.0.4). Plain numbers; whoever does the work
/// adds to them. The rest is looked up when somebody asks.
class Metrics
{
public:
    /// How things stand at the moment of asking.
    struct Now
    {
        int watchers = 0;
        int publishers = 0;
        int requests = 0; ///< over HTTP, being served
        int waiting = 0; ///< connections that have not said yet what they want
        int projects = 0;
        qint64 largestLag = 0; ///< events that the slowest watcher is behind
        journal::StoreMeasures stores; ///< of all projects together
        Traffic traffic;
        ProcessStats process;
    };

    void refused(const QByteArray &reason) { ++m_refusals[reason]; }
    /// The whole page; ends with a line feed.
    [[nodiscard]] QByteArray text(const Now &now) const;

private:
    std::map<QByteArray, quint64> m_refusals;
};

/// A label's value between quotes: backslash, quote and line feed escaped.
[[nodiscard]] QByteArray metricLabel(const QByteArray &value);

} // namespace stagewatch::server
