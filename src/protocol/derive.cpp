// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/derive.h"

#include <algorithm>
#include <cmath>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

/// Servers round percentages to whole numbers or one decimal, so two spellings of one share may differ by that much.
constexpr double percentageSlack = 1.0;

/// 65 can only be a percentage. 1.05 is a fraction that a rounding error carried past its end, and so is everything
/// negative.
bool looksLikePercentage(double value)
{
    return value >= 2;
}

} // namespace

std::optional<double> deriveFraction(std::optional<double> fraction, std::optional<double> percentage)
{
    if (!fraction && !percentage)
        return std::nullopt;
    if (!fraction)
        return *percentage / 100;
    if (!percentage)
        return looksLikePercentage(*fraction) ? *fraction / 100 : *fraction;
    if (std::abs(*fraction * 100 - *percentage) <= percentageSlack)
        return *fraction;
    // The two contradict each other: believe the one that can be a share, the fraction first.
    const bool fractionFits = *fraction >= 0 && *fraction <= 1;
    const bool percentageFits = *percentage >= 0 && *percentage <= 100;
    if (fractionFits || !percentageFits)
        return looksLikePercentage(*fraction) ? *fraction / 100 : *fraction;
    return *percentage / 100;
}

Progress toProgress(double raw)
{
    return { std::clamp(raw, 0.0, 1.0), raw };
}

bool isOutsideRange(double raw)
{
    constexpr double dust = 1e-9;
    return raw < -dust || raw > 1 + dust;
}

double toPercentage(double fraction)
{
    constexpr double scale = 1e10;
    const double percentage = fraction * 100;
    if (!(std::abs(percentage) < 1e5))
        return percentage;
    return std::round(percentage * scale) / scale;
}

StageName toStageName(QString id, QString display)
{
    if (display.isEmpty())
        display = titleFromId(id);
    return { std::move(id), std::move(display) };
}

std::optional<Timestamp> timestampFromEpoch(double number)
{
    // Each unit's years 1 to 9999 would overlap with the next one's; its years since 1973 do not.
    constexpr double secondsEnd = 1e11;
    constexpr double millisecondsEnd = 1e14;
    constexpr double microsecondsEnd = 1e17;
    const double size = std::abs(number);
    double milliseconds = number;
    if (size < secondsEnd)
        milliseconds = number * 1e3;
    else if (size >= microsecondsEnd)
        milliseconds = number / 1e6;
    else if (size >= millisecondsEnd)
        milliseconds = number / 1e3;
    constexpr double firstYear = -62135596800000.0;
    constexpr double afterLastYear = 253402300800000.0;
    if (!(milliseconds >= firstYear && milliseconds < afterLastYear))
        return std::nullopt;
    return Timestamp(std::chrono::milliseconds(std::llround(milliseconds)));
}

QString failureMessage(const StageName &stage)
{
    const QString name = stage.display.isEmpty() ? titleFromId(stage.id) : stage.display;
    return name.isEmpty() ? u"Pipeline failed"_s : u"Pipeline failed during "_s + name;
}

} // namespace stagewatch::protocol
