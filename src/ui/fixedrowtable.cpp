// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/fixedrowtable.h"

#include <QAbstractButton>
#include <QAbstractItemDelegate>
#include <QHeaderView>
#include <QPaintEvent>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace stagewatch::ui {

namespace {

constexpr int farAway = 1'000'000; // pixels: beyond any screen, and no sum of a few of them overflows

/// Knows no model, so it keeps nothing and follows nothing.
class EmptyHeader : public QHeaderView
{
public:
    explicit EmptyHeader(QWidget *parent)
        : QHeaderView(Qt::Vertical, parent)
    {
        hide();
    }
    void setModel(QAbstractItemModel *) override { }
    void setSelectionModel(QItemSelectionModel *) override { }
};

} // namespace

FixedRowTable::FixedRowTable(int rowHeight, QWidget *parent)
    : QTableView(parent)
    , m_rowHeight(rowHeight)
{
    setVerticalHeader(new EmptyHeader(this));
    // Its button for the corner would stay where it was made, over the first row: QTableView's own updateGeometries()
    // is what hides it.
    for (auto *corner : findChildren<QAbstractButton *>(Qt::FindDirectChildrenOnly))
        corner->hide();
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerItem);
    verticalScrollBar()->setSingleStep(1);
}

void FixedRowTable::setModel(QAbstractItemModel *newModel)
{
    if (model())
        disconnect(model(), &QAbstractItemModel::rowsRemoved, this, nullptr);
    QTableView::setModel(newModel);
    if (newModel)
        connect(newModel, &QAbstractItemModel::rowsRemoved, this, [this] { scheduleDelayedItemsLayout(); });
    scheduleDelayedItemsLayout();
}

int FixedRowTable::topRow() const
{
    return verticalScrollBar()->value();
}

int FixedRowTable::rowsInSight() const
{
    return qMax(1, viewport()->height() / m_rowHeight);
}

int FixedRowTable::yOf(int row) const
{
    return int(std::clamp<qint64>((qint64(row) - topRow()) * m_rowHeight, -farAway, farAway));
}

QRect FixedRowTable::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.model() != model() || isColumnHidden(index.column()))
        return {};
    return { columnViewportPosition(index.column()), yOf(index.row()), columnWidth(index.column()), m_rowHeight };
}

QModelIndex FixedRowTable::indexAt(const QPoint &place) const
{
    const int column = columnAt(place.x());
    if (place.y() < 0 || column < 0 || !model())
        return {};
    return model()->index(topRow() + place.y() / m_rowHeight, column, rootIndex()); // invalid below the last row
}

void FixedRowTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid() || index.model() != model())
        return;
    executeDelayedItemsLayout(); // the bar knows the newest rows then
    const int row = index.row();
    const int room = rowsInSight();
    const bool isAbove = row < topRow();
    if (hint == EnsureVisible && !isAbove && row < topRow() + room)
        return;
    if (hint == PositionAtTop || (hint == EnsureVisible && isAbove))
        verticalScrollBar()->setValue(row);
    else if (hint == PositionAtCenter)
        verticalScrollBar()->setValue(row - room / 2);
    else
        verticalScrollBar()->setValue(row - room + 1);
}

void FixedRowTable::reset()
{
    QTableView::reset();
    scheduleDelayedItemsLayout();
}

void FixedRowTable::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // past QTableView's, which would move the empty header
}

int FixedRowTable::verticalOffset() const
{
    return int(qMin<qint64>(qint64(topRow()) * m_rowHeight, std::numeric_limits<int>::max()));
}

QModelIndex FixedRowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    const auto current = currentIndex();
    int row = current.isValid() ? current.row() : -1;
    switch (action) {
    case MoveUp:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveNext:
        ++row;
        break;
    case MovePageUp:
        row -= rowsInSight();
        break;
    case MovePageDown:
        row += rowsInSight();
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    case MoveLeft:
    case MoveRight:
        break;
    }
    return model()->index(current.isValid() ? qBound(0, row, last) : (action == MoveEnd ? last : 0), 0, rootIndex());
}

