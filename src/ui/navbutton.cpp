// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/navbutton.h"

#include "model/textform.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QFocusEvent>
#include <QPainter>

#include <cmath>

namespace stagewatch::ui {

NavButton::NavButton(const Theme &theme, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
{
    setText(text);
    setCheckable(true);
    setAttribute(Qt::WA_Hover);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    describe();
}

void NavButton::setNote(const QString &note)
{
    if (note == m_note)
        return;
    m_note = note;
    describe();
    update();
}

void NavButton::setBadge(int number)
{
    if (number == m_badge)
        return;
    m_badge = number;
    describe();
    update();
}

void NavButton::describe()
{
    setAccessibleDescription(m_badge > 0 ? model::TextForm::count(m_badge) : m_note);
}

void NavButton::focusInEvent(QFocusEvent *event)
{
    m_ring = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason;
    QAbstractButton::focusInEvent(event);
}

void NavButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (isChecked() || underMouse()) {
        QColor ground = m_theme.color(isChecked() ? Theme::Role::Selection : Theme::Role::Line);
        if (!isChecked())
            ground.setAlphaF(0.6F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(ground);
        painter.drawRoundedRect(rect().adjusted(8, 1, -8, -1), 6, 6);
    }
    if (hasFocus() && m_ring) {
        painter.setPen(QPen(m_theme.color(Theme::Role::Accent), 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(QRectF(rect()).adjusted(8.5, 1.5, -8.5, -1.5), 6, 6);
    }
    QRectF row = QRectF(rect()).adjusted(Theme::pageMargin, 0, -Theme::pageMargin, 0);
    painter.setFont(m_theme.font(Theme::Text::BodyStrong));
    painter.setPen(m_theme.color(Theme::Role::Text));
    painter.drawText(row, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextHideMnemonic, text());

    if (m_badge > 0) {
        const QFont font = m_theme.font(Theme::Text::SecondaryStrong);
        const QString number = model::TextForm::count(m_badge);
        const qreal width = qMax(23.0, std::ceil(tabularWidth(font, number)) + 14);
        const QRectF badge(row.right() - width, row.center().y() - 9, width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Theme::Role::Waiting));
        painter.drawRoundedRect(badge, 9, 9);
        painter.setFont(font);
        painter.setPen(m_theme.color(Theme::Role::OnWaiting));
        drawTabular(painter, badge, Qt::AlignHCenter | Qt::AlignVCenter, number);
    } else if (!m_note.isEmpty()) {
        painter.setFont(m_theme.font(Theme::Text::Body));
        painter.setPen(m_theme.color(Theme::Role::DimText));
        painter.drawText(row, Qt::AlignRight | Qt::AlignVCenter, m_note);
    }
}

} // namespace stagewatch::ui
