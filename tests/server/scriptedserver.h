// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server.h"

#include <QTest>

/// Servers that play a scenario of a test on a free port.
namespace stagewatch::test {

using server::Scenario;
using server::Server;
using server::ServerOptions;

inline Scenario parse(const QByteArray &steps)
{
    QString error;
    std::optional<Scenario> scenario =
        server::parseScenario(R"({"steps":)" + steps + "}", QStringLiteral("test"), &error);
    if (!scenario)
        qFatal("%s", qPrintable(error));
    return *scenario;
}

inline std::unique_ptr<Server> serve(Scenario scenario, double speed,
                                     const std::function<void(ServerOptions &)> &change = {})
{
    ServerOptions options;
    options.port = 0;
    options.speed = speed;
    options.hosted.push_back({ QString(), std::move(scenario) });
    if (change)
        change(options);
    auto server = std::make_unique<Server>(options);
    QString error;
    if (!server->start(&error))
        qFatal("%s", qPrintable(error));
    return server;
}

/// A built-in one.
inline std::unique_ptr<Server> serve(const QString &scenario, double speed,
                                     const std::function<void(ServerOptions &)> &change = {})
{
    return serve(server::builtInScenario(scenario).value(), speed, change);
}

} // namespace stagewatch::test
