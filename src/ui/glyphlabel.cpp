// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/glyphlabel.h"

#include <QPainter>

namespace stagewatch::ui {

GlyphLabel::GlyphLabel(const Theme &theme, Glyph glyph, Theme::Role role, int size, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_glyph(glyph)
    , m_role(role)
{
    setFixedSize(size, size);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void GlyphLabel::setGlyph(Glyph glyph, Theme::Role role)
{
    if (glyph == m_glyph && role == m_role)
        return;
    m_glyph = glyph;
    m_role = role;
    update();
}

void GlyphLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(painter, rect(), m_glyph, m_theme.color(m_role));
}

} // namespace stagewatch::ui
