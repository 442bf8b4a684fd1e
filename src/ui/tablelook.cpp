// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/tablelook.h"

#include "ui/rowdelegate.h"
#include "ui/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>

#include <algorithm>

namespace stagewatch::ui {

namespace {

/// Titles that stand over the text of their columns, dimmed, without boxes.
class PanelHeader : public QHeaderView
{
public:
    PanelHeader(const Theme &theme, QWidget *parent)
        : QHeaderView(Qt::Horizontal, parent)
        , m_theme(theme)
    {
        setHighlightSections(false);
        setSectionsClickable(false);
        setFixedHeight(7 * Theme::grid);
        setMinimumSectionSize(48);
    }

    void setNumbers(int column, int width)
    {
        m_numbersColumn = column;
        m_numbersWidth = width;
        viewport()->update();
    }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int column) const override
    {
        painter->fillRect(rect, m_theme.color(Theme::Role::Card));
        painter->fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), m_theme.color(Theme::Role::Grid));
        if (model()) {
            painter->setFont(m_theme.font(Theme::Text::Secondary));
            painter->setPen(m_theme.color(Theme::Role::DimText));
            QRect place = RowDelegate::textRect(rect, column);
            const bool overNumbers = column == m_numbersColumn;
            if (overNumbers)
                place.setWidth(std::min(place.width(), m_numbersWidth));
            painter->drawText(place,
                              int(overNumbers ? Qt::AlignRight : Qt::AlignLeft) | int(Qt::AlignVCenter)
                                  | int(Qt::TextSingleLine),
                              model()->headerData(column, Qt::Horizontal).toString());
        }
    }

    void paintEvent(QPaintEvent *event) override
    {
        QPainter(viewport()).fillRect(viewport()->rect(), m_theme.color(Theme::Role::Card));
        QHeaderView::paintEvent(event);
    }

private:
    const Theme &m_theme;
    int m_numbersColumn = -1;
    int m_numbersWidth = 0;
};

/// Rows of 24 px for trees and lists, which by themselves are as tight as their font.
class RoomyDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return { QStyledItemDelegate::sizeHint(option, index).width(), Theme::logRowHeight };
    }
};

} // namespace

void setTitleOverNumbers(QTableView *table, int column, int numbersWidth)
{
    if (auto *header = dynamic_cast<PanelHeader *>(table->horizontalHeader()))
        header->setNumbers(column, numbersWidth);
}

void setRoomyRows(QAbstractItemView *view)
{
    view->setItemDelegate(new RoomyDelegate(view));
}

void setTableLook(QTableView *table, const Theme &theme)
{
    table->setHorizontalHeader(new PanelHeader(theme, table));
    table->setFrameShape(QFrame::NoFrame);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTextElideMode(Qt::ElideRight);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setTabKeyNavigation(false);
    table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->setCornerButtonEnabled(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(Theme::tableRowHeight);
}

} // namespace stagewatch::ui
