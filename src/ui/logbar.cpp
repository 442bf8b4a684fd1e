// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logbar.h"

#include "ui/filterbar.h"
#include "ui/findbar.h"
#include "ui/theme.h"

#include <QGridLayout>

namespace stagewatch::ui {

namespace {
constexpr int spacing = 2 * Theme::grid;
constexpr int narrowestFind = 160;
constexpr int roomyFind = 340; ///< an expression of two dozen characters beside what stands in the field with it
} // namespace

LogBar::LogBar(FilterBar *filter, FindBar *find, QWidget *follow, QWidget *view, QWidget *parent)
    : QWidget(parent)
    , m_filter(filter)
    , m_find(find)
    , m_follow(follow)
    , m_view(view)
    , m_grid(new QGridLayout(this))
{
    m_grid->setSizeConstraint(QLayout::SetNoConstraint); // it breaks into two lines before it is in anybody's way
    m_grid->setContentsMargins(Theme::cardPadding, 10, Theme::cardPadding, 8);
    m_grid->setSpacing(spacing);
    m_grid->setColumnStretch(1, 1);
    place(m_form);
}

LogBar::Form LogBar::wantedForm() const
{
    const int others = m_filter->sizeHint().width() + m_follow->sizeHint().width() + m_view->sizeHint().width()
        + 3 * spacing + 2 * Theme::cardPadding;
    if (width() < others + narrowestFind)
        return Form::AllBelow;
    return width() < others + roomyFind && m_find->isUsed() ? Form::FindBelow : Form::OneLine;
}

bool LogBar::arrange()
{
    const Form form = wantedForm();
    if (form == m_form)
        return false;
    m_form = form;
    place(form);
    return true;
}

void LogBar::place(Form form)
{
    for (QWidget *widget : { static_cast<QWidget *>(m_filter), static_cast<QWidget *>(m_find), m_follow, m_view })
        m_grid->removeWidget(widget);
    const int buttons = form == Form::AllBelow ? 1 : 0; // their line
    m_grid->addWidget(m_filter, 0, 0, 1, buttons == 0 ? 1 : 4, Qt::AlignTop | Qt::AlignLeft);
    switch (form) {
    case Form::OneLine:
        m_grid->addWidget(m_find, 0, 1, Qt::AlignTop);
        break;
    case Form::FindBelow:
        m_grid->addWidget(m_find, 1, 0, 1, 4, Qt::AlignTop);
        break;
    case Form::AllBelow:
        m_grid->addWidget(m_find, 1, 0, 1, 2, Qt::AlignTop);
        break;
    }
    // A whole number of the log's rows, so that they stay where they are when the line comes above them.
    constexpr int row = Theme::logRowHeight;
    const int line = (m_find->sizeHint().height() + spacing + row - 1) / row * row;
    m_grid->setRowMinimumHeight(1, form == Form::FindBelow ? line - spacing : 0);
    m_grid->addWidget(m_follow, buttons, 2, Qt::AlignTop);
    m_grid->addWidget(m_view, buttons, 3, Qt::AlignTop);
}

void LogBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace stagewatch::ui
