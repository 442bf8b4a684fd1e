// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/metrictext.h"

#include <QRegularExpression>
#include <QStringList>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {

/// A program that prints more than that on a line is not measuring.
constexpr size_t metricLimit = 64;

bool isMeasurement(const QString &name)
{
    static const QStringList others{ u"eta"_s,       u"epoch"_s, u"epochs"_s, u"step"_s,      u"steps"_s,
                                     u"iter"_s,      u"it"_s,    u"batch"_s,  u"iteration"_s, u"elapsed"_s,
                                     u"remaining"_s, u"time"_s,  u"v_num"_s };
    return !others.contains(name.toLower());
}

JsonValue numberFrom(const QString &spelling)
{
    if (JsonValue::isNumber(spelling))
        return JsonValue::number(spelling);
    const QString word = spelling.toLower();
    if (word.endsWith("nan"_L1))
        return JsonValue::string(u"NaN"_s);
    if (word.contains("inf"_L1))
        return JsonValue::string(word.startsWith(u'-') ? u"-Infinity"_s : u"Infinity"_s);
    return JsonValue::number(spelling.toDouble()); // ".5", "5.", "+1"
}

} // namespace

JsonValue readMetrics(QStringView text)
{
    static const QRegularExpression pair(
        u"(?<![\\w./@=:-])([A-Za-z_][\\w./"
        u"@-]*)\\s*[=:]\\s*([-+]?(?:(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?|nan|inf(?:inity)?))"
        "%?(?![\\w/:%]|\\.\\d|\\s?=)"_s,
        QRegularExpression::CaseInsensitiveOption);
    JsonValue metrics;
    for (auto matches = pair.globalMatch(text.toString()); matches.hasNext();) {
        const auto match = matches.next();
        const QString name = match.captured(1);
        if (isMeasurement(name) && metrics.members().size() < metricLimit)
            metrics.set(name, numberFrom(match.captured(2)));
    }
    return metrics;
}

std::optional<double> readDuration(QStringView text)
{
    static const QRegularExpression clock(u"^(?:(\\d+):)?(\\d{1,2}):(\\d\\d)(?:\\.\\d+)?$"_s);
    static const QRegularExpression units(
        u"^(?=\\d)(?:(\\d+)\\s?d(?:ays?)?,?\\s*)?(?:(\\d+)\\s?h(?:ours?)?\\s*)?"
        "(?:(\\d+)\\s?m(?:in(?:utes?)?)?\\s*)?(?:(\\d+(?:\\.\\d+)?)\\s?s(?:ec(?:onds?)?)?)?$"_s);
    constexpr double minute = 60;
    constexpr double hour = 60 * minute;
    constexpr double day = 24 * hour;
    const QString trimmed = text.trimmed().toString();
    if (const auto match = clock.match(trimmed); match.hasMatch())
        return match.captured(1).toDouble() * hour + match.captured(2).toDouble() * minute
            + match.captured(3).toDouble();
    if (const auto match = units.match(trimmed); match.hasMatch())
        return match.captured(1).toDouble() * day + match.captured(2).toDouble() * hour
            + match.captured(3).toDouble() * minute + match.captured(4).toDouble();
    return {};
}

} // namespace stagewatch::capture
