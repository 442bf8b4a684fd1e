// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace stagewatch::ui {

class FindBar;
class LogTable;

/// Takes the reader from match to match and from error to error in a LogTable: has the log searched while the reader
/// types, goes to what is found, and tells the find field how many matches there are and which one this is. GUI thread.
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
    void search();
    void onFound(int row);
    void showStatus();
    [[nodiscard]] QString statusText() const;
    [[nodiscard]] int startRow() const;
    [[nodiscard]] int rowInSight() const;

    FindBar &m_bar;
    LogTable &m_table;
    QTimer m_patience; ///< a search that ends sooner is not worth a word
    int m_from = -1; ///< where the search under way began; -1: at no row
    bool m_forward = true;
    QString m_cameRound; ///< words for it, at the match that was found beyond the end
};

} // namespace stagewatch::ui
