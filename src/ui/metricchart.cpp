// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metricchart.h"

#include "model/displaytext.h"
#include "ui/label.h"
#include "ui/theme.h"

#include <QChart>
#include <QChartView>
#include <QGraphicsLayout>
#include <QHBoxLayout>
#include <QLegend>
#include <QLineSeries>
#include <QLocale>
#include <QLogValueAxis>
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int viewHeight = 132;
constexpr int labelsHeight = 24;
constexpr int rightRoom = 24; // half of the last label of the time

/// The format of a number on an axis; where numbers are those of the locale, Qt knows no shorter one.
QString axisNumber()
{
    return u"%.6g"_s;
}

} // namespace

MetricChart::MetricChart(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_scale(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, this))
    , m_value(new Label(theme, Theme::Text::Body, Theme::Role::Text, this))
    , m_note(new Label(theme, Theme::Text::Secondary, Theme::Role::Waiting, this))
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_time(new QValueAxis(this))
    , m_values(new QValueAxis(this))
    , m_logValues(new QLogValueAxis(this))
{
    m_scale->setText(tr("logarithmic scale"));
    m_scale->setObjectName(u"scale"_s);
    m_scale->setRigid();
    m_scale->hide();
    m_value->setRigid(true);
    m_note->setWrapping();
    m_note->setObjectName(u"note"_s);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundVisible(false);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_values, Qt::AlignLeft);
    for (QAbstractAxis *axis : std::initializer_list<QAbstractAxis *>{ m_time, m_values, m_logValues })
        axis->setLineVisible(false);
    // Numbers of the locale; without it, a label passes through Latin-1 and loses a unit in Chinese.
    m_chart->setLocale(QLocale());
    m_chart->setLocalizeNumbers(true);
    m_values->setLabelFormat(axisNumber());
    m_logValues->setLabelFormat(axisNumber());
    m_time->setGridLineVisible(false);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
    m_view->setFixedHeight(viewHeight);
    m_view->setFocusPolicy(Qt::NoFocus);
    // Wheel events scroll the page; the chart has nothing to do with the mouse.
    m_view->setAttribute(Qt::WA_TransparentForMouseEvents);

    auto *top = new QHBoxLayout;
    top->setSpacing(2 * Theme::grid);
    top->addWidget(m_name);
    top->addWidget(m_scale);
    top->addStretch(1);
    top->addWidget(m_value);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_note);
    layout->addWidget(m_view);
    connect(&theme, &Theme::changed, this, &MetricChart::retint);
    retint();
}

