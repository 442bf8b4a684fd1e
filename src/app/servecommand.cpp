// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/hosting.h"
#include "app/signalwatcher.h"
#include "model/displaytext.h"
#include "server/server.h"
#include "server/tlsidentity.h"
#include "server/tokenfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostInfo>
#include <QStandardPaths>

#include <cstdio>
#include <sys/resource.h>

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

template <typename T> void take(const std::optional<T> &given, T &option)
{
    option = given.value_or(option);
}

void takeLimits(const ServeCommand &command, server::ServerOptions &options)
{
    options.retention = { command.keepEvents, std::chrono::hours(24) * command.keepDays };
    take(command.limits.watchersPerProject, options.maxWatchersPerProject);
    take(command.limits.publishersPerProject, options.maxPublishersPerProject);
    take(command.limits.connections, options.maxConnections);
    take(command.limits.connectionsPerAddress, options.maxConnectionsPerAddress);
    take(command.limits.projects, options.maxProjects);
    take(command.limits.bodyBytes, options.maxPublishBody);
}

/// Tokens are for pipelines that matter and for a server that others can reach, but never silently left out where
/// somebody made some.
QString tokenFileFor(const ServeCommand &command, const server::ServerOptions &options)
{
    if (!command.tokenFile.isEmpty())
        return command.tokenFile;
    const bool wanted = options.hostsAny || !options.address.isLoopback();
    return wanted && QFileInfo::exists(server::defaultTokenFile()) ? server::defaultTokenFile() : QString();
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
    options.hostsAny = command.scenarios.isEmpty();
    for (const QString &name : command.scenarios) {
        auto scenario = findScenario(name, error);
        if (!scenario)
            return {};
        options.hosted.push_back({ command.projectId, std::move(*scenario) });
    }
    options.dataDirectory = command.dataFolder;
    if (options.hostsAny && options.dataDirectory.isEmpty())
        options.dataDirectory =
            QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/stagewatch/server"_s;
    options.tokenFile = tokenFileFor(command, options);
    options.allowedHosts = command.allowedHosts;
    options.allowedOrigins = command.allowedOrigins;
    options.tlsCertificateFile = command.tlsCertificateFile;
    options.tlsKeyFile = command.tlsKeyFile;
    takeLimits(command, options);
    return options;
}

/// What a person can set right on the command line, told before anything is opened.
bool areUsable(const server::ServerOptions &options, QString *error)
{
    *error = server::problemWith(options);
    if (!error->isEmpty())
        return false;
    if (!options.tokenFile.isEmpty() && !server::readTokenBook(options.tokenFile, error))
        return false;
    return options.tlsKeyFile.isEmpty()
        || server::loadTlsIdentity(options.tlsCertificateFile, options.tlsKeyFile, error);
}

/// Every connection and every project takes file descriptors, and what a shell gives is few.
void allowManyFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

} // namespace

int runServe(int &argc, char **argv, const ServeCommand &command)
{
    const QCoreApplication application(argc, argv);
    QString error;
    const auto options = makeOptions(command, &error);
    if (!options || !areUsable(*options, &error)) {
        complain(error);
        return int(ExitCode::WrongUsage);
    }
    allowManyFiles();
    server::Server server(*options);
    QObject::connect(&server, &server::Server::logged, &application, [](const QString &line) {
        std::fprintf(stderr, "%s\n", qUtf8Printable(model::visibleText(line)));
    });
    if (!server.start(&error)) {
        complain(error);
        return int(ExitCode::NotConnected);
    }
    if (!options->tokenFile.isEmpty() && options->tlsKeyFile.isEmpty() && !options->address.isLoopback())
        std::fprintf(stderr,
                     "Tokens and events cross the network in the clear; serve TLS (--tls-cert, --tls-key), or "
                     "put a server that does in front.\n");
    std::printf("listening on %s\n",
                qUtf8Printable(server.url().toString(QUrl::RemovePath | QUrl::StripTrailingSlash)));
    std::fflush(stdout);
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &server, &server::Server::stop);
    QObject::connect(&server, &server::Server::stopped, &application, &QCoreApplication::quit);
    return QCoreApplication::exec();
}

} // namespace stagewatch::app
