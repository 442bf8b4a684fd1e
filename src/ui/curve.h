// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

#include <QList>
#include <QPointF>

namespace stagewatch::ui {

/// A metric's values made ready to be drawn: what a screen can show of them, and what cannot be drawn said apart. Pure.
struct Curve
{
    QList<QList<QPointF>>
        segments; ///< seconds since the origin, value; a new segment after each value that is not finite
    double minimum = 0;
    double maximum = 0;
    double firstSecond = 0;
    double lastSecond = 0;
    qsizetype finiteCount = 0;
    std::optional<double> lastFinite;
    std::optional<protocol::Timestamp> notFiniteSince; ///< start of the values that are not finite and go on to the end
    qsizetype notFiniteCount = 0;
    bool operator==(const Curve &) const = default;
};

/// Keeps the lowest and the highest value of every pixel column, so two points a pixel at most and no peak lost. More
/// than `mostSegments` pieces are not told apart; the rest is drawn through.
[[nodiscard]] Curve drawableCurve(const model::MetricSeries &series, protocol::Timestamp origin, int pixels,
                                  int mostSegments = 40);

/// The bounds of an axis that holds low..high: kept as they are while the values fit and fill at least a third of them,
/// so that an axis does not move with every point.
struct AxisRange
{
    double low = 0;
    double high = 0;
    double step = 0; ///< from one tick to the next, both bounds are ticks; 0: no others
    bool operator==(const AxisRange &) const = default;
};
[[nodiscard]] AxisRange steadyRange(const std::optional<AxisRange> &before, double low, double high);

/// The bounds of a logarithmic axis, both whole powers of `base`; nothing where a linear one shows the values as well:
/// they are not all positive, or the highest is less than ten thousand times the lowest.
struct LogRange
{
    double low = 0;
    double high = 0;
    double base = 10; ///< a tick at each of its powers, five at most
    bool operator==(const LogRange &) const = default;
};
[[nodiscard]] std::optional<LogRange> logRange(double low, double high);

/// A step of 1, 2 or 5 times a power of ten that cuts the span into at most `parts`.
[[nodiscard]] double niceStep(double span, int parts);

} // namespace stagewatch::ui
