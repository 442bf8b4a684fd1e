// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/textform.h"

#include <QDateTime>
#include <QLocale>
#include <cmath>

namespace stagewatch::model {

using namespace protocol;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

QDateTime local(Timestamp time)
{
    return QDateTime::fromMSecsSinceEpoch(toMs(time));
}

/// Whole minutes, coarser the longer it takes; nobody believes "about 73 minutes".
qint64 roundedMinutes(double seconds)
{
    const double minutes = seconds / 60;
    return minutes < 60 ? std::max<qint64>(1, std::llround(minutes)) : std::llround(minutes / 5) * 5;
}

constexpr double longestEta = 86'400.0 * 365;

} // namespace

QString TextForm::duration(qint64 milliseconds)
{
    const qint64 ms = std::max<qint64>(0, milliseconds);
    const QLocale locale;
    if (ms < second)
        return tr("%1 s", "seconds").arg(locale.toString(double(ms / 100) / 10, 'f', ms < 100 ? 0 : 1));
    if (ms < minute)
        return tr("%1 s", "seconds").arg(ms / second);
    if (ms < hour)
        return tr("%1 min %2 s").arg(ms / minute).arg(ms % minute / second);
    if (ms < day)
        return tr("%1 h %2 min").arg(ms / hour).arg(ms % hour / minute);
    return tr("%1 d %2 h", "days and hours").arg(locale.toString(ms / day)).arg(ms % day / hour);
}

