// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/exitcode.h"
#include "app/hosting.h"
#include "app/signalwatcher.h"
#include "server/server.h"

#include <QCoreApplication>
#include <QHostInfo>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

std::optional<QHostAddress> findAddress(const QString &host)
{
    QHostAddress address;
    if (address.setAddress(host))
        return address;
    // A person's own machine has few names; asking for one at start-up is quick and happens once.
    const QList<QHostAddress> found = QHostInfo::fromName(host).addresses();
    return found.isEmpty() ? std::nullopt : std::optional(found.first());
}

std::optional<server::ServerOptions> makeOptions(const ServeCommand &command, QString *error)
{
    server::ServerOptions options;
    const auto address = findAddress(command.host);
    if (!address) {
        *error = u"--listen: there is no address for the host \"%1\"."_s.arg(command.host);
        return {};
    }
    options.address = *address;
    options.port = command.port;
    options.speed = command.speed;
    options.loop = command.loop;
    options.plainGuide = command.plainGuide;
    for (const QString &name : command.scenarios) {
        auto scenario = findScenario(name, error);
        if (!scenario)
            return {};
        options.hosted.push_back({ command.projectId, std::move(*scenario) });
    }
    return options;
}

} // namespace

int runServe(int &argc, char **argv, const ServeCommand &command)
{
    const QCoreApplication application(argc, argv);
    QString error;
    const auto options = makeOptions(command, &error);
    if (!options) {
        std::fprintf(stderr, "stagewatch: %s\n", qUtf8Printable(error));
        return int(ExitCode::WrongUsage);
    }
    server::Server server(*options);
    QObject::connect(&server, &server::Server::logged, &application,
                     [](const QString &line) { std::fprintf(stderr, "%s\n", qUtf8Printable(line)); });
    if (!server.start(&error)) {
        std::fprintf(stderr, "stagewatch: %s\n", qUtf8Printable(error));
        return int(ExitCode::NotConnected);
    }
    std::printf("listening on %s\n",
                qUtf8Printable(server.url().toString(QUrl::RemovePath | QUrl::StripTrailingSlash)));
    std::fflush(stdout);
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &server, &server::Server::stop);
    QObject::connect(&server, &server::Server::stopped, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace stagewatch::app
