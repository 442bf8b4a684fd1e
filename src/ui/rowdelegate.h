// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace stagewatch::ui {

class Theme;

/// Paints the rows of a RowTable: the ground, a rule below, and plain text of which only the visible part is laid out,
/// so that a line of any length costs the same. Columns can be dimmed or set in tabular figures. GUI thread.
class RowDelegate : public QStyledItemDelegate
{
    Q_OBJECT
public:
    /// `theme` outlives the delegate.
    explicit RowDelegate(const Theme &theme, QObject *parent = nullptr);

    void setDimColumns(std::initializer_list<int> columns) { m_dim = columns; }
    void setTabularColumns(std::initializer_list<int> columns) { m_tabular = columns; }
    /// The column whose tooltip is the date and the zone; `role` gives its milliseconds since 1970 UTC.
    void setTimeColumn(int column, int role);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    /// The part of a cell that its text may fill; the first column stands in from the edge of the card.
    [[nodiscard]] static QRect textRect(const QRect &cell, int column);
    /// Pixels of a column that holds a text of this width.
    [[nodiscard]] static int columnWidth(int textWidth, int column);

protected:
    [[nodiscard]] const Theme &theme() const { return m_theme; }
    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QColor &ground) const;
    /// Draws the text from the left, vertically centred, cut at the cell's edge; lays out no more than can be seen, and
    /// tells how wide that is in pixels.
    static qreal paintText(QPainter *painter, const QRect &rect, const QString &text, int visibleRight);
    /// Lets a text of this width that goes on beyond the view's edge fade into its ground, so that no letter is cut.
    void paintFade(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, qreal textWidth,
                   const QColor &ground) const;

private:
    const Theme &m_theme;
    QList<int> m_dim;
    QList<int> m_tabular;
    int m_timeColumn = -1;
    int m_timeRole = 0;
};

} // namespace stagewatch::ui
