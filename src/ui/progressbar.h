// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QWidget>
#include <optional>

class QPainter;

namespace stagewatch::ui {

/// Paints a bar with round ends. No fraction: an empty track, or where `busy` a pale bar all along, which says that
/// work goes on whose length nobody knows. It does not move: a page full of moving bars is no calm page.
void paintBar(QPainter &painter, const QRectF &rect, const Theme &theme, std::optional<double> fraction,
              Theme::Role role, bool busy = false);

/// The whole run's bar. Tells its value to screen readers. The theme outlives it.
class ProgressBar : public QWidget
{
    Q_OBJECT
public:
    explicit ProgressBar(const Theme &theme, QWidget *parent = nullptr);

    void setState(std::optional<double> fraction, Theme::Role role, bool busy);
    [[nodiscard]] std::optional<double> fraction() const { return m_fraction; }
    [[nodiscard]] QSize sizeHint() const override { return { 240, 8 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 80, 8 }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    std::optional<double> m_fraction;
    Theme::Role m_role = Theme::Role::Accent;
    bool m_busy = false;
};

} // namespace stagewatch::ui
