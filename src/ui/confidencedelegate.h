// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stagewatch::ui {

class Theme;

/// Paints a row of the confidence chart: the decision's name, its bar and its percent, and a heading where a stage
/// begins.
class ConfidenceDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    explicit ConfidenceDelegate(const Theme &theme, QObject *parent = nullptr);

    void setThreshold(double share) { m_threshold = share; }
    /// Whether stages have headings; so where there are decisions of more than one.
    void setGrouped(bool grouped) { m_grouped = grouped; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The widest name in pixels; it gets its room as far as the bars can spare it.
    void setWidestName(int pixels) { m_widestName = pixels; }
    [[nodiscard]] int widestName() const { return m_widestName; }
    /// Pixels that a name takes, at most.
    [[nodiscard]] int nameWidth(const QString &name) const;

    /// The part of a row that is the bar's track: the same for all rows, so that all bars stand below each other.
    [[nodiscard]] QRect trackRect(const QRect &row) const;
    static constexpr int rowHeight = 24;
    static constexpr int headingHeight = 24;

private:
    [[nodiscard]] bool startsStage(const QModelIndex &index) const;
    const Theme &m_theme;
    double m_threshold = 0.8;
    bool m_grouped = false;
    int m_widestName = 0;
};

} // namespace stagewatch::ui
