// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>

namespace stagewatch::ui {

/// A QTableView whose rows all have one height and whose vertical header stays empty. QHeaderView keeps eight bytes a
/// row and walks through all of them at each insertion; here the place of a row is computed, so that ten million rows
/// cost what ten do. Shows whole rows and scrolls by them; sideways it scrolls by the pixel; whole rows are selected;
/// no rows are hidden, no cells edited or spanned, no right-to-left layout of the columns. What QTableView says of rows
/// without being virtual (rowAt(), rowHeight(), rowViewportPosition()) says nothing here: indexAt() and visualRect()
/// do. GUI thread.
class FixedRowTable : public QTableView
{
    Q_OBJECT
public:
    /// `rowHeight`: pixels.
    explicit FixedRowTable(int rowHeight, QWidget *parent = nullptr);

    void setModel(QAbstractItemModel *model) override;
    [[nodiscard]] QRect visualRect(const QModelIndex &index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint &place) const override;
    /// Up or down only: what is read sideways stays.
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;
    void reset() override;
    void doItemsLayout() override;

    /// The first row in sight, and the number of whole rows that there is room for.
    [[nodiscard]] int topRow() const;
    [[nodiscard]] int rowsInSight() const;

protected:
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection &selection) const override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void paintEvent(QPaintEvent *event) override;

protected Q_SLOTS:
    void rowsInserted(const QModelIndex &parent, int first, int last) override;
    void dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles = {}) override;

private:
    [[nodiscard]] int rowCount() const { return model() ? model()->rowCount(rootIndex()) : 0; }
    /// From the top of the viewport, in pixels; far away is far enough.
    [[nodiscard]] int yOf(int row) const;
    [[nodiscard]] QSize roomBetweenBars() const;
    void layOut(const QSize &room);

    const int m_rowHeight;
    int m_shownTop = 0; ///< topRow() as the viewport shows it
    bool m_updatesGeometries = false;
};

} // namespace stagewatch::ui
