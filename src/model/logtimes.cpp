// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logtimes.h"

#include "model/textform.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace stagewatch::model {

namespace {
const auto timeOfDay = u"HH:mm:ss.zzz"_s;

QDateTime utcTime(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC);
}
} // namespace

QString isoTime(qint64 timeMs, bool utc)
{
    const QDateTime when = utcTime(timeMs);
    if (utc)
        return when.toString(Qt::ISODateWithMs);
    const QDateTime local = when.toLocalTime();
    return local.toOffsetFromUtc(local.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

QString relativeTime(qint64 timeMs, qint64 startMs)
{
    // Servers may send any year from 1 to 9999: the difference of two of them still fits.
    const qint64 between = timeMs - startMs;
    const qint64 ms = qAbs(between);
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    return (between < 0 ? u"-"_s : u"+"_s) + two(ms / 3'600'000) + u':' + two(ms / 60'000 % 60) + u':'
        + two(ms / 1000 % 60) + u'.' + QString::number(ms % 1000).rightJustified(3, u'0');
}

QString LogTimes::text(qint64 timeMs) const
{
    switch (form) {
    case Form::Local:
        return TextForm::time(fromMs(timeMs));
    case Form::Utc:
        return utcTime(timeMs).toString(timeOfDay);
    case Form::Relative:
        return relativeTime(timeMs, startMs);
    }
    return {};
}

QString LogTimes::title() const
{
    switch (form) {
    case Form::Local:
        return tr("Time");
    case Form::Utc:
        return tr("Time (UTC)");
    case Form::Relative:
        return tr("Since start");
    }
    return {};
}

QString LogTimes::widestText() const
{
    return form == Form::Relative ? u"+000:00:00.000"_s : u"00:00:00.000"_s;
}

QString LogTimes::everyForm(qint64 timeMs) const
{
    const QDateTime utc = utcTime(timeMs);
    return tr("%1\n%2 UTC\n%3 since the run's start")
        .arg(TextForm::fullTime(fromMs(timeMs)), utc.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s),
             relativeTime(timeMs, startMs));
}

} // namespace stagewatch::model