QString TextForm::clock(qint64 milliseconds)
{
    const qint64 seconds = std::max<qint64>(0, milliseconds) / second;
    const auto two = [](qint64 number) { return QString::number(number).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return QString::number(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' + two(seconds % 60);
}

QString TextForm::about(double seconds)
{
    if (!std::isfinite(seconds))
        return {};
    const double bounded = std::clamp(seconds, 0.0, longestEta);
    if (bounded < 55)
        return tr("under 1 min");
    const qint64 minutes = roundedMinutes(bounded);
    if (minutes < 60)
        return tr("about %1 min").arg(minutes);
    if (minutes >= 48 * 60)
        return tr("about %n day(s)", nullptr, int((minutes + 12 * 60) / (24 * 60)));
    if (minutes % 60 == 0)
        return tr("about %1 h").arg(minutes / 60);
    return tr("about %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

QString TextForm::etaLeft(double seconds)
{
    const QString text = about(seconds);
    return text.isEmpty() ? text : tr("%1 left", "a remaining time").arg(text);
}

QString TextForm::etaRange(double lowSeconds, double highSeconds)
{
    if (!std::isfinite(lowSeconds) || !std::isfinite(highSeconds))
        return etaLeft(std::isfinite(lowSeconds) ? lowSeconds : highSeconds);
    const double low = std::clamp(std::min(lowSeconds, highSeconds), 0.0, longestEta);
    const double high = std::clamp(std::max(lowSeconds, highSeconds), 0.0, longestEta);
    const qint64 lowMinutes = roundedMinutes(low);
    const qint64 highMinutes = roundedMinutes(high);
    if (high < 55 || lowMinutes == highMinutes)
        return etaLeft(high);
    if (highMinutes < 120)
        return tr("%1 to %2 min left").arg(lowMinutes).arg(highMinutes);
    return tr("%1 to %2 h left").arg(std::max<qint64>(1, lowMinutes / 60)).arg((highMinutes + 59) / 60);
}

QString TextForm::ago(qint64 milliseconds)
{
    if (milliseconds < second)
        return tr("%1 ago").arg(duration(milliseconds));
    if (milliseconds < hour) // a second hand that nobody needs would only make the line restless
        return tr("%1 ago").arg(duration(milliseconds < minute ? milliseconds : milliseconds / second * second));
    return tr("%1 ago").arg(duration(milliseconds / minute * minute));
}

QString TextForm::percent(double fraction, int decimals)
{
    if (!std::isfinite(fraction))
        return u"—"_s;
    return tr("%1\u00a0%", "a share of a hundred, with a no-break space")
        .arg(QLocale().toString(fraction * 100, 'f', decimals));
}

QString TextForm::size(qint64 bytes)
{
    const qint64 shown = std::max<qint64>(0, bytes);
    qint64 leading = shown;
    while (leading >= 1000)
        leading /= 1000;
    return QLocale().formattedDataSize(shown, shown >= 1000 && leading < 10 ? 1 : 0, QLocale::DataSizeSIFormat);
}

QString TextForm::count(qint64 number)
{
    return QLocale().toString(number);
}

QString TextForm::perSecond(double events)
{
    if (!std::isfinite(events) || events < 0)
        return {};
    return tr("%1 a second", "events a second").arg(QLocale().toString(events, 'f', events > 0 && events < 10 ? 1 : 0));
}

QString TextForm::time(Timestamp time)
{
    return local(time).toString(u"HH:mm:ss.zzz"_s);
}

QString TextForm::shortTime(Timestamp time)
{
    return local(time).toString(u"HH:mm"_s);
}

QString TextForm::fullTime(Timestamp time)
{
    const QDateTime when = local(time);
    return tr("%1 %2 %3", "date, time, time zone")
        .arg(QLocale().toString(when.date(), QLocale::LongFormat), when.toString(u"HH:mm:ss.zzz"_s),
             when.timeZoneAbbreviation());
}

QString TextForm::status(RunStatus status)
{
    switch (status) {
    case RunStatus::Pending:
        return tr("Pending");
    case RunStatus::Running:
        return tr("Running");
    case RunStatus::WaitingForApproval:
        return tr("Waiting for approval");
    case RunStatus::Cancelling:
        return tr("Cancelling");
    case RunStatus::Completed:
        return tr("Completed");
    case RunStatus::Failed:
        return tr("Failed");
    case RunStatus::Cancelled:
        return tr("Cancelled");
    }
    return {};
}

QString TextForm::stageStatus(StageStatus status)
{
    switch (status) {
    case StageStatus::Pending:
        return tr("Coming");
    case StageStatus::Running:
        return tr("Running");
    case StageStatus::Completed:
        return tr("Completed");
    case StageStatus::Failed:
        return tr("Failed");
    case StageStatus::Cancelled:
        return tr("Cancelled");
    }
    return {};
}

QString TextForm::level(LogLevel level)
{
    switch (level) {
    case LogLevel::Trace:
        return tr("Trace");
    case LogLevel::Debug:
        return tr("Debug");
    case LogLevel::Info:
        return tr("Info");
    case LogLevel::Warning:
        return tr("Warning");
    case LogLevel::Error:
        return tr("Error");
    case LogLevel::Critical:
        return tr("Critical");
    }
    return {};
}

QString TextForm::phase(const ConnectionStatus &status)
{
    using Phase = ConnectionStatus::Phase;
    switch (status.phase) {
    case Phase::Idle:
        return tr("Not connected");
    case Phase::Connecting:
        return status.everConnected ? tr("Reconnecting…") : tr("Connecting…");
    case Phase::Connected:
        return tr("Connected");
    case Phase::Polling:
        return tr("Connected by polling");
    case Phase::Waiting:
        return tr("Disconnected");
    case Phase::Latched:
        return status.latch == ConnectionStatus::Latch::Refused ? tr("Refused") : tr("Disconnected");
    case Phase::Closed:
        return tr("Closed");
    }
    return {};
}

QString TextForm::problemKind(Problem::Kind kind)
{
    using Kind = Problem::Kind;
    switch (kind) {
    case Kind::NotJson:
        return tr("Not JSON");
    case Kind::NotAnObject:
        return tr("Not an object");
    case Kind::NoEventType:
        return tr("No event type");
    case Kind::NotFinite:
        return tr("Number not finite");
    case Kind::OddField:
        return tr("Odd field");
    case Kind::BinaryMessage:
        return tr("Binary message");
    case Kind::TooBig:
        return tr("Too big");
    case Kind::OutOfOrder:
        return tr("Out of order");
    case Kind::Transport:
        return tr("Connection");
    case Kind::ServerError:
        return tr("Server error");
    case Kind::Local:
        return tr("This computer");
    }
    return {};
}

} // namespace stagewatch::model
