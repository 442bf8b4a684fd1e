// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style.h"

#include "ui/glyphs.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using Role = Theme::Role;

Style::Style(const Theme &theme)
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
    , m_theme(theme)
{
}

void Style::drawButtonPanel(const QStyleOption &option, QPainter &painter, const QWidget *widget, bool flat) const
{
    const bool enabled = option.state & State_Enabled;
    const bool hover = enabled && (option.state & State_MouseOver);
    const bool down = enabled && (option.state & State_Sunken);
    const bool on = option.state & State_On;
    const Theme::Button kind = Theme::button(widget);
    if (flat && !hover && !down && !on && !(option.state & State_HasFocus))
        return;

    QColor fill = m_theme.color(down ? Role::Pressed : hover ? Role::Hover : Role::Card);
    QColor line = m_theme.color(Role::ControlLine);
    if (kind == Theme::Button::Primary && enabled) {
        fill = m_theme.color(down ? Role::AccentPressed : hover ? Role::AccentHover : Role::Accent);
        line = fill;
    } else if (on) {
        fill = m_theme.color(Role::Selection);
        line = flat ? fill : m_theme.color(Role::Accent);
    } else if (flat) {
        line = Qt::transparent;
        fill = down || hover ? m_theme.color(down ? Role::Pressed : Role::Hover) : QColor(Qt::transparent);
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.alpha() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    const QRectF frame = QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, Theme::controlRadius, Theme::controlRadius);
    if ((option.state & State_HasFocus) && (option.state & State_KeyboardFocusChange)) {
        const bool primary = kind == Theme::Button::Primary;
        painter.setPen(QPen(m_theme.color(primary ? Role::OnAccent : Role::Accent), primary ? 1 : 2));
        painter.setBrush(Qt::NoBrush);
        const qreal inset = primary ? 2 : 0.5;
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), Theme::controlRadius - inset / 2,
                                Theme::controlRadius - inset / 2);
    }
    painter.restore();
}

void Style::drawFieldFrame(const QStyleOption &option, QPainter &painter) const
{
    const bool focus = option.state & State_HasFocus;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(focus ? Role::Accent : Role::ControlLine), focus ? 1.5 : 1));
    painter.setBrush(option.state & State_Enabled ? m_theme.color(Role::Card) : m_theme.color(Role::Window));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(0.75, 0.75, -0.75, -0.75), Theme::controlRadius,
                            Theme::controlRadius);
    painter.restore();
}

void Style::drawIndicator(const QStyleOption &option, QPainter &painter, bool round) const
{
    const bool enabled = option.state & State_Enabled;
    const bool on = option.state & (State_On | State_NoChange);
    const bool lit = option.state & (State_MouseOver | State_HasFocus);
    const qreal side = qMin(16, qMin(option.rect.width(), option.rect.height()));
    QRectF box(0, 0, side, side);
    box.moveCenter(QRectF(option.rect).center());
    box.adjust(0.5, 0.5, -0.5, -0.5);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = m_theme.color(enabled ? Role::Accent : Role::Disabled);
    painter.setPen(QPen(on ? accent : m_theme.color(lit && enabled ? Role::Accent : Role::Handle), 1));
    painter.setBrush(on ? accent : m_theme.color(enabled ? Role::Card : Role::Window));
    painter.drawRoundedRect(box, round ? side / 2 : 4, round ? side / 2 : 4);
    const QColor mark = m_theme.color(Role::OnAccent);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mark);
    if (round && on)
        painter.drawEllipse(box.center(), 3, 3);
    else if (option.state & State_NoChange)
        painter.drawRoundedRect(QRectF(box.center() - QPointF(4, 1), QSizeF(8, 2)), 1, 1);
    else if (on)
        paintGlyph(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), Glyph::Check, mark);
    painter.restore();
}

void Style::drawButtonLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(&option);
    if (!button)
        return QProxyStyle::drawControl(CE_PushButtonLabel, &option, &painter, widget);
    QStyleOptionButton copy = *button;
    const Theme::Button kind = Theme::button(widget);
    if (option.state & State_Enabled) {
        const Role role = kind == Theme::Button::Primary ? Role::OnAccent
            : kind == Theme::Button::Danger              ? Role::Failed
            : option.state & State_On                    ? Role::Accent
            : kind == Theme::Button::Quiet               ? Role::DimText
                                                         : Role::Text;
        copy.palette.setColor(QPalette::ButtonText, m_theme.color(role));
    }
    painter.save();
    if (kind == Theme::Button::Primary) {
        QFont font = painter.font();
        font.setWeight(QFont::DemiBold);
        painter.setFont(font);
    }
    QProxyStyle::drawControl(CE_PushButtonLabel, &copy, &painter, widget);
    painter.restore();
}

