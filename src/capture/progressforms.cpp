// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/progressforms.h"

#include "capture/metrictext.h"

#include <QRegularExpression>

#include <algorithm>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;

namespace {

constexpr auto anyCase = QRegularExpression::CaseInsensitiveOption;

/// Nothing where the two are no share: "3/0", "12/10".
std::optional<double> share(const QString &done, const QString &total)
{
    bool isDone = false;
    bool isTotal = false;
    const double part = done.toDouble(&isDone);
    const double whole = total.toDouble(&isTotal);
    if (!isDone || !isTotal || !(whole > 0) || part < 0 || part > whole)
        return {};
    return part / whole;
}

QString withoutColon(const QString &label)
{
    const QString trimmed = label.trimmed();
    return trimmed.endsWith(u':') ? trimmed.chopped(1).trimmed() : trimmed;
}

QString counted(const QString &label, const QString &done, const QString &total)
{
    const QString count = total.isEmpty() ? done : done + u'/' + total;
    if (label.isEmpty())
        return count;
    return label + (label.back().isDigit() ? u", "_s : u" "_s) + count;
}

/// A bar over the epochs themselves, as tqdm(range(10), desc="Epochs") draws: what it counts is behind it.
void readAsEpochs(ProgressReading &reading, const QString &done, const QString &total)
{
    static const QRegularExpression name(u"^(?:\\w+ )?epochs?$"_s, anyCase);
    bool isDone = false;
    bool isTotal = false;
    const qint64 finished = done.toLongLong(&isDone);
    const qint64 all = total.toLongLong(&isTotal);
    if (!name.match(reading.label).hasMatch() || !isDone || !isTotal || all <= 0 || finished > all)
        return;
    reading.epoch = EpochReading{ std::min(finished + 1, all), all };
    reading.fraction = finished == all ? 1 : 0;
}

std::optional<ProgressReading> readTqdmWithoutTotal(const QString &line)
{
    static const QRegularExpression form(u"^(?:(.*?):\\s*)?([\\d.]+[kMGTPEZY]?)\\s?([A-Za-z]*) "
                                         "\\[(?:\\d+:)?\\d+:\\d\\d, +([^\\]]*(?:/s|s/\\w+)[^\\]]*)\\]$"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return {};
    ProgressReading reading;
    reading.label = match.captured(1).trimmed();
    reading.message = counted(reading.label, match.captured(2) + u' ' + match.captured(3), {}).trimmed();
    reading.metrics = readMetrics(match.captured(4));
    return reading;
}

/// "Step 45/100" or "(45%)" behind an epoch's number.
void readInner(ProgressReading &reading, const QString &rest)
{
    static const QRegularExpression counter(u"(?:^|[^\\d.])(\\d+)\\s*(?:/|of)\\s*(\\d+)(?![\\d.])"_s);
    static const QRegularExpression percentage(u"^\\W*(?:\\w+\\W+)?(\\d{1,3}(?:\\.\\d+)?)\\s?%"_s);
    if (const auto match = counter.match(rest); match.hasMatch())
        reading.fraction = share(match.captured(1), match.captured(2));
    else if (const auto match2 = percentage.match(rest); match2.hasMatch())
        reading.fraction = share(match2.captured(1), u"100"_s);
}

} // namespace

std::optional<EpochReading> epochIn(const QString &label)
{
    static const QRegularExpression form(
        u"^\\W*(?:\\w+\\s+)?epoch\\s*[:#]?\\s*[\\[(]?\\s*(\\d{1,9})(?:\\s*(?:/|of)\\s*(\\d{1,9}))?\\b"_s, anyCase);
    const auto match = form.match(label);
    if (!match.hasMatch())
        return {};
    EpochReading epoch{ match.captured(1).toLongLong(), {} };
    if (match.capturedLength(2) > 0) {
        const qint64 total = match.captured(2).toLongLong();
        if (total <= 0 || epoch.number > total)
            return {};
        epoch.total = total;
    }
    return epoch;
}

std::optional<ProgressReading> readTqdm(const QString &line)
{
    static const QRegularExpression form(u"^(?<label>.*?)\\s*(?<percent>\\d{1,3})%\\|(?:[\\s#\\d\\x{2580}-\\x{259F}]*$|"
                                         u"[^|]*\\|\\s*(?:(?<done>[^\\s/\\[]+)/(?<total>[^\\s\\[]+))?"
                                         "\\s*(?:\\[(?<elapsed>[^<\\]]*)<(?<left>[^,\\]]*)(?<rest>.*))?)"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return readTqdmWithoutTotal(line);
    const QString done = match.captured(u"done"_s);
    const QString total = match.captured(u"total"_s);
    ProgressReading reading;
    reading.label = withoutColon(match.captured(u"label"_s));
    reading.fraction = share(done, total);
    if (!reading.fraction)
        reading.fraction = share(match.captured(u"percent"_s), u"100"_s);
    if (!reading.fraction)
        return {};
    reading.epoch = epochIn(reading.label);
    reading.secondsLeft = readDuration(match.captured(u"left"_s));
    reading.message = done.isEmpty() ? counted(reading.label, match.captured(u"percent"_s) + u'%', {})
                                     : counted(reading.label, done, total);
    reading.metrics = readMetrics(match.captured(u"rest"_s));
    if (!reading.epoch)
        readAsEpochs(reading, done, total);
    return reading;
}

std::optional<ProgressReading> readKeras(const QString &line)
{
    static const QRegularExpression form(u"^(\\d+)/(\\d+|Unknown|None) +(\\[[=>.]+\\]|━+)?\\s*(?:- )?(.*)$"_s);
    static const QRegularExpression eta(u"\\bETA: (\\S+)"_s);
    static const QRegularExpression pace(u"^(\\S+) (?:- )?\\S+/(?:step|epoch|sample)\\b"_s);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return {};
    const QString rest = match.captured(4);
    const auto paced = pace.match(rest);
    if (match.capturedLength(3) == 0 && !paced.hasMatch())
        return {};
    ProgressReading reading;
    reading.fraction = share(match.captured(1), match.captured(2));
    reading.message = counted({}, match.captured(1), reading.fraction ? match.captured(2) : QString());
    reading.metrics = readMetrics(rest);
    if (const auto left = eta.match(rest); left.hasMatch())
        reading.secondsLeft = readDuration(left.captured(1));
    else if (paced.hasMatch() && match.captured(3).startsWith(u'━') && reading.fraction && *reading.fraction < 1)
        reading.secondsLeft = readDuration(paced.captured(1)); // Keras 3: time left until the end, then time taken
    return reading;
}

std::optional<ProgressReading> readEpoch(const QString &line)
{
    static const QRegularExpression form(u"^\\W*(?:\\w+\\s+)?epoch\\s*[:#]?\\s*[\\[(]?\\s*\\d{1,9}"
                                         "(?:\\s*(?:/|of|out of)\\s*\\d{1,9}\\b\\s*[\\])]?|(?=\\s*\\[\\d+/\\d+))"_s,
                                         anyCase);
    const auto match = form.match(line);
    if (!match.hasMatch())
        return {};
    const QString head = QString(match.captured()).replace("out of"_L1, "/"_L1, Qt::CaseInsensitive);
    ProgressReading reading;
    reading.epoch = epochIn(head);
    if (!reading.epoch)
        return {};
    const QString rest = line.mid(match.capturedEnd());
    reading.label = u"Epoch"_s;
    reading.message = line.simplified();
    reading.metrics = readMetrics(rest);
    readInner(reading, rest);
    // With its measurements the line is printed when the epoch is over; bare, when it begins.
    static const QRegularExpression over(u"\\b(?:finished|completed?|done|ended)\\b"_s, anyCase);
    if (!reading.fraction && reading.epoch->total)
        reading.fraction = reading.metrics.isNull() && !over.match(line).hasMatch() ? 0 : 1;
    if (!reading.fraction)
        return {};
    return reading;
}

} // namespace stagewatch::capture
