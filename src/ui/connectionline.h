// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/connectionstatus.h"

#include <QCoreApplication>
#include <QString>

namespace stagewatch::ui {

/// The three clocks of a stream in words: the socket, the server, the run. Pure; the clock comes in from outside.
/// "Connected, 23 ms · server answered 2 s ago · last event 0.4 s ago", or since when it is disconnected, why, and what
/// happens next. Over a dead socket no clock is told.
struct ConnectionLine
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::ui::ConnectionLine)
public:
    QString text; ///< safe to paint as plain text
    QString shortText; ///< the first clock alone
    QString reason; ///< why it is disconnected; empty while all is well; safe to paint
    bool isLive = false;
    bool canRetry = false; ///< "Retry now" makes sense

    /// `lastEvent` is when the run's last event came in.
    [[nodiscard]] static ConnectionLine of(const protocol::ConnectionStatus &status,
                                           std::optional<protocol::Timestamp> lastEvent, protocol::Timestamp now);
};

} // namespace stagewatch::ui
