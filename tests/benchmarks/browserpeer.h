// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace stagewatch::bench {

/// A web dashboard: the guide's own JavaScript class, unchanged, in headless Chromium. It has a port of its own in it,
/// so the browser is told to find that one elsewhere. `error` is a sentence where the page did not report.
class BrowserPeer
{
public:
    enum class Does {
        Count, ///< counts log events and nothing else
        AppendRows ///< appends a text row for each, drops the oldest beyond 1,000, and follows once a frame
    };

    /// Empty where there is no Chromium on this machine.
    [[nodiscard]] static QString program();
    [[nodiscard]] static QString version();

    /// Watches a server of log events until `events` of them are shown. Figures: count, ended (ns of the monotonic
    /// clock), gapMedianMs, gapP99Ms, gapMaxMs (between turns of its event loop).
    [[nodiscard]] static QJsonObject watch(quint16 serverPort, qint64 events, Does does, QString *error);
    struct Crowd
    {
        int projects = 1;
        double settleSeconds = 2; ///< after all are connected
        double seconds = 10;
        bool measuresGaps = true;
    };
    /// Watches many projects for a time, each event a row. Figures: events, seconds, cpuSeconds and wakeups of all its
    /// processes, and the gaps.
    [[nodiscard]] static QJsonObject watchMany(quint16 serverPort, const Crowd &crowd, QString *error);
    /// Milliseconds from the start of the process until a page with nothing on it was painted.
    [[nodiscard]] static double blankPageMs(QString *error);
};

} // namespace stagewatch::bench
