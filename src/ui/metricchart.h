// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/curve.h"

#include <QWidget>

class QChart;
class QAbstractAxis;
class QChartView;
class QLogValueAxis;
class QValueAxis;

namespace stagewatch::ui {

class Label;
class Theme;

/// The curve of one metric over the time of a run, with its name and last value above it in a Label of our own: the
/// chart itself shows no text of a server. Where there is no value to draw it says so instead. The theme outlives the
/// chart.
class MetricChart : public QWidget
{
    Q_OBJECT
public:
    explicit MetricChart(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the series as it now is, over these seconds of the run; values of very different size on a logarithmic
    /// scale. `since` says when its values stopped being finite ("epoch 7", "14:02"), for people.
    void setCurve(const QString &name, const Curve &curve, AxisRange seconds, const QString &since);
    /// Pixels that the curve is drawn on.
    [[nodiscard]] int plotWidth() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void drawSegments(const Curve &curve);
    void scaleValues(const Curve &curve);
    void scaleTime(AxisRange seconds);
    void setLogarithmic(bool logarithmic);
    [[nodiscard]] QAbstractAxis *valueAxis() const;
    void retint();
    void placePlot();

    const Theme &m_theme;
    Label *m_name;
    Label *m_scale;
    Label *m_value;
    Label *m_note;
    QChart *m_chart;
    QChartView *m_view;
    QValueAxis *m_time;
    QValueAxis *m_values;
    QLogValueAxis *m_logValues;
    int m_labelsWidth = 0;
    bool m_isLogarithmic = false;
    std::optional<AxisRange> m_range;
    double m_timeUnit = 1; ///< seconds that one of the axis counts
};

} // namespace stagewatch::ui
