// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QWidget>
#include <optional>

class QPainter;

namespace stagewatch::ui {

/// How much of a bar is filled when nobody knows how far the work is: nothing, or, where work goes on or went on, dots
/// at even distances, which cannot be read as a share. They do not move: a page full of moving bars is no calm page.
enum class Unknown { Empty, Dotted };

/// Paints a bar with round ends; `track` is its unfilled part.
void paintBar(QPainter &painter, const QRectF &rect, const Theme &theme, std::optional<double> fraction,
              Theme::Role role, Unknown unknown = Unknown::Empty, Theme::Role track = Theme::Role::Track);

/// The whole run's bar. Tells its value to screen readers. The theme outlives it.
class ProgressBar : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressBar(const Theme &theme, QWidget *parent = nullptr);

    void setState(std::optional<double> fraction, Theme::Role role, Unknown unknown);
    [[nodiscard]] std::optional<double> fraction() const { return m_fraction; }
    [[nodiscard]] QSize sizeHint() const override { return { 240, 8 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 80, 8 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::optional<double> m_fraction;
    Theme::Role m_role = Theme::Role::Accent;
    Unknown m_unknown = Unknown::Empty;
};

} // namespace stagewatch::ui
