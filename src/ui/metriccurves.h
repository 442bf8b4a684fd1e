// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/curve.h"

#include <QWidget>
#include <map>

class QListWidget;
class QListWidgetItem;
class QVBoxLayout;

namespace stagewatch::model {
class Run;
}

namespace stagewatch::ui {

class MetricChart;
class Theme;

/// The curves of a run's metrics: a check list of their names, and one chart for each that is checked, below each other
/// and with the same time. The theme outlives it.
class MetricCurves : public QWidget
{
    Q_OBJECT
public:
    explicit MetricCurves(const Theme &theme, QWidget *parent = nullptr);

    /// Takes the run's metrics as they now are; call clear() first where it is another run.
    void show(const model::Run &run);
    using QWidget::show;
    void clear();

Q_SIGNALS:
    /// Another choice of metrics: show the run again.
    void choiceChanged();

private:
    void addNames(const model::Run &run);
    void fitList();
    [[nodiscard]] AxisRange shownSeconds(const model::Run &run, protocol::Timestamp origin) const;
    const Theme &m_theme;
    QListWidget *m_names;
    QVBoxLayout *m_column;
    std::map<int, MetricChart *> m_charts; ///< by the metric's place in the run
};

} // namespace stagewatch::ui
