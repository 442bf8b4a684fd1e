// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/connectionstatus.h"
#include "protocol/event.h"
#include "protocol/problem.h"

#include <QCoreApplication>

namespace stagewatch::model {

/// Words for durations, shares, sizes, times and states, translated and in the default locale. All functions are pure
/// but for those two.
class TextForm
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::model::TextForm)
public:
    /// "12 min 41 s", "3 h 5 min", "48 s", "0.4 s"; negative counts as 0.
    [[nodiscard]] static QString duration(qint64 milliseconds);
    /// "0:48", "12:41", "1:02:03".
    [[nodiscard]] static QString clock(qint64 milliseconds);
    /// A remaining time, rounded as people say it: "about 5 min", "about 1 h 20 min", "under 1 min". Empty if
    /// not finite.
    [[nodiscard]] static QString about(double seconds);
    /// "4 to 7 min left", or "about 5 min left" where both are alike.
    [[nodiscard]] static QString etaRange(double lowSeconds, double highSeconds);
    [[nodiscard]] static QString etaLeft(double seconds); ///< "about 5 min left"
    [[nodiscard]] static QString ago(qint64 milliseconds); ///< "2 s ago"
    [[nodiscard]] static QString percent(double fraction, int decimals = 0); ///< 0.65 → "65 %"; "—" if not finite
    [[nodiscard]] static QString size(qint64 bytes); ///< "301 MB"
    [[nodiscard]] static QString count(qint64 number); ///< with the locale's separators
    [[nodiscard]] static QString perSecond(double events); ///< "12 310 a second"

    /// Local time of day with milliseconds, "14:02:51.204"; the same width always.
    [[nodiscard]] static QString time(protocol::Timestamp time);
    [[nodiscard]] static QString shortTime(protocol::Timestamp time); ///< "14:02"
    /// Date, time and zone, for a tooltip.
    [[nodiscard]] static QString fullTime(protocol::Timestamp time);

    [[nodiscard]] static QString status(protocol::RunStatus status);
    [[nodiscard]] static QString stageStatus(protocol::StageStatus status);
    [[nodiscard]] static QString level(protocol::LogLevel level);
    [[nodiscard]] static QString phase(const protocol::ConnectionStatus &status);
    [[nodiscard]] static QString problemKind(protocol::Problem::Kind kind);
};

/// Milliseconds since 1970 UTC and back.
[[nodiscard]] inline qint64 toMs(protocol::Timestamp time)
{
    return time.time_since_epoch().count();
}
[[nodiscard]] inline protocol::Timestamp fromMs(qint64 ms)
{
    return protocol::Timestamp{ std::chrono::milliseconds{ ms } };
}

} // namespace stagewatch::model
