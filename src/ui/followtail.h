// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QTableView;

namespace stagewatch::ui {

/// Keeps the last row of a growing table in sight. Yields as soon as the reader scrolls up (wheel, keys, drag) or picks
/// an older row, and comes back when the reader reaches the end. Scrolls once an event-loop turn at most, whatever
/// number of rows came. GUI thread.
class FollowTail : public QObject
{
    Q_OBJECT
public:
    /// Belongs to `view`. The view's model is taken by watchModel().
    explicit FollowTail(QTableView *view);

    /// Call after the view was given another model.
    void watchModel();
    [[nodiscard]] bool isFollowing() const { return m_following; }
    void setFollowing(bool follow);
    /// Rows that came since the reader left the end.
    [[nodiscard]] qint64 newRows() const { return m_newRows; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void followingChanged(bool follow);
    void newRowsChanged(qint64 count);

private:
    void onSliderAction();
    void onRowsInserted(int first, int last);
    void onKey(int key);
    void scheduleScroll();
    void scrollNow();
    void setNewRows(qint64 count);
    [[nodiscard]] bool currentIsLast() const;

    QTableView *m_view;
    bool m_following = true;
    bool m_scrollScheduled = false;
    qint64 m_newRows = 0;
    QMetaObject::Connection m_inserted;
    QMetaObject::Connection m_reset;
};

} // namespace stagewatch::ui
