// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rowdelegate.h"

namespace stagewatch::ui {

/// The cells of a panel's small table: rows of 32 px, and text that ends in "…" where the column is too narrow for it.
class ElidingDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using RowDelegate::RowDelegate;

    /// As in RowDelegate, which draws the tabular columns itself.
    void setDimColumns(std::initializer_list<int> columns);
    void setTabularColumns(std::initializer_list<int> columns);
    /// Where a text that does not fit loses its letters; at its end, unless said otherwise.
    void setElideMode(Qt::TextElideMode mode) { m_elide = mode; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    QList<int> m_dim;
    QList<int> m_tabular;
    Qt::TextElideMode m_elide = Qt::ElideRight;
};

} // namespace stagewatch::ui
