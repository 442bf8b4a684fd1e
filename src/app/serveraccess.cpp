// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/serveraccess.h"

#include "app/arguments.h"
#include "app/connectionsetup.h"
#include "app/shellword.h"

#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

const auto defaultServer = u"http://127.0.0.1:8000"_s;

QString serverOf(const ServerAccess &access)
{
    if (!access.server.isEmpty())
        return access.server;
    const QString named = qEnvironmentVariable("STAGEWATCH_SERVER").trimmed();
    return named.isEmpty() ? defaultServer : named;
}

} // namespace

void addAccessOptions(Arguments &arguments)
{
    arguments.value(u"server"_s, u"URL"_s, u"The server; else STAGEWATCH_SERVER, else %1."_s.arg(defaultServer));
    arguments.value(u"project"_s, u"ID"_s, u"The project; else STAGEWATCH_PROJECT."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Read the access token from FILE; else from STAGEWATCH_TOKEN."_s);
    arguments.value(u"ca-file"_s, u"FILE"_s, u"Trust the certificate authorities in FILE (PEM) as well."_s);
}

ServerAccess readAccess(const Arguments &arguments)
{
    ServerAccess access{ .server = arguments.text(u"server"_s),
                         .projectId = arguments.projectId(),
                         .tokenFile = arguments.text(u"token-file"_s),
                         .caFile = arguments.text(u"ca-file"_s) };
    if (access.server.isEmpty() && arguments.isSet(u"server"_s))
        throw Failure{ u"--server is empty; give a URL or HOST:PORT, e.g. %1."_s.arg(defaultServer) };
    if (!access.server.isEmpty()) {
        // The project may still come from the environment; any id will do to see whether the address is one.
        auto resolved = protocol::resolveEndpoint(access.server, access.projectId);
        if (!resolved.endpoint && access.projectId.isEmpty())
            resolved = protocol::resolveEndpoint(access.server, u"any"_s);
        if (!resolved.endpoint)
            throw Failure{ resolved.error };
    }
    return access;
}

std::optional<client::ConnectionSettings> makeConnectionSettings(const ServerAccess &access, int maxAttempts,
                                                                 QString *error)
{
    const QString server = serverOf(access);
    QString project = access.projectId;
    if (project.isEmpty() && !protocol::resolveEndpoint(server, {}).endpoint) {
        project = qEnvironmentVariable("STAGEWATCH_PROJECT").trimmed();
        if (project.isEmpty()) {
            *error = u"No project is named; give --project ID, or set STAGEWATCH_PROJECT."_s;
            return {};
        }
        if (!protocol::isValidProjectId(project)) {
            *error =
                u"STAGEWATCH_PROJECT is \"%1\", which is no project id: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s
                    .arg(project);
            return {};
        }
    }
    return makeConnectionSettings(ConnectionInput{ .address = server,
                                                   .projectId = project,
                                                   .tokenFile = access.tokenFile,
                                                   .token = {},
                                                   .caFile = access.caFile,
                                                   .maxAttempts = maxAttempts },
                                  error);
}

QString spoolFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/spool"_s;
}

QString resendCommand(const ServerAccess &access, const client::ConnectionSettings &settings, const QString &spoolPath)
{
    QString command = u"stagewatch publish"_s;
    const QString server = serverOf(access);
    if (server != defaultServer)
        command += u" --server "_s + shellWord(server);
    command += u" --project "_s + shellWord(settings.endpoint.projectId);
    if (!access.tokenFile.isEmpty())
        command += u" --token-file "_s + shellWord(access.tokenFile);
    if (!access.caFile.isEmpty())
        command += u" --ca-file "_s + shellWord(access.caFile);
    return command + u' ' + shellWord(spoolPath);
}

} // namespace stagewatch::app
