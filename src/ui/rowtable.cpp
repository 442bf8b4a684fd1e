// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rowtable.h"

#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTimerEvent>

#include <algorithm>
#include <chrono>

using namespace std::chrono_literals;

namespace stagewatch::ui {

namespace {
constexpr int headerHeight = 28;
constexpr int growthStep = 240;
constexpr int sidewaysStep = 48;
constexpr int longestCell = 32'000;

/// Column titles over the text of their columns, dimmed, without boxes.
class RowHeader : public QHeaderView
{
public:
    RowHeader(const Theme &theme, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {
        setSectionResizeMode(QHeaderView::Fixed);
        setSectionsClickable(false);
        setHighlightSections(false);
        setFixedHeight(headerHeight);
        setMinimumSectionSize(8);
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override
    {
        painter->fillRect(rect, m_theme.color(Theme::Role::Card));
        if (!model())
            return;
        const auto title = model()->headerData(column, Qt::Horizontal).toString();
        // A title stands as the cells below it do.
        const auto aligned = model()->index(0, column).data(Qt::TextAlignmentRole).toInt();
        const bool right = Qt::Alignment(aligned).testFlag(Qt::AlignRight);
        painter->setFont(m_theme.font(Theme::Text::Secondary));
        painter->setPen(m_theme.color(Theme::Role::DimText));
        painter->drawText(RowDelegate::textRect(rect, column),
                          int(right ? Qt::AlignRight : Qt::AlignLeft) | int(Qt::AlignVCenter) | int(Qt::TextSingleLine),
                          title);
    }
    void paintEvent(QPaintEvent *event) override
    {
        QPainter(viewport()).fillRect(viewport()->rect(), m_theme.color(Theme::Role::Card));
        QHeaderView::paintEvent(event);
    }

private:
    const Theme &m_theme;
};
} // namespace

RowTable::RowTable(const Theme &theme, QWidget *parent)
    : FixedRowTable(Theme::logRowHeight, parent)
    , m_theme(theme)
{
    setHorizontalHeader(new RowHeader(theme, this));
    setFont(theme.font(Theme::Text::Secondary));
    setFrameShape(QFrame::NoFrame);
    setWordWrap(false);
    setTextElideMode(Qt::ElideNone);
    setCornerButtonEnabled(false);
    setTabKeyNavigation(false);
    setCornerWidget(new QWidget); // empty, in place of the style's box
    setSelectionMode(ExtendedSelection);
    setAutoScroll(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QTableView::doubleClicked, this, [this](const QModelIndex &index) { Q_EMIT opened(index.row()); });
    connect(&theme, &Theme::changed, this, [this] {
        setFont(m_theme.font(Theme::Text::Secondary));
        viewport()->update();
        horizontalHeader()->viewport()->update();
    });
}

void RowTable::setTextWidth(int column, int width)
{
    const int wanted = RowDelegate::columnWidth(width, column);
    if (columnWidth(column) == wanted)
        return;
    setColumnWidth(column, wanted);
    layOutLastColumn();
}

void RowTable::resetLastColumn()
{
    m_widestSeen = 0;
    layOutLastColumn();
}

std::vector<RowTable::RowRange> RowTable::selectedRanges() const
{
    if (!selectionModel())
        return {};
    std::vector<RowRange> found;
    const auto selection = selectionModel()->selection();
    found.reserve(size_t(selection.size()));
    for (const auto &range : selection)
        found.push_back({ range.top(), range.bottom() });
    std::sort(found.begin(), found.end(), [](const RowRange &a, const RowRange &b) { return a.first < b.first; });
    // Qt may keep neighbours apart, and one range a column.
    std::vector<RowRange> joined;
    for (const RowRange &range : found) {
        if (!joined.empty() && range.first <= joined.back().last + 1)
            joined.back().last = std::max(joined.back().last, range.last);
        else
            joined.push_back(range);
    }
    return joined;
}

qint64 RowTable::selectedCount() const
{
    qint64 count = 0;
    for (const RowRange &range : selectedRanges())
        count += range.last - range.first + 1;
    return count;
}

void RowTable::goToRow(int row)
{
    if (!model() || row < 0 || row >= model()->rowCount())
        return;
    const auto index = model()->index(row, 0);
    const auto place = visualRect(index);
    setCurrentIndex(index);
    if (!viewport()
             ->rect()
             .adjusted(0, Theme::logRowHeight, 0, -Theme::logRowHeight)
             .contains(QPoint(1, place.center().y())))
        scrollTo(index, PositionAtCenter);
}

QModelIndex RowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action != MoveLeft && action != MoveRight)
        return FixedRowTable::moveCursor(action, modifiers);
    auto *bar = horizontalScrollBar();
    bar->setValue(bar->value() + (action == MoveLeft ? -sidewaysStep : sidewaysStep));
    return {};
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyRequested();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid()) {
        Q_EMIT opened(currentIndex().row());
        return;
    }
    // Letters are commands of the panel around the table, not a search in the first column.
    if (!event->text().isEmpty() && event->text().at(0).isLetterOrNumber()
        && !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier))) {
        event->ignore();
        return;
    }
    FixedRowTable::keyPressEvent(event);
}

void RowTable::updateGeometries()
{
    FixedRowTable::updateGeometries();
    layOutLastColumn();
}

void RowTable::paintEvent(QPaintEvent *event)
{
    FixedRowTable::paintEvent(event);
    if (m_measureTimer == 0)
        m_measureTimer = startTimer(100ms);
}

void RowTable::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_measureTimer) {
        FixedRowTable::timerEvent(event);
        return;
    }
    killTimer(m_measureTimer);
    m_measureTimer = 0;
    measureLastColumn();
}

int RowTable::lastColumn() const
{
    return horizontalHeader()->logicalIndex(horizontalHeader()->count() - 1);
}

void RowTable::measureLastColumn()
{
    if (!model() || model()->rowCount() == 0)
        return;
    const int column = lastColumn();
    const int first = topRow();
    const int last = qMin(first + rowsInSight(), model()->rowCount() - 1);
    int widest = m_widestSeen;
    const QFontMetrics metrics(font());
    for (int row = first; row <= last; ++row)
        widest = qMax(widest, metrics.horizontalAdvance(model()->index(row, column).data().toString()));
    if (widest > m_widestSeen) {
        m_widestSeen = widest;
        layOutLastColumn();
    }
}

void RowTable::layOutLastColumn()
{
    if (!model() || horizontalHeader()->count() == 0)
        return;
    const int column = lastColumn();
    const int left = columnViewportPosition(column) + horizontalScrollBar()->value();
    const int room = viewport()->width() - left;
    int wanted = RowDelegate::columnWidth(m_widestSeen, column);
    if (wanted > room)
        wanted = room + (wanted - room + growthStep - 1) / growthStep * growthStep;
    wanted = qBound(room, wanted, qMax(room, longestCell));
    if (columnWidth(column) != wanted)
        setColumnWidth(column, wanted);
}

} // namespace stagewatch::ui
