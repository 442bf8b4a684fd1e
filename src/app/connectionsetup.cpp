// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionsetup.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

std::optional<client::ConnectionSettings> makeConnectionSettings(const ConnectionInput &input, QString *error)
{
    const protocol::ResolvedEndpoint resolved =
        protocol::resolveEndpoint(input.address, input.projectId, protocol::EndpointOptions::fromEnvironment());
    if (!resolved.endpoint) {
        *error = resolved.error;
        return {};
    }
    client::ConnectionSettings settings;
    settings.endpoint = *resolved.endpoint;
    settings.maxAttempts = input.maxAttempts;
    settings.token = input.token;
    if (settings.token.isEmpty() && !input.tokenFile.isEmpty()) {
        settings.token = client::readTokenFile(input.tokenFile, error);
        if (settings.token.isEmpty())
            return {};
    } else if (settings.token.isEmpty()) {
        settings.token = qgetenv("STAGEWATCH_TOKEN").trimmed();
    }
    if (!settings.token.isEmpty() && !protocol::isValidToken(QString::fromUtf8(settings.token))) {
        *error = u"The token has characters that cannot stand in a header; use visible ASCII without spaces."_s;
        return {};
    }
    if (!input.caFile.isEmpty()) {
        settings.extraAuthorities = client::readAuthorities(input.caFile, error);
        if (settings.extraAuthorities.isEmpty())
            return {};
    }
    return settings;
}

} // namespace stagewatch::app
