// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/linkbutton.h"

#include "ui/theme.h"

#include <QPainter>

namespace stagewatch::ui {

LinkButton::LinkButton(const Theme &theme, const QString &text, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
{
    setFont(theme.font(Theme::Text::SecondaryStrong));
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

QSize LinkButton::sizeHint() const
{
    return { fontMetrics().horizontalAdvance(text()) + 8, 18 };
}

void LinkButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const bool lit = underMouse() || hasFocus();
    QFont font = this->font();
    font.setUnderline(lit);
    painter.setFont(font);
    painter.setPen(
        m_theme.color(isEnabled() ? lit ? Theme::Role::AccentHover : Theme::Role::Accent : Theme::Role::Disabled));
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextHideMnemonic, text());
}

} // namespace stagewatch::ui
