// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/glyphs.h"
#include "ui/style.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QPainter>
#include <QStyleOption>
#include <QTabBar>

namespace stagewatch::ui {

using Role = Theme::Role;

namespace {
constexpr int tabSide = Theme::cardPadding; ///< the first tab's word stands over what its page begins with
}

void Style::drawTabShape(const QStyleOption &option, QPainter &painter) const
{
    const bool selected = option.state & State_Selected;
    const bool hover = (option.state & State_MouseOver) && (option.state & State_Enabled);
    if (!selected && !hover)
        return;
    const QRect rect = option.rect.adjusted(tabSide - 2, 0, -tabSide + 2, 0);
    painter.fillRect(QRect(rect.left(), option.rect.bottom() - 1, rect.width(), 2),
                     m_theme.color(selected ? Role::Accent : Role::ControlLine));
}

// A tab may be called "Log\t1 204 330": the number behind the tab stop is dimmed.
void Style::drawTabLabel(const QStyleOption &option, QPainter &painter, const QWidget *widget) const
{
    const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(&option);
    if (!tab)
        return;
    const bool selected = option.state & State_Selected;
    painter.save();
    QFont font = widget ? widget->font() : painter.font();
    font.setWeight(selected ? QFont::DemiBold : QFont::Normal);
    painter.setFont(font);
    const QStringList parts = tab->text.split(u'\t');
    const int flags = Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine
        | (m_altHeld ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    QRect rect = option.rect.adjusted(tabSide, 0, 0, 0);
    painter.setPen(m_theme.color(selected ? Role::Text : Role::DimText));
    painter.drawText(rect, flags, parts.first());
    if (parts.size() > 1) {
        rect.setLeft(rect.left() + painter.fontMetrics().size(Qt::TextShowMnemonic, parts.first()).width() + 4);
        painter.setPen(m_theme.color(Role::DimText));
        drawTabular(painter, rect, Qt::AlignLeft | Qt::AlignVCenter, parts.last());
    }
    if (option.state & State_HasFocus && option.state & State_KeyboardFocusChange) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(m_theme.color(Role::Accent), 1));
        painter.drawRoundedRect(QRectF(option.rect).adjusted(5.5, 8.5, -5.5, -8.5), 4, 4);
    }
    painter.restore();
}

void Style::drawHeaderSection(const QStyleOption &option, QPainter &painter) const
{
    painter.fillRect(option.rect, m_theme.color(Role::Card));
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                     m_theme.color(Role::Grid));
}

void Style::drawMenuItem(const QStyleOption &option, QPainter &painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    if (!item)
        return;
    const QRect rect = option.rect;
    if (item->menuItemType == QStyleOptionMenuItem::Separator) {
        painter.fillRect(QRect(rect.left() + 8, rect.center().y(), rect.width() - 16, 1), m_theme.color(Role::Line));
        return;
    }
    const bool enabled = option.state & State_Enabled;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if ((option.state & State_Selected) && enabled) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Role::Selection));
        painter.drawRoundedRect(rect.adjusted(4, 1, -4, -1), 4, 4);
    }
    const QColor ink = m_theme.color(enabled ? Role::Text : Role::Disabled);
    const QRectF sign(rect.left() + 12, rect.center().y() - 7, 16, 16);
    if (item->checkType != QStyleOptionMenuItem::NotCheckable && item->checked)
        paintGlyph(painter, sign, Glyph::Check, ink);
    else if (!item->icon.isNull())
        item->icon.paint(&painter, sign.toRect());
    const QStringList parts = item->text.split(u'\t');
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic;
    painter.setFont(item->font);
    painter.setPen(ink);
    const QRect text = rect.adjusted(36, 0, -28, 0);
    painter.drawText(text, flags | Qt::AlignLeft, parts.first());
    painter.setPen(m_theme.color(enabled ? Role::DimText : Role::Disabled));
    if (parts.size() > 1)
        painter.drawText(text.adjusted(0, 0, 12, 0), flags | Qt::AlignRight, parts.last());
    if (item->menuItemType == QStyleOptionMenuItem::SubMenu)
        paintGlyph(painter, QRectF(rect.right() - 22, rect.center().y() - 6, 12, 12), Glyph::ChevronRight, ink);
    painter.restore();
}

