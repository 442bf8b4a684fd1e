// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QWidget>

namespace stagewatch::ui {

/// A white, rounded place on the page. Give it a layout; it leaves the border free. The theme outlives it.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(const Theme &theme, QWidget *parent = nullptr);
    /// Other colours than the card's own: the banner.
    void setRoles(Theme::Role ground, Theme::Role line);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Theme::Role m_ground = Theme::Role::Card;
    Theme::Role m_line = Theme::Role::Line;
};

} // namespace stagewatch::ui
