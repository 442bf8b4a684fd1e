// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/metriccurves.h"

#include "model/displaytext.h"
#include "model/run.h"
#include "model/textform.h"
#include "ui/label.h"
#include "ui/metricchart.h"
#include "ui/tablelook.h"
#include "ui/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stagewatch::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int chosenAtFirst = 4;
constexpr int mostNames = 200;
constexpr int listWidth = 148;

bool countsSteps(const QString &name)
{
    return name.compare("epoch"_L1, Qt::CaseInsensitive) == 0 || name.compare("step"_L1, Qt::CaseInsensitive) == 0;
}

/// When something began, as people say it: by the epoch where the run counts epochs, else by the clock.
QString momentText(const model::Run &run, protocol::Timestamp time)
{
    for (const model::MetricSeries &series : run.metrics()) {
        if (!countsSteps(series.name)) {
            continue;
        }
        const auto after = std::upper_bound(series.points.begin(), series.points.end(), time,
                                            [](protocol::Timestamp t, const auto &point) { return t < point.first; });
        if (after != series.points.begin() && std::isfinite(std::prev(after)->second)) {
            const QString count = QLocale().toString(std::prev(after)->second, 'g', 10);
            return series.name.compare("step"_L1, Qt::CaseInsensitive) == 0 ? MetricCurves::tr("step %1").arg(count)
                                                                            : MetricCurves::tr("epoch %1").arg(count);
        }
    }
    return model::TextForm::time(time).left(8);
}

} // namespace

MetricCurves::MetricCurves(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_names(new QListWidget(this))
    , m_column(new QVBoxLayout)
{
    m_names->setObjectName(u"metricNames"_s);
    m_names->setAccessibleName(tr("Metrics to draw"));
    m_names->setFrameShape(QFrame::NoFrame);
    m_names->setFixedWidth(listWidth);
    m_names->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_names->viewport()->setAutoFillBackground(false);
    setRoomyRows(m_names);
    m_column->setSpacing(Theme::gap);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(Theme::cardPadding, 0, Theme::cardPadding, 0);
    layout->setSpacing(Theme::pageMargin);
    layout->addWidget(m_names, 0, Qt::AlignTop);
    layout->addLayout(m_column, 1);
    connect(m_names, &QListWidget::itemChanged, this, &MetricCurves::choiceChanged);
}

void MetricCurves::clear()
{
    const QSignalBlocker blocker(m_names);
    m_names->clear();
    for (const auto &[place, chart] : m_charts) {
        delete chart;
    }
    m_charts.clear();
}

void MetricCurves::addNames(const model::Run &run)
{
    const QSignalBlocker blocker(m_names);
    int chosen = 0;
    for (int i = 0; i < m_names->count(); ++i) {
        chosen += m_names->item(i)->checkState() == Qt::Checked ? 1 : 0;
    }
    const int count = std::min(int(run.metrics().size()), mostNames);
    for (int place = m_names->count(); place < count; ++place) {
        const QString &name = run.metrics()[size_t(place)].name;
        auto *item = new QListWidgetItem(model::visibleText(name, 100), m_names);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        const bool draw = chosen < chosenAtFirst && !countsSteps(name);
        item->setCheckState(draw ? Qt::Checked : Qt::Unchecked);
        chosen += draw ? 1 : 0;
    }
    fitList();
}

void MetricCurves::fitList()
{
    m_names->setVisible(m_names->count() > 1);
    m_names->setFixedHeight(std::clamp(m_names->count(), 1, 14) * Theme::logRowHeight + Theme::grid);
}

/// From the first value of what is drawn to now: curves above each other share their time.
AxisRange MetricCurves::shownSeconds(const model::Run &run, protocol::Timestamp origin) const
{
    const auto second = [origin](protocol::Timestamp time) {
        return std::chrono::duration<double>(time - origin).count();
    };
    const auto now = run.endedAt() ? run.endedAt() : run.updatedAt();
    std::optional<AxisRange> shown;
    for (int place = 0; place < m_names->count(); ++place) {
        const auto &points = run.metrics()[size_t(place)].points;
        if (m_names->item(place)->checkState() != Qt::Checked || points.empty()) {
            continue;
        }
        const AxisRange span{ second(points.front().first), second(points.back().first) };
        shown = shown ? AxisRange{ std::min(shown->low, span.low), std::max(shown->high, span.high) } : span;
    }
    if (!shown) {
        return {};
    }
    return { shown->low, now ? std::max(shown->high, second(*now)) : shown->high };
}

void MetricCurves::show(const model::Run &run)
{
    addNames(run);
    const protocol::Timestamp origin = run.startedAt().value_or(protocol::Timestamp());
    const AxisRange seconds = shownSeconds(run, origin);
    for (int place = 0; place < m_names->count(); ++place) {
        const auto known = m_charts.find(place);
        if (m_names->item(place)->checkState() != Qt::Checked) {
            if (known != m_charts.end()) {
                delete known->second;
                m_charts.erase(known);
            }
            continue;
        }
        MetricChart *chart = known != m_charts.end() ? known->second : nullptr;
        if (!chart) {
            chart = new MetricChart(m_theme, this);
            const auto before = std::distance(m_charts.begin(), m_charts.lower_bound(place));
            m_column->insertWidget(int(before), chart);
            m_charts.emplace(place, chart);
        }
        const model::MetricSeries &series = run.metrics()[size_t(place)];
        const Curve curve = drawableCurve(series, origin, chart->plotWidth());
        chart->setCurve(series.name, curve, seconds,
                        curve.notFiniteSince ? momentText(run, *curve.notFiniteSince) : QString());
    }
}

} // namespace stagewatch::ui
