// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/elidingdelegate.h"

#include "ui/theme.h"

#include <QPainter>

namespace stagewatch::ui {

void ElidingDelegate::setDimColumns(std::initializer_list<int> columns)
{
    m_dim = columns;
    RowDelegate::setDimColumns(columns);
}

void ElidingDelegate::setTabularColumns(std::initializer_list<int> columns)
{
    m_tabular = columns;
    RowDelegate::setTabularColumns(columns);
}

QSize ElidingDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return { 0, Theme::tableRowHeight };
}

void ElidingDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (m_tabular.contains(index.column())) {
        RowDelegate::paint(painter, option, index);
        return;
    }
    painter->save();
    paintGround(painter, option, theme().color(Theme::Role::Card));
    painter->setFont(option.font);
    painter->setPen(theme().color(m_dim.contains(index.column()) ? Theme::Role::DimText : Theme::Role::Text));
    const QRect rect = textRect(option.rect, index.column());
    // No cell is wider than a thousand characters; eliding more would cost for nothing.
    const QString text = index.data(Qt::DisplayRole).toString().left(1000);
    paintText(painter, rect, painter->fontMetrics().elidedText(text, m_elide, rect.width()), rect.right());
    painter->restore();
}

} // namespace stagewatch::ui
