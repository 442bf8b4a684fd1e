// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace stagewatch::bench {

/// A web dashboard: the guide's own JavaScript class, unchanged, in headless Chromium. It has a port of its own in it,
/// so the browser is told to find that one elsewhere.
class BrowserPeer
{
public:
    enum class Does {
        Count, ///< counts log events and nothing else
        AppendRows ///< appends a text row for each, drops the oldest beyond 1,000, and follows once a frame
    };

    /// Empty where there is no Chromium on this machine.
    [[nodiscard]] static QString program();

    /// Watches a server of log events until `events` of them are shown. Figures: count, ended (ns of the monotonic
    /// clock), gapP99Ms, gapMaxMs (between turns of its event loop).
    [[nodiscard]] static QJsonObject watch(quint16 serverPort, qint64 events, Does does, QString *error);
    /// Milliseconds from the start of the process to a blank page that was painted.
    [[nodiscard]] static double blankPageMs(QString *error);

private:
    [[nodiscard]] static QJsonObject visit(const QByteArray &page, const QStringList &arguments, qint64 *arrived,
                                           QString *error);
};

} // namespace stagewatch::bench
