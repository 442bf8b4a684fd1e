// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowdelegate.h"

#include "model/textform.h"
#include "ui/tabulartext.h"
#include "ui/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QTextLayout>
#include <QToolTip>

namespace stagewatch::ui {

namespace {
constexpr int columnGap = 3 * Theme::grid;
/// No glyph of a text font is narrower than this on average, so more characters than this cannot be seen.
constexpr int narrowestCharacter = 2;
constexpr int fadeWidth = 8 * Theme::grid;
constexpr qreal widestLine = 1'000'000;
} // namespace

RowDelegate::RowDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void RowDelegate::setTimeColumn(int column, int role)
{
    m_timeColumn = column;
    m_timeRole = role;
}

bool RowDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &,
                            const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return false;
    const bool isTime = index.isValid() && index.column() == m_timeColumn;
    const auto text =
        isTime ? model::TextForm::fullTime(model::fromMs(index.data(m_timeRole).toLongLong())) : QString();
    QToolTip::showText(event->globalPos(), text, view);
    return true;
}

QRect RowDelegate::textRect(const QRect &cell, int column)
{
    return cell.adjusted(column == 0 ? Theme::cardPadding : 0, 0, -columnGap, -1);
}

int RowDelegate::columnWidth(int textWidth, int column)
{
    return textWidth + columnGap + (column == 0 ? Theme::cardPadding : 0);
}

QSize RowDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 0, Theme::logRowHeight };
}

void RowDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const int column = index.column();
    paintGround(painter, option, m_theme.color(Theme::Role::Card));
    painter->setFont(option.font);
    painter->setPen(m_theme.color(m_dim.contains(column) ? Theme::Role::DimText : Theme::Role::Text));
    const auto rect = textRect(option.rect, column);
    const auto text = index.data(Qt::DisplayRole).toString();
    if (m_tabular.contains(column)) {
        const bool right = Qt::Alignment(index.data(Qt::TextAlignmentRole).toInt()).testFlag(Qt::AlignRight);
        painter->setClipRect(option.rect, Qt::IntersectClip);
        drawTabular(*painter, rect, (right ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    } else {
        const qreal width = paintText(painter, rect, text, option.widget ? option.widget->width() : rect.right());
        paintFade(painter, option, rect, width, m_theme.color(Theme::Role::Card));
    }
    painter->restore();
}

void RowDelegate::paintFade(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, qreal textWidth,
                            const QColor &ground) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int edge = view ? view->viewport()->width() : 0;
    const int visible = edge - rect.left();
    if (visible <= 0 || option.rect.right() < edge - 1 || textWidth <= visible)
        return;
    QColor solid = option.state.testFlag(QStyle::State_Selected) ? m_theme.color(Theme::Role::Selection) : ground;
    QLinearGradient fade(edge - fadeWidth, 0, edge, 0);
    fade.setColorAt(1, solid);
    solid.setAlpha(0);
    fade.setColorAt(0, solid);
    painter->fillRect(QRect(edge - fadeWidth, rect.top(), fadeWidth, rect.height()), fade);
}

void RowDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QColor &ground) const
{
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect, selected ? m_theme.color(Theme::Role::Selection) : ground);
    if (!selected)
        painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1),
                          m_theme.color(Theme::Role::Grid));
    // Where the keyboard is: a mark at the left edge of the current row.
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (view && view->hasFocus() && option.rect.left() <= 0 && view->currentIndex().isValid()
        && view->visualRect(view->currentIndex()).top() == option.rect.top())
        painter->fillRect(QRect(0, option.rect.top(), 3, option.rect.height()), m_theme.color(Theme::Role::Accent));
}

qreal RowDelegate::paintText(QPainter *painter, const QRect &rect, const QString &text, int visibleRight)
{
    const int visible = qMin(rect.right(), visibleRight) - rect.left();
    if (visible <= 0 || text.isEmpty())
        return 0;
    // As QPainter::drawText() would, which does not tell the width: to ask for it alone costs as much again.
    QTextLayout layout(text.left(visible / narrowestCharacter + 1), painter->font(), painter->device());
    QTextOption option;
    option.setWrapMode(QTextOption::NoWrap);
    option.setTextDirection(Qt::LeftToRight);
    layout.setTextOption(option);
    layout.setCacheEnabled(true);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLeadingIncluded(true);
    line.setLineWidth(widestLine);
    layout.endLayout();
    painter->setClipRect(rect, Qt::IntersectClip);
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2));
    return line.naturalTextWidth();
}

} // namespace stagewatch::ui
