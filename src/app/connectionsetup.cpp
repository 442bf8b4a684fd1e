// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/connectionsetup.h"

#include <QCoreApplication>

namespace stagewatch::app {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::app)
};

} // namespace

std::optional<client::ConnectionSettings> makeConnectionSettings(const ConnectionInput &input, QString *error)
{
    protocol::EndpointOptions options = protocol::EndpointOptions::fromEnvironment();
    options.forceTls = options.forceTls || input.forceTls;
    const protocol::ResolvedEndpoint resolved = protocol::resolveEndpoint(input.address, input.projectId, options);
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
        *error = Text::tr("The token has characters that cannot stand in a header; use visible ASCII without spaces.");
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