void Style::drawMenuBarItem(const QStyleOption &option, QPainter &painter) const
{
    const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(&option);
    if (!item)
        return;
    painter.save();
    painter.fillRect(option.rect, m_theme.color(Role::Sidebar));
    if (option.state & (State_Selected | State_Sunken)) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(Role::Selection));
        painter.drawRoundedRect(option.rect.adjusted(1, 2, -1, -2), 4, 4);
    }
    painter.setPen(m_theme.color(option.state & State_Enabled ? Role::Text : Role::Disabled));
    painter.drawText(option.rect,
                     Qt::AlignCenter | Qt::TextSingleLine | (m_altHeld ? Qt::TextShowMnemonic : Qt::TextHideMnemonic),
                     item->text);
    painter.restore();
}

void Style::drawScrollBar(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const QRect slider = subControlRect(CC_ScrollBar, &option, SC_ScrollBarSlider, widget);
    const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(&option);
    if (!bar || bar->maximum <= bar->minimum)
        return;
    const bool upright = bar->orientation == Qt::Vertical;
    const bool lit = option.state & (State_MouseOver | State_Sunken);
    const qreal inset = lit ? 2 : 3;
    QColor ink = m_theme.color(Role::Handle);
    if (option.state & State_Sunken)
        ink = m_theme.color(Role::DimText);
    const QRectF handle =
        upright ? QRectF(slider).adjusted(inset, 2, -inset, -2) : QRectF(slider).adjusted(2, inset, -2, -inset);
    const qreal radius = qMin(handle.width(), handle.height()) / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ink);
    painter.drawRoundedRect(handle, radius, radius);
    painter.restore();
}

void Style::drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const auto *combo = qstyleoption_cast<const QStyleOptionComboBox *>(&option);
    if (combo && !combo->frame) {
        // bare, as an editor in a cell
    } else if (combo && combo->editable) {
        drawFieldFrame(option, painter);
    } else {
        drawButtonPanel(option, painter, widget, false);
    }
    QStyleOption arrow = option;
    arrow.rect = subControlRect(CC_ComboBox, &option, SC_ComboBoxArrow, widget);
    drawArrow(PE_IndicatorArrowDown, arrow, painter);
}

void Style::drawSpinBox(const QStyleOptionComplex &option, QPainter &painter, const QWidget *widget) const
{
    const auto *spin = qstyleoption_cast<const QStyleOptionSpinBox *>(&option);
    if (!spin)
        return;
    if (spin->frame)
        drawFieldFrame(option, painter);
    if (spin->buttonSymbols == QAbstractSpinBox::NoButtons)
        return;
    QStyleOption arrow = option;
    arrow.state.setFlag(State_Enabled, spin->stepEnabled & QAbstractSpinBox::StepUpEnabled);
    arrow.rect = subControlRect(CC_SpinBox, &option, SC_SpinBoxUp, widget);
    drawArrow(PE_IndicatorSpinUp, arrow, painter);
    arrow.state.setFlag(State_Enabled, spin->stepEnabled & QAbstractSpinBox::StepDownEnabled);
    arrow.rect = subControlRect(CC_SpinBox, &option, SC_SpinBoxDown, widget);
    drawArrow(PE_IndicatorSpinDown, arrow, painter);
}

void Style::drawProgress(ControlElement element, const QStyleOption &option, QPainter &painter) const
{
    const auto *bar = qstyleoption_cast<const QStyleOptionProgressBar *>(&option);
    if (!bar)
        return;
    QRectF rect(option.rect.left(), option.rect.center().y() - 2, option.rect.width(), Theme::barHeight);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (element == CE_ProgressBarContents) {
        const int span = bar->maximum - bar->minimum;
        rect.setWidth(span > 0 ? rect.width() * (bar->progress - bar->minimum) / span : rect.width() / 3);
        painter.setBrush(m_theme.color(Role::Accent));
    } else {
        painter.setBrush(m_theme.color(Role::Track));
    }
    painter.drawRoundedRect(rect, 3, 3);
    painter.restore();
}

} // namespace stagewatch::ui
