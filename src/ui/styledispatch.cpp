// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPushButton>
#include <QStyleOption>
#include <QTabBar>
#include <QTreeView>

#include <cmath>

// Which control is drawn by which function, and how large everything is.
namespace stagewatch::ui {

using Role = Theme::Role;

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    switch (element) {
    case CE_PushButtonLabel:
        return drawButtonLabel(*option, *painter, widget);
    case CE_TabBarTabShape:
        return drawTabShape(*option, *painter);
    case CE_TabBarTabLabel:
        return drawTabLabel(*option, *painter, widget);
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderSection(*option, *painter);
    case CE_HeaderLabel:
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option)) {
            QStyleOptionHeader copy = *header;
            copy.palette.setColor(QPalette::ButtonText, m_theme.color(Role::DimText));
            copy.state.setFlag(State_On, false); // no bold where a cell is selected
            const auto *tree = qobject_cast<const QTreeView *>(widget ? widget->parent() : nullptr);
            if (tree && header->section == 0) // over the names, not over their arrows
                copy.rect.setLeft(copy.rect.left() + tree->indentation());
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    case CE_MenuItem:
        return drawMenuItem(*option, *painter);
    case CE_MenuBarItem:
        return drawMenuBarItem(*option, *painter);
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, m_theme.color(Role::Sidebar));
    case CE_ProgressBarGroove:
    case CE_ProgressBarContents:
        return drawProgress(element, *option, *painter);
    case CE_Splitter:
    case CE_FocusFrame:
        return; // the gap between two cards is the handle
    case CE_ToolButtonLabel:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            QStyleOptionToolButton copy = *tool;
            if ((option->state & State_On) && (option->state & State_Enabled))
                copy.palette.setColor(QPalette::ButtonText, m_theme.color(Role::Accent));
            return QProxyStyle::drawControl(element, &copy, painter, widget);
        }
        break;
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (control) {
    case CC_ScrollBar:
        return drawScrollBar(*option, *painter, widget);
    case CC_ComboBox:
        return drawComboBox(*option, *painter, widget);
    case CC_SpinBox:
        return drawSpinBox(*option, *painter, widget);
    default:
        return QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

namespace {

QRect scrollBarPart(const QStyleOptionSlider &bar, QStyle::SubControl part)
{
    const bool upright = bar.orientation == Qt::Vertical;
    const int length = upright ? bar.rect.height() : bar.rect.width();
    const int thickness = upright ? bar.rect.width() : bar.rect.height();
    const qint64 range = qint64(bar.maximum) - bar.minimum;
    int handle = length;
    if (range > 0)
        handle = int(qBound(qint64(qMin(28, length)),
                            qint64(length) * bar.pageStep / qMax(qint64(1), range + bar.pageStep), qint64(length)));
    const int start =
        QStyle::sliderPositionFromValue(bar.minimum, bar.maximum, bar.sliderPosition, length - handle, bar.upsideDown);
    QRect rect;
    const auto span = [&](int from, int size) {
        return upright ? QRect(0, from, thickness, size) : QRect(from, 0, size, thickness);
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        rect = span(start, handle);
        break;
    case QStyle::SC_ScrollBarSubPage:
        rect = span(0, start);
        break;
    case QStyle::SC_ScrollBarAddPage:
        rect = span(start + handle, length - start - handle);
        break;
    case QStyle::SC_ScrollBarGroove:
        rect = span(0, length);
        break;
    default:
        return {};
    }
    return QStyle::visualRect(bar.direction, bar.rect, rect.translated(bar.rect.topLeft()));
}

} // namespace

QRect Style::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                            const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(*bar, part);
    }
    if (control == CC_ComboBox && (part == SC_ComboBoxArrow || part == SC_ComboBoxEditField)) {
        const QRect all = option->rect;
        const QRect arrow(all.right() - 25, all.top(), 22, all.height());
        const QRect rect =
            part == SC_ComboBoxArrow ? arrow : QRect(all.left() + 8, all.top() + 1, all.width() - 36, all.height() - 2);
        return visualRect(option->direction, all, rect);
    }
    if (control == CC_SpinBox && part == SC_SpinBoxEditField) { // its words stand as those of other fields
        const QRect all = option->rect;
        return visualRect(option->direction, all,
                          QRect(all.left() + 8, all.top() + 1, all.width() - 30, all.height() - 2));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QRect Style::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents) {
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option);
        if (frame && frame->lineWidth > 0)
            return option->rect.adjusted(8, 1, -8, -1);
    }
    return QProxyStyle::subElementRect(element, option, widget);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                              const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        result = QSize(size.width() + 26, Theme::controlHeight);
        if (Theme::button(widget) == Theme::Button::Primary)
            result.rwidth() += size.width() / 16 + 2; // weight 600 is wider
        return result;
    case CT_ToolButton:
        if (const auto *tool = qstyleoption_cast<const QStyleOptionToolButton *>(option)) {
            if (!tool->text.isEmpty() && tool->toolButtonStyle != Qt::ToolButtonIconOnly)
                return QSize(size.width() + 20, Theme::controlHeight);
        }
        return QSize(size.width() + 12, qMax(size.height() + 8, 28));
    case CT_SpinBox:
        result.setHeight(Theme::controlHeight);
        return result;
    case CT_LineEdit:
        result.setHeight(qMax(result.height(), Theme::controlHeight));
        return result;
    case CT_ComboBox:
        return QSize(size.width() + 46, Theme::controlHeight);
    case CT_TabBarTab: {
        // As wide as in bold, so that choosing a tab moves no other.
        if (const auto *tab = qstyleoption_cast<const QStyleOptionTab *>(option)) {
            QFont font = widget ? widget->font() : QFont();
            font.setWeight(QFont::DemiBold);
            const QStringList parts = tab->text.split(u'\t');
            int width = QFontMetrics(font).size(Qt::TextShowMnemonic, parts.first()).width() + Theme::cardPadding + 14;
            if (parts.size() > 1)
                width += int(std::ceil(tabularWidth(font, parts.last()))) + 4;
            return QSize(width, 40);
        }
        return result;
    }
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option)) {
            if (item->menuItemType == QStyleOptionMenuItem::Separator)
                return QSize(result.width(), 9);
        }
        return QSize(size.width() + 92, 28);
    case CT_MenuBarItem:
        return QSize(size.width() + 18, 28);
    case CT_HeaderSection:
        result.setHeight(28);
        return result;
    default:
        return result;
    }
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 28;
    case PM_SplitterWidth:
        return Theme::gap;
    case PM_TabBarTabHSpace:
    case PM_TabBarTabShiftVertical:
    case PM_TabBarTabShiftHorizontal:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabOverlap:
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_MenuButtonIndicator: // the arrow is 6 px smaller than its place
        return 18;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
        return 0;
    case PM_MenuBarVMargin:
    case PM_MenuBarPanelWidth:
        return 0;
    case PM_TabBarScrollButtonWidth:
        return 22;
    case PM_MenuBarHMargin:
        return 8;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    case PM_LayoutHorizontalSpacing:
    case PM_LayoutVerticalSpacing:
        return 8;
    case PM_HeaderMargin:
        return widget && qobject_cast<const QTreeView *>(widget->parent()) ? 3 : 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_UnderlineShortcut:
        return m_altHeld ? 1 : 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ComboBox_Popup:
    case SH_ItemView_ActivateItemOnSingleClick:
        return 0;
    case SH_ScrollBar_LeftClickAbsolutePosition:
        return 0;
    case SH_ItemView_ShowDecorationSelected:
        return 1;
    case SH_TabBar_Alignment:
        return Qt::AlignLeft;
    case SH_ToolTip_WakeUpDelay:
        return 500;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace stagewatch::ui
