// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overviewpage.h"

#include "model/runlistmodel.h"
#include "ui/card.h"
#include "ui/label.h"
#include "ui/overviewdelegate.h"
#include "ui/rungroupmodel.h"

#include <QListView>
#include <QScrollArea>
#include <QVBoxLayout>

namespace stagewatch::ui {

using model::RunListModel;

OverviewPage::OverviewPage(const Theme &theme, RunListModel &runs, std::function<protocol::Timestamp()> now,
                           QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(Theme::pageMargin, 17, Theme::pageMargin, Theme::pageMargin);
    column->setSpacing(0);
    auto *title = new Label(theme, Theme::Text::PageTitle, Theme::Role::Text);
    title->setText(tr("Overview"));
    title->setFixedHeight(Theme::controlHeight);
    column->addWidget(title);
    column->addWidget(makeGroup(int(RunGroupModel::Group::NeedsYou), tr("Needs you"), runs, now));
    column->addWidget(makeGroup(int(RunGroupModel::Group::UnderWay), tr("Under way"), runs, now));
    column->addWidget(makeGroup(int(RunGroupModel::Group::Over), tr("Over"), runs, now));
    column->addStretch(1);

    auto *scroll = new QScrollArea;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->addWidget(scroll);
}

QWidget *OverviewPage::makeGroup(int group, const QString &heading, RunListModel &runs,
                                 const std::function<protocol::Timestamp()> &now)
{
    auto *box = new QWidget;
    auto *model = new RunGroupModel(RunGroupModel::Group(group), box);
    model->setSourceModel(&runs);
    auto *list = new QListView;
    list->setModel(model);
    list->setItemDelegate(new OverviewDelegate(m_theme, now, list));
    list->setFrameShape(QFrame::NoFrame);
    list->viewport()->setAutoFillBackground(false);
    list->setMouseTracking(true);
    list->setUniformItemSizes(true);
    list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setAccessibleName(heading);
    m_lists << list;

    auto *name = new Label(m_theme, Theme::Text::SecondaryStrong, Theme::Role::DimText);
    name->setText(heading);
    auto *card = new Card(m_theme);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(0, 6, 0, 6);
    inside->addWidget(list);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(0, Theme::gap, 0, 0);
    column->setSpacing(6);
    column->addWidget(name);
    column->addWidget(card);

    // As high as its runs; the page scrolls, not the group.
    const auto fit = [model, list, box] {
        list->setFixedHeight(model->rowCount() * OverviewDelegate::rowHeight);
        box->setVisible(model->rowCount() > 0);
    };
    connect(model, &QAbstractItemModel::rowsInserted, box, fit);
    connect(model, &QAbstractItemModel::rowsRemoved, box, fit);
    connect(model, &QAbstractItemModel::modelReset, box, fit);
    const auto open = [this](const QModelIndex &index) {
        Q_EMIT runChosen(index.data(RunListModel::StreamIdRole).toInt(),
                         index.data(RunListModel::RunIndexRole).toInt());
    };
    connect(list, &QListView::clicked, this, open);
    connect(list, &QListView::activated, this, open);
    fit();
    return box;
}

void OverviewPage::tick()
{
    if (!isVisible())
        return;
    for (QListView *list : std::as_const(m_lists))
        list->viewport()->update();
}

} // namespace stagewatch::ui
