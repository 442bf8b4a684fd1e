// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

namespace stagewatch::model {
class DecisionModel;
}

namespace stagewatch::ui {

class Theme;

/// One bar a decision, as long as its confidence, with a threshold line across all of them; bars that end before it are
/// amber. A heading stands above the first bar of a stage where the decisions belong to more than one. Up and Down
/// select, Left and Right move the line, and the mouse drags it. The theme outlives the chart.
class ConfidenceChart : public QListView
{
    Q_OBJECT
public:
    explicit ConfidenceChart(const Theme &theme, QWidget *parent = nullptr);

    /// Null: nothing to show. Not owned.
    void setDecisions(model::DecisionModel *decisions);
    [[nodiscard]] double threshold() const { return m_threshold; }
    void setThreshold(double share);
    /// Where the line stands, in the viewport's coordinates.
    [[nodiscard]] int lineX() const;

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// A person moved the line; 0..1, whole percents.
    void thresholdMoved(double share);
    /// A person selected another bar.
    void selected(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void measureNames(int first, int last);
    [[nodiscard]] QRect trackRect() const;
    [[nodiscard]] bool isOnLine(const QPoint &position) const;
    void moveLine(double share);

    const Theme &m_theme;
    double m_threshold = 0.8;
    bool m_dragging = false;
};

} // namespace stagewatch::ui