void Style::drawArrow(PrimitiveElement element, const QStyleOption &option, QPainter &painter) const
{
    const QColor color = m_theme.color(option.state & State_Enabled ? Role::DimText : Role::Disabled);
    const int side = qMin(12, qMin(option.rect.width(), option.rect.height()));
    QRectF rect(0, 0, side, side);
    rect.moveCenter(QRectF(option.rect).center());
    painter.save();
    painter.translate(rect.center());
    const bool right = element == PE_IndicatorArrowRight || element == PE_IndicatorArrowLeft;
    if (element == PE_IndicatorArrowUp || element == PE_IndicatorSpinUp || element == PE_IndicatorArrowLeft)
        painter.rotate(180);
    rect.moveCenter({ 0, 0 });
    paintGlyph(painter, rect, right ? Glyph::ChevronRight : Glyph::ChevronDown, color);
    painter.restore();
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand: {
        const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
        const bool flat =
            (button && (button->features & QStyleOptionButton::Flat)) || Theme::button(widget) == Theme::Button::Quiet;
        return drawButtonPanel(*option, *painter, widget, flat);
    }
    case PE_PanelButtonTool:
        if (widget && qobject_cast<const QTabBar *>(widget->parentWidget())) {
            painter->fillRect(option->rect.adjusted(0, 0, 0, -1), m_theme.color(Role::Card)); // no tab shines through
            return drawButtonPanel(*option, *painter, widget, true);
        }
        return drawButtonPanel(*option, *painter, widget, option->state & State_AutoRaise);
    case PE_FrameDefaultButton:
        return;
    case PE_FrameFocusRect:
        if (qobject_cast<const QPushButton *>(widget) || qobject_cast<const QAbstractItemView *>(widget))
            return;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(m_theme.color(Role::Accent), 1));
        painter->drawRoundedRect(QRectF(option->rect).adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
        painter->restore();
        return;
    case PE_PanelLineEdit: {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth <= 0) // inside a spin box or a cell
            return painter->fillRect(option->rect, option->palette.base());
        return drawFieldFrame(*option, *painter);
    }
    case PE_FrameLineEdit:
        return drawFieldFrame(*option, *painter);
    case PE_Frame:
        return drawFieldFrame(*option, *painter);
    case PE_IndicatorCheckBox:
        return drawIndicator(*option, *painter, false);
    case PE_IndicatorRadioButton:
        return drawIndicator(*option, *painter, true);
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowRight:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorSpinUp:
    case PE_IndicatorSpinDown:
        return drawArrow(element, *option, *painter);
    case PE_PanelMenu:
    case PE_FrameMenu:
    case PE_PanelTipLabel:
        painter->setPen(m_theme.color(Role::ControlLine));
        painter->setBrush(element == PE_FrameMenu ? QBrush(Qt::NoBrush) : QBrush(m_theme.color(Role::Card)));
        painter->drawRect(option->rect.adjusted(0, 0, -1, -1));
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          m_theme.color(Role::Line));
        return;
    case PE_FrameTabWidget:
    case PE_PanelMenuBar:
    case PE_FrameStatusBarItem:
        return;
    default:
        return QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void Style::polish(QApplication *app)
{
    QProxyStyle::polish(app);
    app->installEventFilter(this);
}

void Style::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget))
        widget->setAttribute(Qt::WA_Hover);
}

bool Style::eventFilter(QObject *watched, QEvent *event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::KeyRelease || type == QEvent::WindowDeactivate) {
        const auto *key = type == QEvent::WindowDeactivate ? nullptr : static_cast<QKeyEvent *>(event);
        const bool held = key && key->key() == Qt::Key_Alt && type == QEvent::KeyPress;
        const bool about = !key || key->key() == Qt::Key_Alt;
        if (about && held != m_altHeld) {
            m_altHeld = held;
            for (QWidget *window : QApplication::topLevelWidgets()) {
                for (QWidget *widget : window->findChildren<QWidget *>())
                    widget->update();
            }
        }
    }
    return QProxyStyle::eventFilter(watched, event);
}

} // namespace stagewatch::ui
