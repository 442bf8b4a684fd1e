// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::client {

/// How a Publisher stands.
struct PublisherStatus
{
    enum class Phase { Connecting, Connected, Waiting, Latched };
    Phase phase = Phase::Connecting;
    QString error; ///< a sentence: why it waits, or why it stopped trying
    bool refused = false; ///< latched by 401 or 403
    qint64 unacknowledged = 0; ///< events that the server has not confirmed as stored
    bool operator==(const PublisherStatus &) const = default;
};

} // namespace stagewatch::client
