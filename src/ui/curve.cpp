// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/curve.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stagewatch::ui {

namespace {

double secondsBetween(protocol::Timestamp from, protocol::Timestamp to)
{
    return std::chrono::duration<double>(to - from).count();
}

/// One pixel column while it is filled: its lowest and highest point, in the order in which they came.
struct Column
{
    qint64 pixel = -1;
    QPointF low;
    QPointF high;

    void start(qint64 at, QPointF point)
    {
        pixel = at;
        low = high = point;
    }
    void add(QPointF point)
    {
        if (point.y() < low.y()) {
            low = point;
        }
        if (point.y() >= high.y()) {
            high = point;
        }
    }
    void flush(QList<QPointF> &into)
    {
        if (pixel < 0) {
            return;
        }
        const bool lowFirst = low.x() <= high.x();
        into.append(lowFirst ? low : high);
        if (low != high) {
            into.append(lowFirst ? high : low);
        }
        pixel = -1;
    }
};

void measure(Curve &curve, const model::MetricSeries &series, protocol::Timestamp origin)
{
    for (const auto &[time, value] : series.points) {
        if (!std::isfinite(value)) {
            ++curve.notFiniteCount;
            if (!curve.notFiniteSince) {
                curve.notFiniteSince = time;
            }
            continue;
        }
        curve.notFiniteSince.reset();
        const double second = secondsBetween(origin, time);
        if (curve.finiteCount == 0) {
            curve.minimum = curve.maximum = value;
            curve.firstSecond = curve.lastSecond = second;
        }
        curve.minimum = std::min(curve.minimum, value);
        curve.maximum = std::max(curve.maximum, value);
        curve.firstSecond = std::min(curve.firstSecond, second);
        curve.lastSecond = std::max(curve.lastSecond, second);
        curve.lastFinite = value;
        ++curve.finiteCount;
    }
}

} // namespace

Curve drawableCurve(const model::MetricSeries &series, protocol::Timestamp origin, int pixels, int mostSegments)
{
    Curve curve;
    measure(curve, series, origin);
    const double span = curve.lastSecond - curve.firstSecond;
    const double perPixel = span > 0 ? span / std::max(pixels, 1) : 1;
    QList<QPointF> segment;
    Column column;
    const auto finish = [&] {
        column.flush(segment);
        if (!segment.isEmpty()) {
            curve.segments.append(segment);
            segment.clear();
        }
    };
    for (const auto &[time, value] : series.points) {
        if (!std::isfinite(value)) {
            if (curve.segments.size() + 1 < mostSegments) {
                finish();
            }
            continue;
        }
        const QPointF point(secondsBetween(origin, time), value);
        const auto pixel = qint64(std::max(0.0, (point.x() - curve.firstSecond) / perPixel));
        if (pixel != column.pixel) {
            column.flush(segment);
            column.start(pixel, point);
        } else {
            column.add(point);
        }
    }
    finish();
    return curve;
}

double niceStep(double span, int parts)
{
    if (!(span > 0) || !std::isfinite(span) || parts < 1) {
        return 1;
    }
    const double rough = span / parts;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double factor : { 1.0, 2.0, 5.0 }) {
        if (rough <= factor * power * (1 + 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

std::optional<LogRange> logRange(double low, double high)
{
    constexpr double wide = 1e4;
    constexpr int mostSteps = 4;
    constexpr int deepest = 290; // beyond it a double has no room for the next power
    if (!(low > 0) || !std::isfinite(high) || high / low < wide)
        return {};
    const int from = int(std::floor(std::log10(low)));
    const int to = int(std::ceil(std::log10(high)));
    for (int decades = 1;; ++decades) {
        const auto whole = [&](int exponent, auto round) { return int(round(double(exponent) / decades)) * decades; };
        const int first = whole(from, [](double x) { return std::floor(x); });
        const int last = whole(to, [](double x) { return std::ceil(x); });
        if (first < -deepest || last > deepest)
            return {};
        if ((last - first) / decades <= mostSteps)
            return LogRange{ std::pow(10.0, first), std::pow(10.0, last), std::pow(10.0, decades) };
    }
}

AxisRange steadyRange(const std::optional<AxisRange> &before, double low, double high)
{
    constexpr int mostSteps = 4; // Qt cuts labels that stand closer than the five of them do
    double span = high - low;
    if (before && low >= before->low && high <= before->high && span * 3 >= before->high - before->low) {
        return *before;
    }
    if (!std::isfinite(span)) // beyond a double
        return { low / 2, high / 2 };
    if (!(span > 0)) { // one value alone: an axis around it, never of no width
        const double room = std::max(std::abs(low) * 0.1, 1e-9);
        low -= room;
        high = std::min(high + room, std::numeric_limits<double>::max());
        span = high - low;
    }
    // Both bounds are whole steps, which may take two more of them than the values alone.
    AxisRange nice;
    for (int parts = mostSteps; parts > 0; --parts) {
        const double step = niceStep(span, parts);
        nice = { std::floor(low / step) * step, std::ceil(high / step) * step, step };
        if (!((nice.high - nice.low) / step > mostSteps + 0.5))
            break;
    }
    // So small that the step itself is lost: the values are their own bounds.
    const bool holds =
        nice.low <= low && nice.high >= high && nice.low < nice.high && std::isfinite(nice.high - nice.low);
    return holds ? nice : AxisRange{ low, high };
}

} // namespace stagewatch::ui