QRegion FixedRowTable::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection) {
        const int top = yOf(range.top());
        region += QRect(0, top, viewport()->width(), yOf(range.bottom()) + m_rowHeight - top) & viewport()->rect();
    }
    return region;
}

void FixedRowTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, 0);
    if (dy == 0)
        return;
    const int rows = std::exchange(m_shownTop, topRow()) - topRow();
    if (qAbs(rows) < rowsInSight())
        viewport()->scroll(0, rows * m_rowHeight);
    else
        viewport()->update();
}

void FixedRowTable::updateGeometries()
{
    if (m_updatesGeometries)
        return;
    {
        const QScopedValueRollback guard(m_updatesGeometries, true);
        // A scroll bar that comes or goes changes the room once, and with it whether the other one is needed.
        for (int turn = 0; turn < 3; ++turn) {
            const QSize room = roomBetweenBars();
            layOut(room);
            if (roomBetweenBars() == room)
                break;
        }
    }
    QAbstractItemView::updateGeometries(); // past QTableView's, which asks the empty header
}

/// For the header, the rows and what is over below them.
QSize FixedRowTable::roomBetweenBars() const
{
    return viewport()->size().grownBy(viewportMargins());
}

void FixedRowTable::layOut(const QSize &room)
{
    QHeaderView *header = horizontalHeader();
    const int headerHeight =
        header->isHidden() ? 0 : qBound(header->minimumHeight(), header->sizeHint().height(), header->maximumHeight());
    // Whole rows only, and neither header nor rows move when a bar comes: what is over lies below.
    setViewportMargins(0, headerHeight, 0, qMax(0, room.height() - headerHeight) % m_rowHeight);
    const QRect area = viewport()->geometry();
    header->setGeometry(area.left(), area.top() - headerHeight, area.width(), headerHeight);

    const QSize whole = maximumViewportSize().grownBy({ 0, 0, 0, viewportMargins().bottom() });
    const bool fits = whole.width() >= header->length() && whole.height() / m_rowHeight >= rowCount();
    const QSize seen = fits ? whole : viewport()->size();
    horizontalScrollBar()->setPageStep(seen.width());
    horizontalScrollBar()->setRange(0, header->length() - seen.width());
    const int rows = qMax(1, seen.height() / m_rowHeight);
    verticalScrollBar()->setPageStep(rows);
    verticalScrollBar()->setRange(0, rowCount() - rows);
}

void FixedRowTable::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const int rows = rowCount();
    if (rows == 0 || !itemDelegate())
        return;
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State state = option.state;
    const QRect dirty = event->rect();
    const int last = qMin(rows - 1, topRow() + dirty.bottom() / m_rowHeight);
    for (int row = topRow() + qMax(0, dirty.top()) / m_rowHeight; row <= last; ++row) {
        for (int column = 0; column < horizontalHeader()->count(); ++column) {
            const auto index = model()->index(row, column, rootIndex());
            option.rect = visualRect(index);
            if (!option.rect.intersects(dirty))
                continue;
            const bool isSelected = selectionModel() && selectionModel()->isSelected(index);
            option.state = isSelected ? state | QStyle::State_Selected : state;
            itemDelegateForIndex(index)->paint(&painter, option, index);
        }
    }
}

/// A log grows at its end, and nothing else moves then: only the new rows are painted.
void FixedRowTable::rowsInserted(const QModelIndex &parent, int first, int last)
{
    QTableView::rowsInserted(parent, first, last);
    if (last + 1 < rowCount()) {
        scheduleDelayedItemsLayout();
        return;
    }
    updateGeometries();
    viewport()->update(viewport()->rect() & QRect(0, yOf(first), viewport()->width(), farAway));
}

void FixedRowTable::dataChanged(const QModelIndex &topLeft, const QModelIndex &bottomRight, const QList<int> &roles)
{
    QTableView::dataChanged(topLeft, bottomRight, roles);
    // For more than one cell QTableView asks the vertical header where they are.
    if (bottomRight.row() >= topRow() && topLeft.row() <= topRow() + rowsInSight())
        viewport()->update();
}

} // namespace stagewatch::ui
