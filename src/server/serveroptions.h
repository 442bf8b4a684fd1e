// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/eventstore.h"
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
    bool hostsAny =
        false; ///< host real pipelines: every valid id is a project, made on first use; then `hosted` is empty
    bool startAtOnce = false;
    bool loop = false; ///< play each scenario again, as a new run, 3 s after it ended
    double speed = 1.0; ///< 0.01..1000; all times of the scenarios are divided by it
    int maxWatchersPerProject = 2500;
    int maxPublishersPerProject = 200;
    int maxProjects = 500;
    int maxConnections = 4000;
    int maxConnectionsPerAddress = 2500; ///< of an IPv4 address, or of the /64 of an IPv6 one
    qint64 maxPublishBody = 8 * 1024 * 1024; ///< of one POST of events, in bytes
    std::chrono::milliseconds watcherPatience{
        30'000
    }; ///< a watcher that takes nothing for so long is closed with 4008
    QString dataDirectory; ///< journals; empty: a temporary folder that goes with the server
    Retention retention;
    QString tokenFile; ///< empty: everybody may do everything, and only this machine is let in
    QStringList allowedHosts; ///< names in the Host header besides localhost, addresses and the machine's own
    QStringList allowedOrigins; ///< pages of other sites that may use the server, as in the Origin header
    QString tlsCertificateFile; ///< with tlsKeyFile, or neither
    QString tlsKeyFile;
    bool plainGuide = false; ///< leave every extension out: for tests of clients against a server of the guide alone
};

/// Why the options cannot stand together, as a sentence; empty where they can.
[[nodiscard]] QString problemWith(const ServerOptions &options);

} // namespace stagewatch::server
