// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/glyphs.h"
#include "ui/theme.h"

#include <QWidget>

namespace stagewatch::ui {

/// One sign in a layout, in a colour of the theme. Beside it stands its word, so screen readers skip it.
class GlyphLabel : public QWidget
{
    Q_OBJECT
public:
    GlyphLabel(const Theme &theme, Glyph glyph, Theme::Role role, int size, QWidget *parent = nullptr);
    void setGlyph(Glyph glyph, Theme::Role role);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    Glyph m_glyph;
    Theme::Role m_role;
};

} // namespace stagewatch::ui
