// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followtail.h"

#include <QAbstractItemModel>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QTableView>

namespace stagewatch::ui {

FollowTail::FollowTail(QTableView *view)
    : QObject(view)
    , m_view(view)
{
    view->installEventFilter(this);
    view->viewport()->installEventFilter(this);
    // Wheel, drag, clicks beside the slider and the arrows of the bar all arrive as actions; scrolling by the program
    // does not.
    auto *bar = view->verticalScrollBar();
    connect(bar, &QScrollBar::actionTriggered, this, &FollowTail::onSliderAction);
    connect(bar, &QScrollBar::sliderReleased, this, &FollowTail::scheduleScroll);
    watchModel();
}

void FollowTail::watchModel()
{
    disconnect(m_inserted);
    disconnect(m_reset);
    setNewRows(0);
    if (auto *model = m_view->model()) {
        m_inserted = connect(model, &QAbstractItemModel::rowsInserted, this,
                             [this](const QModelIndex &, int first, int last) { onRowsInserted(first, last); });
        m_reset = connect(model, &QAbstractItemModel::modelReset, this, [this] {
            setNewRows(0);
            scheduleScroll();
        });
    }
    scheduleScroll();
}

void FollowTail::setFollowing(bool follow)
{
    if (follow)
        scheduleScroll();
    if (m_following == follow)
        return;
    m_following = follow;
    setNewRows(0);
    scheduleScroll();
    Q_EMIT followingChanged(follow);
}

bool FollowTail::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        if (watched == m_view)
            onKey(static_cast<QKeyEvent *>(event)->key());
        break;
    case QEvent::MouseButtonPress:
        if (watched == m_view->viewport()) {
            const auto index = m_view->indexAt(static_cast<QMouseEvent *>(event)->position().toPoint());
            if (index.isValid() && index.row() < m_view->model()->rowCount() - 1)
                setFollowing(false);
        }
        break;
    case QEvent::Resize:
    case QEvent::Show:
        scheduleScroll();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void FollowTail::onSliderAction()
{
    const auto *bar = m_view->verticalScrollBar();
    // The action has set the position but not yet the value. A step down while new rows come in does not count as
    // leaving.
    if (bar->sliderPosition() < bar->value())
        setFollowing(false);
    else if (bar->sliderPosition() >= bar->maximum() && bar->maximum() > 0)
        setFollowing(true);
}

void FollowTail::onKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_PageUp:
    case Qt::Key_Home:
        setFollowing(false);
        break;
    case Qt::Key_End:
        setFollowing(true);
        break;
    case Qt::Key_Down:
    case Qt::Key_PageDown:
        // The view moves its current row only after this filter.
        QMetaObject::invokeMethod(
            this,
            [this] {
                if (currentIsLast())
                    setFollowing(true);
            },
            Qt::QueuedConnection);
        break;
    default:
        break;
    }
}

bool FollowTail::currentIsLast() const
{
    const auto current = m_view->currentIndex();
    return current.isValid() && current.row() == m_view->model()->rowCount() - 1;
}

void FollowTail::onRowsInserted(int first, int last)
{
    if (m_following)
        scheduleScroll();
    else
        setNewRows(m_newRows + (last - first + 1));
}

void FollowTail::scheduleScroll()
{
    if (!m_following || m_scrollScheduled)
        return;
    m_scrollScheduled = true;
    QMetaObject::invokeMethod(this, &FollowTail::scrollNow, Qt::QueuedConnection);
}

void FollowTail::scrollNow()
{
    m_scrollScheduled = false;
    // A hand on the slider wins; its release scrolls.
    if (!m_following || !m_view->model() || m_view->verticalScrollBar()->isSliderDown())
        return;
    m_view->scrollToBottom();
}

void FollowTail::setNewRows(qint64 count)
{
    if (m_newRows == count)
        return;
    m_newRows = count;
    Q_EMIT newRowsChanged(count);
}

} // namespace stagewatch::ui
