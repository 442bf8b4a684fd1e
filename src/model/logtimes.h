// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace stagewatch::model {

/// How the times of a log are written. A plain value; all times are milliseconds since 1970 UTC.
struct LogTimes
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::model::LogTimes)
public:
    enum class Form {
        Local, ///< time of day of this computer, "14:02:51.204"
        Utc, ///< time of day in UTC
        Relative ///< since the run's start, "+00:12:41.204"; before it "-00:00:01.000"
    };

    Form form = Form::Local;
    qint64 startMs = 0; ///< the run's start, for Relative

    /// One time, to the millisecond. As wide as any other one of its form, but for runs of more than 99 hours.
    [[nodiscard]] QString text(qint64 timeMs) const;
    /// The column's title.
    [[nodiscard]] QString title() const;
    /// A text that is as wide as the column has to be: relative times may grow to 999 hours.
    [[nodiscard]] QString widestText() const;
    /// A time in all three forms, one a line, with dates and the zone: for a tooltip.
    [[nodiscard]] QString everyForm(qint64 timeMs) const;
    bool operator==(const LogTimes &) const = default;
};

/// ISO 8601 as other programs read it: "2026-05-28T20:26:40.817+02:00" in local time, with Z in UTC.
[[nodiscard]] QString isoTime(qint64 timeMs, bool utc);
/// "+00:12:41.204".
[[nodiscard]] QString relativeTime(qint64 timeMs, qint64 startMs);

} // namespace stagewatch::model
