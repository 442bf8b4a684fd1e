// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/scenario.h"

#include <QHostAddress>
#include <QStringList>

namespace stagewatch::server {

/// What to host and where.
struct ServerOptions
{
    QHostAddress address = QHostAddress(QHostAddress::LocalHost);
    quint16 port = 8000; ///< 0: any free one
    struct Hosted
    {
        QString projectId;
        Scenario scenario;
    };
    std::vector<Hosted> hosted; ///< scripted pipelines; each starts when its first watcher comes, or at once
    bool startAtOnce = false;
    bool loop = false; ///< play each scenario again, as a new run, 3 s after it ended
    double speed = 1.0; ///< 0.01..1000; all times of the scenarios are divided by it
    int maxWatchersPerProject = 1000;
    int maxConnections = 4000;
    std::chrono::milliseconds watcherPatience{
        30'000
    }; ///< a watcher that takes nothing for so long is closed with 4008
    QString dataDirectory; ///< journals; empty: a temporary folder that goes with the server
    bool plainGuide = false; ///< leave every extension out: for tests of clients against a server of the guide alone
};

} // namespace stagewatch::server
