// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/card.h"

#include <QPainter>

namespace stagewatch::ui {

Card::Card(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setContentsMargins(1, 1, 1, 1);
}

void Card::setRoles(Theme::Role ground, Theme::Role line)
{
    m_ground = ground;
    m_line = line;
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(m_line), 1));
    painter.setBrush(m_theme.color(m_ground));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::cardRadius, Theme::cardRadius);
}

} // namespace stagewatch::ui
