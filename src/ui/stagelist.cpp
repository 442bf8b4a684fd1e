// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stagelist.h"

#include "model/stagemodel.h"
#include "ui/label.h"
#include "ui/stagedelegate.h"
#include "ui/theme.h"

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {
constexpr int topMargin = 6;
}

StageList::StageList(const Theme &theme, std::function<protocol::Timestamp()> now, QWidget *parent)
    : QListView(parent)
    , m_now(std::move(now))
    , m_empty(new Label(theme, Theme::Text::Secondary, Theme::Role::DimText, viewport()))
{
    m_empty->setObjectName(u"noStages"_s);
    m_empty->setText(tr("No stages yet. Each one appears here when the pipeline begins it or says that it will."));
    m_empty->setWrapping();
    m_empty->setForegroundRole(QPalette::WindowText); // the view's own is another
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    setFrameShape(QFrame::NoFrame);
    setItemDelegate(new StageDelegate(theme, this));
    setSelectionMode(QAbstractItemView::NoSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportMargins(0, topMargin, 0, topMargin);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setAccessibleName(tr("Stages"));
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(&theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void StageList::setStages(model::StageModel *stages)
{
    if (model())
        disconnect(model(), nullptr, this, nullptr);
    setModel(stages);
    if (stages) {
        connect(stages, &QAbstractItemModel::rowsInserted, this, &StageList::stagesChanged);
        connect(stages, &QAbstractItemModel::rowsRemoved, this, &StageList::stagesChanged);
        connect(stages, &QAbstractItemModel::modelReset, this, &StageList::stagesChanged);
        // Where the current stage moves on, two rows change their height.
        connect(stages, &QAbstractItemModel::dataChanged, this,
                [this](const QModelIndex &, const QModelIndex &, const QList<int> &roles) {
                    if (roles.isEmpty() || roles.contains(model::StageModel::IsCurrentRole))
                        scheduleDelayedItemsLayout();
                });
    }
    stagesChanged();
}

void StageList::stagesChanged()
{
    m_empty->setVisible(!model() || model()->rowCount() == 0);
    updateGeometry();
    scheduleDelayedItemsLayout();
}

void StageList::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    const int beside = Theme::cardPadding;
    m_empty->setGeometry(viewport()->rect().adjusted(beside, Theme::cardPadding - topMargin, -beside, 0));
}

void StageList::setTicking(bool ticking, protocol::Timestamp stoppedAt)
{
    m_ticking = ticking;
    m_stoppedAt = stoppedAt;
}

protocol::Timestamp StageList::shownTime() const
{
    return m_ticking ? m_now() : m_stoppedAt;
}

void StageList::tick()
{
    if (m_ticking && isVisible())
        viewport()->update();
}

QSize StageList::sizeHint() const
{
    const int rows = model() ? qMax(1, model()->rowCount()) : 1;
    return { 300, rows * StageDelegate::rowHeight + StageDelegate::messageHeight + 2 * topMargin };
}

QSize StageList::minimumSizeHint() const
{
    return { 200, qMin(sizeHint().height(), 4 * StageDelegate::rowHeight) };
}

} // namespace stagewatch::ui
