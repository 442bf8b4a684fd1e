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
#include <QVBoxLayout>
#include <QValueAxis>

#include <cmath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int viewHeight = 132;
constexpr int labelsWidth = 52;
constexpr int labelsHeight = 24;
constexpr int rightRoom = 24; // half of the last label of the time

} // namespace

MetricChart::MetricChart(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_name(new Label(theme, Theme::Text::BodyStrong, Theme::Role::Text, this))
    , m_value(new Label(theme, Theme::Text::Body, Theme::Role::Text, this))
    , m_note(new Label(theme, Theme::Text::Secondary, Theme::Role::Waiting, this))
    , m_chart(new QChart)
    , m_view(new QChartView(m_chart, this))
    , m_time(new QValueAxis(this))
    , m_values(new QValueAxis(this))
{
    m_value->setRigid(true);
    m_note->setWrapping();
    m_note->setObjectName(u"note"_s);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundVisible(false);
    m_chart->addAxis(m_time, Qt::AlignBottom);
    m_chart->addAxis(m_values, Qt::AlignLeft);
    m_time->setLineVisible(false);
    m_values->setLineVisible(false);
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
    top->addWidget(m_name, 1);
    top->addWidget(m_value);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(top);
    layout->addWidget(m_note);
    layout->addWidget(m_view);
    connect(&theme, &Theme::changed, this, &MetricChart::retint);
    retint();
}

void MetricChart::setCurve(const QString &name, const Curve &curve, double runSeconds, const QString &since)
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
        scaleAxes(curve, runSeconds);
        drawSegments(curve);
    }
}

void MetricChart::scaleAxes(const Curve &curve, double runSeconds)
{
    m_range = steadyRange(m_range, curve.minimum, curve.maximum);
    const double step = niceStep(m_range->high - m_range->low, 4);
    const double parts = (m_range->high - m_range->low) / step;
    m_values->setTickCount(std::clamp(int(std::lround(parts)) + 1, 2, 7));
    m_values->setRange(m_range->low, m_range->high);
    m_values->setLabelFormat(u"%g"_s);

    const double span = std::max({ curve.lastSecond, runSeconds, 1.0 });
    m_timeUnit = span < 120 ? 1 : span < 2 * 3600 ? 60 : 3600;
    const double units = span / m_timeUnit;
    const double timeStep = niceStep(units, 6);
    const double end = std::ceil(units / timeStep) * timeStep;
    m_time->setTickCount(std::clamp(int(std::lround(end / timeStep)) + 1, 2, 9));
    m_time->setRange(std::min(0.0, curve.firstSecond / m_timeUnit), end);
    const QString number = u"%g"_s;
    m_time->setLabelFormat(m_timeUnit == 1        ? tr("%1 s").arg(number)
                               : m_timeUnit == 60 ? tr("%1 min").arg(number)
                                                  : tr("%1 h").arg(number));
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
        line->attachAxis(m_values);
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
    return std::max(100, m_view->width() - labelsWidth - rightRoom);
}

void MetricChart::retint()
{
    for (QValueAxis *axis : { m_time, m_values }) {
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
    m_chart->setPlotArea(QRectF(labelsWidth, 8, plotWidth(), viewHeight - labelsHeight - 8));
}

} // namespace stagewatch::ui
