// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace stagewatch::ui {

class FindBar;
class LogTable;

/// Takes the reader from match to match and from error to error in a LogTable: asks the log to search, goes to what was
/// found, and tells the find field how it went. GUI thread.
class LogFinder : public QObject
{
    Q_OBJECT
public:
    /// Both outlive it.
    LogFinder(FindBar &bar, LogTable &table, QObject *parent = nullptr);

    /// Call before the table shows another log.
    void leaveLog();
    /// Call after.
    void takeLog();
    /// From the current row, or from what is in sight where that is somewhere else.
    void find(bool forward);
    /// To the next (1) or previous (-1) line of level error or critical. Stays where there is none.
    void stepToError(int step);

private:
    void onFound(int row);
    void markMatches();
    [[nodiscard]] int startRow() const;

    FindBar &m_bar;
    LogTable &m_table;
    QTimer m_searching;
    int m_from = -1; ///< where the search under way began; -1: at no row
    bool m_forward = true;
};

} // namespace stagewatch::ui
