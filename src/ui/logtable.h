// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logmodel.h"
#include "ui/rowtable.h"

#include <QPointer>
#include <QStringList>

class QPushButton;

namespace stagewatch::ui {

class FollowTail;
class LogDelegate;

/// The table of the log: its column widths come from the font and the stages known, it follows the end, tells how many
/// lines came while it did not, and keeps its place when the filter changes. GUI thread.
class LogTable : public RowTable
{
    Q_OBJECT
public:
    explicit LogTable(const Theme &theme, QWidget *parent = nullptr);

    /// Shows another log, or nothing; starts at its end.
    void setLog(model::LogModel *log);
    [[nodiscard]] model::LogModel *log() const { return m_log; }
    /// The names that the stage column has to hold. It only grows until another log is set.
    void setStageNames(const QStringList &names);
    /// How times are said, in this log and those set later.
    void setTimeForm(model::LogTimes::Form form);
    [[nodiscard]] FollowTail *followTail() const { return m_follow; }
    [[nodiscard]] LogDelegate *logDelegate() const { return m_delegate; }
    /// goToRow(); following ends.
    void goTo(int row);
    /// goTo(), and scrolls sideways to the first mark in it.
    void goToMatch(int row);

Q_SIGNALS:
    /// A right click on the column titles, at this place of the screen.
    void headerMenuRequested(const QPoint &place);
    /// A click in front of the row's time.
    void gutterClicked(int row);

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fixWidths();
    void rememberPlace();
    void restorePlace();
    void showNewRows(qint64 count);
    void placeNewRows();

    LogDelegate *m_delegate;
    FollowTail *m_follow;
    QPushButton *m_newRows;
    QPointer<model::LogModel> m_log;
    model::LogTimes::Form m_timeForm = model::LogTimes::Form::Local;
    int m_stageWidth = 0;
    qint64 m_placeRow = -1; ///< journal row that shall stay where it is
    int m_placeOffset = 0; ///< rows below the top of the view
    bool m_placeIsCurrent = false;
};

} // namespace stagewatch::ui