void MetricChart::setCurve(const QString &name, const Curve &curve, AxisRange seconds, const QString &since)
{
    const QString shown = model::visibleText(name, 200);
    m_name->setText(shown);
    const QString value = curve.lastFinite ? QLocale().toString(*curve.lastFinite, 'g', 6) : QString();
    m_value->setText(value);
    QString note;
    if (curve.finiteCount == 0 && curve.notFiniteCount > 0) {
        note = tr("%1 is not finite: no value so far can be drawn.").arg(shown);
    } else if (curve.notFiniteSince) {
        note = tr("%1 is not finite since %2.").arg(shown, since);
    } else if (curve.notFiniteCount > 0) {
        note = tr("%n values were not finite; the curve is broken there.", nullptr,
                  int(std::min<qsizetype>(curve.notFiniteCount, 1'000'000)));
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_view->setVisible(curve.finiteCount > 0);
    m_view->setAccessibleName(tr("Curve of %1").arg(shown));
    const QLocale locale;
    m_view->setAccessibleDescription(curve.finiteCount > 0 ? tr("from %1 to %2, now %3")
                                                                 .arg(locale.toString(curve.minimum, 'g', 4),
                                                                      locale.toString(curve.maximum, 'g', 4), value)
                                                           : note);
    if (curve.finiteCount > 0) {
        scaleValues(curve);
        scaleTime(seconds);
        drawSegments(curve);
    }
}

void MetricChart::scaleValues(const Curve &curve)
{
    const std::optional<LogRange> range = logRange(curve.minimum, curve.maximum);
    setLogarithmic(range.has_value());
    m_scale->setVisible(range.has_value());
    if (range) {
        m_logValues->setBase(range->base);
        m_logValues->setRange(range->low * (1 - 1e-9), range->high * (1 + 1e-9)); // rounding keeps no bound out
        return;
    }
    m_range = steadyRange(m_range, curve.minimum, curve.maximum);
    const double parts = m_range->step > 0 ? (m_range->high - m_range->low) / m_range->step : 1;
    m_values->setTickCount(std::clamp(int(std::lround(parts)) + 1, 2, 7));
    m_values->setRange(m_range->low, m_range->high);
}

void MetricChart::scaleTime(AxisRange seconds)
{
    m_timeUnit = seconds.high < 120 ? 1 : seconds.high < 2 * 3600 ? 60 : 3600;
    const double step = niceStep(std::max(seconds.high - seconds.low, 1.0) / m_timeUnit, 6);
    const double begin = std::floor(seconds.low / m_timeUnit / step) * step;
    const double end = std::max(std::ceil(seconds.high / m_timeUnit / step) * step, begin + step);
    m_time->setTickCount(std::clamp(int(std::lround((end - begin) / step)) + 1, 2, 9));
    m_time->setRange(begin, end);
    m_time->setLabelFormat(m_timeUnit == 1        ? tr("%1 s").arg(axisNumber())
                               : m_timeUnit == 60 ? tr("%1 min").arg(axisNumber())
                                                  : tr("%1 h").arg(axisNumber()));
}

QAbstractAxis *MetricChart::valueAxis() const
{
    return m_isLogarithmic ? static_cast<QAbstractAxis *>(m_logValues) : m_values;
}

/// The lines go with the axis that they were drawn on.
void MetricChart::setLogarithmic(bool logarithmic)
{
    if (logarithmic == m_isLogarithmic)
        return;
    m_chart->removeAllSeries();
    m_chart->removeAxis(valueAxis());
    valueAxis()->setParent(this); // the chart has let go of it
    m_isLogarithmic = logarithmic;
    m_range.reset();
    m_chart->addAxis(valueAxis(), Qt::AlignLeft);
}

void MetricChart::drawSegments(const Curve &curve)
{
    while (m_chart->series().size() > curve.segments.size()) {
        QAbstractSeries *last = m_chart->series().constLast();
        m_chart->removeSeries(last);
        delete last;
    }
    while (m_chart->series().size() < curve.segments.size()) {
        auto *line = new QLineSeries;
        line->setPen(QPen(m_theme.color(Theme::Role::Accent), 1.6));
        line->setColor(m_theme.color(Theme::Role::Accent));
        m_chart->addSeries(line);
        line->attachAxis(m_time);
        line->attachAxis(valueAxis());
    }
    const auto lines = m_chart->series();
    for (qsizetype i = 0; i < curve.segments.size(); ++i) {
        QList<QPointF> points = curve.segments[i];
        for (QPointF &point : points) {
            point.setX(point.x() / m_timeUnit);
        }
        auto *line = static_cast<QLineSeries *>(lines[i]);
        line->setPointsVisible(points.size() == 1); // a line of one point would not be seen
        line->setMarkerSize(6);
        line->replace(points);
    }
}

int MetricChart::plotWidth() const
{
    return std::max(100, m_view->width() - m_labelsWidth - rightRoom);
}

void MetricChart::retint()
{
    // As wide as the widest number of six digits, so that every chart has the same place for its curve.
    const QFontMetrics metrics(m_theme.font(Theme::Text::Secondary));
    m_labelsWidth = metrics.horizontalAdvance(QLocale().toString(-0.00012)) + 4 * Theme::grid;
    for (QAbstractAxis *axis : std::initializer_list<QAbstractAxis *>{ m_time, m_values, m_logValues }) {
        axis->setLabelsColor(m_theme.color(Theme::Role::DimText));
        axis->setLabelsFont(m_theme.font(Theme::Text::Secondary));
        axis->setGridLineColor(m_theme.color(Theme::Role::Line));
    }
    for (QAbstractSeries *series : m_chart->series()) {
        auto *line = static_cast<QLineSeries *>(series);
        line->setPen(QPen(m_theme.color(Theme::Role::Accent), 1.6));
        line->setColor(m_theme.color(Theme::Role::Accent));
    }
}

void MetricChart::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placePlot();
}

/// The same place in every chart, so that curves above each other share their time.
void MetricChart::placePlot()
{
    m_chart->setPlotArea(QRectF(m_labelsWidth, 8, plotWidth(), viewHeight - labelsHeight - 8));
}

} // namespace stagewatch::ui
