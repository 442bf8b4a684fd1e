// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/controlarguments.h"

#include "app/serveraccess.h"
#include "protocol/endpoint.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

void addServerArguments(Arguments &arguments)
{
    arguments.positional(u"URL"_s, u"The server, as --server: http(s):// URL, or HOST:PORT."_s);
    addAccessOptions(arguments);
}

ServerAccess readServerArguments(const Arguments &arguments)
{
    ServerAccess access = readAccess(arguments);
    const QString url = arguments.positional(0);
    if (url.isEmpty())
        return access;
    if (!access.server.isEmpty())
        throw Failure{ u"The server is named twice, as \"%1\" and by --server \"%2\"; leave one of them out."_s.arg(
            url, access.server) };
    access.server = url;
    // The project may still come from the environment, or be the only one; any id will do to see whether this is an
    // address.
    protocol::ResolvedEndpoint resolved = protocol::resolveEndpoint(url, access.projectId);
    if (!resolved.endpoint && access.projectId.isEmpty())
        resolved = protocol::resolveEndpoint(url, u"any"_s);
    if (!resolved.endpoint)
        throw Failure{ resolved.error };
    return access;
}

} // namespace stagewatch::app
