// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logplaces.h"

#include "protocol/timestamp.h"

#include <QDateTime>
#include <QRegularExpression>

#include <stop_token>

using namespace Qt::StringLiterals;

namespace stagewatch::model {

using journal::Journal;
using journal::RowKind;

namespace {

constexpr qint64 rowsBetweenStops = 4096;
constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;

/// ".2" is 200 ms.
qint64 fractionMs(const QString &digits)
{
    return digits.isEmpty() ? 0 : digits.leftJustified(3, u'0').left(3).toLongLong();
}

/// "+12:41", "-1:02:03.5", "+90s", "+2h30m".
std::optional<qint64> parseOffset(const QString &text)
{
    static const QRegularExpression clock(u"^([+-])(?:(\\d{1,7}):)?(\\d{1,7}):([0-5]?\\d)(?:[.,](\\d{1,9}))?$"_s);
    static const QRegularExpression words(
        u"^([+-])(?=\\d)(?:(\\d{1,7}) ?h)? ?(?:(\\d{1,7}) ?m(?:in)?)? ?(?:(\\d{1,9})(?:[.,](\\d{1,9}))? ?s)?$"_s);
    auto match = clock.match(text);
    if (!match.hasMatch())
        match = words.match(text);
    if (!match.hasMatch())
        return {};
    const qint64 ms = match.captured(2).toLongLong() * hourMs + match.captured(3).toLongLong() * minuteMs
        + match.captured(4).toLongLong() * secondMs + fractionMs(match.captured(5));
    return match.captured(1) == u"-" ? -ms : ms;
}

/// The instant of a date and time of day in the zone that the log speaks in.
qint64 instant(QDate date, QTime time, bool utc)
{
    return QDateTime(date, time, utc ? Qt::UTC : Qt::LocalTime).toMSecsSinceEpoch();
}

qint64 nearestDay(QTime time, bool utc, qint64 nearMs)
{
    const auto near = QDateTime::fromMSecsSinceEpoch(nearMs, utc ? Qt::UTC : Qt::LocalTime).date();
    qint64 best = instant(near, time, utc);
    for (const int days : { -1, 1 }) {
        const qint64 other = instant(near.addDays(days), time, utc);
        if (qAbs(other - nearMs) < qAbs(best - nearMs))
            best = other;
    }
    return best;
}

/// Where the stage with that number began, or -1.
qint64 startOf(const Journal &journal, const RowSpans &rows, quint16 stage, qint64 before, const std::stop_token &stop)
{
    const qint64 end = rows.countBelow(before < 0 ? journal.size() : std::min(before + 1, journal.size()));
    qint64 firstEvent = -1;
    for (qint64 step = 0; step < end; ++step) {
        if (step % rowsBetweenStops == 0 && stop.stop_requested())
            return -1;
        const qint64 at = rows.at(before < 0 ? step : end - 1 - step);
        const journal::Row row = journal.row(at);
        if (row.stage != stage)
            continue;
        if (row.kind == RowKind::Stage)
            return at;
        if (before >= 0 || firstEvent < 0)
            firstEvent = at; // forward the first that is met, backward the last
    }
    return firstEvent;
}

} // namespace

std::optional<qint64> parseLogTime(const QString &text, const LogTimes &times, qint64 nearMs)
{
    const QString wanted = text.trimmed();
    if (const auto offset = parseOffset(wanted))
        return times.startMs + *offset;
    static const QRegularExpression ofDay(
        u"^(?:(\\d{4})-(\\d{1,2})-(\\d{1,2})[T ]+)?(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?$"_s);
    const auto match = ofDay.match(wanted);
    if (!match.hasMatch()) {
        const auto iso = protocol::parseTimestamp(wanted);
        return iso ? std::optional(qint64(iso->time_since_epoch().count())) : std::nullopt;
    }
    const auto number = [&match](int group) { return match.captured(group).toInt(); };
    const QTime time(number(4), number(5), number(6), int(fractionMs(match.captured(7))));
    if (!time.isValid())
        return {};
    const bool utc = times.form == LogTimes::Form::Utc;
    if (match.captured(1).isEmpty())
        return nearestDay(time, utc, nearMs);
    const QDate date(number(1), number(2), number(3));
    return date.isValid() ? std::optional(instant(date, time, utc)) : std::nullopt;
}

qint64 placeAtTime(qint64 count, const std::function<qint64(qint64)> &timeAt, qint64 timeMs)
{
    qint64 low = 0;
    while (count > 0) {
        const qint64 half = count / 2;
        if (timeAt(low + half) < timeMs) {
            low += half + 1;
            count -= half + 1;
        } else {
            count = half;
        }
    }
    return low;
}

StageSearch::~StageSearch()
{
    m_worker = {}; // stops and joins before what it calls back is gone
}

void StageSearch::start(const std::shared_ptr<Journal> &journal, const RowSpans &rows, const QString &stageId,
                        qint64 before)
{
    const quint64 ticket = ++m_ticket;
    m_worker = std::jthread([this, ticket, journal, rows, stageId, before](const std::stop_token &stop) {
        const quint16 stage = journal->stageIndex(stageId);
        const qint64 row = stage == 0 ? -1 : startOf(*journal, rows, stage, before, stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, ticket, row] {
                if (ticket != m_ticket)
                    return; // a newer search is under way
                if (row >= 0)
                    Q_EMIT found(row);
                else
                    Q_EMIT notFound();
            },
            Qt::QueuedConnection);
    });
}

void StageSearch::cancel()
{
    ++m_ticket;
    m_worker.request_stop();
}

} // namespace stagewatch::model
