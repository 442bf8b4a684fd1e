// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/metrictext.h"
#include "capture/progressforms.h"

#include <QRegularExpression>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;

namespace {

constexpr auto anyCase = QRegularExpression::CaseInsensitiveOption;

std::optional<double> share(double part, double whole)
{
    if (!(whole > 0) || !(part >= 0) || part > whole)
        return {};
    return part / whole;
}

/// The line without what only draws: bars of blocks and lines, and bars in brackets.
QString withoutDrawing(const QString &line)
{
    static const QRegularExpression drawing(u"[\\x{2501}\\x{2578}\\x{257A}\\x{2580}-\\x{259F}\\x{25A0}\\x{25A1}\\x{"
                                            u"25AC}\\x{25AE}\\x{25AF}]{3,}|^[\\x{2800}-\\x{28FF}]|"
                                            "[\\[|](?=[=#>.*\\s-]*?[=#>.*-]{2})[=#>.*\\s-]{3,300}+[\\]|]"_s);
    return QString(line).replace(drawing, u" "_s).simplified();
}

std::optional<double> readTimeLeft(const QString &text, bool isBar)
{
    static const QRegularExpression named(
        u"\\b(?:eta|left|remaining)\\b[\\s:=~]*((?:\\d+\\s?(?:h|m|s)\\w*\\s?)+|[\\d:]+)|"
        "((?:\\d+\\s?[hms]\\w*\\s?)+|[\\d:]+) (?:left|remaining)\\b"_s,
        anyCase);
    static const QRegularExpression clock(u"(?<![\\d:])(\\d+:\\d\\d(?::\\d\\d)?)(?![\\d:])"_s);
    if (const auto match = named.match(text); match.hasMatch())
        return readDuration(match.capturedLength(1) > 0 ? match.capturedView(1) : match.capturedView(2));
    if (const auto match = clock.match(text); isBar && match.hasMatch())
        return readDuration(match.capturedView(1)); // rich writes it bare behind the percentage
    return {};
}

/// "Downloading", "Progress", "": words that a percentage of progress follows. "Accuracy" is none.
bool isActivity(const QString &label)
{
    static const QRegularExpression form(
        u"^$|(?:\\w{3,}ing|progress|status|complete|completed|done|total|overall|stage|step)"
        "(?:\\s+\\S+){0,3}[\\s.:…-]*$"_s,
        anyCase);
    return form.match(label).hasMatch();
}

bool saysDone(const QString &tail)
{
    static const QRegularExpression form(
        u"^\\s*(?:$|[,(\\[-]?\\s*(?:done|complete|completed|finished|eta\\b|remaining|left|\\d+/\\d+))"_s, anyCase);
    return form.match(tail).hasMatch();
}

/// Letters beyond the counter's own words and measurements.
bool saysMore(const QString &rest)
{
    static const QRegularExpression other(
        u"[A-Za-z_][\\w./@-]*\\s*[=:]\\s*[-+]?(?:[\\d.]+(?:e[-+]?\\d+)?%?|nan|inf(?:inity)?)|"
        "\\b(?:eta|left|remaining|done|complete|completed)\\b"_s,
        anyCase);
    static const QRegularExpression word(u"[A-Za-z]{3,}"_s);
    return word.match(QString(rest).remove(other)).hasMatch();
}

/// "1.2/3.4 MB": how pip counts where it has no percentage.
std::optional<ProgressReading> readSizes(const QString &line, const QString &text)
{
    static const QRegularExpression form(
        u"(?:^|\\s)([\\d.]+)(?:\\s?[kMGT]?i?B)?/([\\d.]+)\\s?(?:[kMGT]?i?B|bytes)\\b"_s, anyCase);
    const auto match = form.match(text);
    if (text == line.simplified() || !match.hasMatch())
        return {};
    ProgressReading reading;
    reading.fraction = share(match.captured(1).toDouble(), match.captured(2).toDouble());
    reading.label = text.left(match.capturedStart()).trimmed();
    reading.secondsLeft = readTimeLeft(text, true);
    reading.message = text;
    return reading.fraction ? std::optional(reading) : std::nullopt;
}

} // namespace

std::optional<ProgressReading> readCounter(const QString &line, bool redrawn)
{
    static const QRegularExpression named(
        u"^\\W*((?:[A-Za-z]+\\s+){0,2}(?:step|iteration|iter|batch|batche|fold|trial|file|item|sample|chunk|task|part|"
        u"round|episode|image|page|row|record|"
        "job|stage|phase|example|document|shard|generation|frame|test|query|seed|point|tree|fit)s?)"
        "\\s*[:#]?\\s*[\\[(]?\\s*(\\d{1,15})\\s*(?:/|of|out of)\\s*(\\d{1,15})(?![\\d.]*\\w)\\s*[\\])]?"_s,
        anyCase);
    static const QRegularExpression boxed(u"^()[\\[(]\\s*(\\d{1,15})\\s*/\\s*(\\d{1,15})\\s*[\\])]"_s);
    static const QRegularExpression bare(u"^([^\\d]*?)(\\d{1,15})\\s*(?:/|of)\\s*(\\d{1,15})(?![\\d/.])"_s);
    auto match = named.match(line);
    if (!match.hasMatch())
        match = boxed.match(line);
    if (!match.hasMatch() && redrawn)
        match = bare.match(line);
    if (!match.hasMatch())
        return {};
    ProgressReading reading;
    reading.fraction = share(match.captured(2).toDouble(), match.captured(3).toDouble());
    if (!reading.fraction)
        return {};
    const QString rest = withoutDrawing(line.mid(match.capturedEnd()));
    reading.label = match.captured(1).simplified();
    reading.message = withoutDrawing(line);
    reading.metrics = readMetrics(rest);
    reading.secondsLeft = readTimeLeft(rest, false);
    reading.hasOwnText = !redrawn && saysMore(rest);
    return reading;
}

std::optional<ProgressReading> readPercentage(const QString &line, bool redrawn)
{
    static const QRegularExpression form(u"^([^%]*?)[\\[(]?\\s*(?<![\\d.])(\\d{1,3}(?:\\.\\d+)?)\\s?%[\\])]?"_s);
    const QString text = withoutDrawing(line);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return readSizes(line, text);
    const QString tail = text.mid(match.capturedEnd());
    QString label = match.captured(1).trimmed();
    const bool isBar = text != line.simplified();
    const bool isBoxed = line.startsWith(u'[') && match.capturedStart(2) <= 3; // "[ 45%] Building"
    if (!redrawn && !isBar && !isBoxed && !(isActivity(label) && saysDone(tail)))
        return {};
    ProgressReading reading;
    reading.fraction = share(match.captured(2).toDouble(), 100);
    if (!reading.fraction)
        return {};
    while (label.endsWith(u':') || label.endsWith(u'.'))
        label.chop(1);
    reading.label = label;
    reading.message = text;
    reading.secondsLeft = readTimeLeft(tail, isBar);
    reading.metrics = readMetrics(tail);
    reading.hasOwnText = isBoxed && saysMore(tail);
    return reading;
}

} // namespace stagewatch::capture
