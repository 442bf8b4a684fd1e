// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "client/settings.h"

#include <optional>

namespace stagewatch::app {

class Arguments;

/// Adds --server, --project, --token-file and --ca-file, which all commands have that talk to a server.
void addAccessOptions(Arguments &arguments);
/// Their values as typed; an address or a project that can never work throws Failure.
[[nodiscard]] ServerAccess readAccess(const Arguments &arguments);

/// Fills in from the environment what was not typed, and reads the files: the server from STAGEWATCH_SERVER, else
/// http://127.0.0.1:8000; the project from the server's URL where that names one, else from STAGEWATCH_PROJECT; the
/// token from STAGEWATCH_TOKEN. Nothing and a sentence in `error` where one of them cannot be used. `maxAttempts`: 0
/// tries for ever.
[[nodiscard]] std::optional<client::ConnectionSettings> makeConnectionSettings(const ServerAccess &access,
                                                                               int maxAttempts, QString *error);

/// Where events wait that a server has not confirmed: spool, in this user's data folder. Needs an application object.
[[nodiscard]] QString spoolFolder();
/// The command that sends what a spool file holds, to be copied into a shell.
[[nodiscard]] QString resendCommand(const ServerAccess &access, const client::ConnectionSettings &settings,
                                    const QString &spoolPath);

} // namespace stagewatch::app
