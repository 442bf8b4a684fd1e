// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/settings.h"

#include <QString>
#include <optional>

namespace stagewatch::app {

/// What a person gave to connect with, before it was checked.
struct ConnectionInput
{
    QString address;
    QString projectId;
    QString tokenFile; ///< empty: STAGEWATCH_TOKEN
    QByteArray token; ///< typed in a dialog; wins over the file
    QString caFile;
    int maxAttempts = 10;
    bool forceTls = false; ///< wss also where neither the address nor the environment asks for it
};

/// Resolves the address and reads the files. Nothing and a sentence in `error` where one of them cannot be used.
[[nodiscard]] std::optional<client::ConnectionSettings> makeConnectionSettings(const ConnectionInput &input,
                                                                               QString *error);

} // namespace stagewatch::app
