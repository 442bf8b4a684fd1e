// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/logcopy.h"

#include <QObject>
#include <QPointer>

class QMenu;
class QPoint;

namespace stagewatch::ui {

class FindBar;
class FullTextView;
class LogActions;
class LogTable;
class Theme;

/// What is done with the lines that a reader picked: copied, shown in full, looked up among the events; and the menu
/// that offers all that. GUI thread.
class LogCommands : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    LogCommands(const Theme &theme, LogTable &table, FindBar &findBar, const LogActions &actions,
                QObject *parent = nullptr);

    void copy(LogCopy what);
    /// The whole message of a shown row, in a window of its own.
    void openFullText(int row);
    /// The menu of the current line, at a place of the table's viewport.
    void showMenu(const QPoint &place);

Q_SIGNALS:
    /// The reader wants the raw event at this row of the stream's journal.
    void inspectRequested(qint64 journalRow);

private:
    const Theme &m_theme;
    LogTable &m_table;
    FindBar &m_findBar;
    const LogActions &m_actions;
    QPointer<FullTextView> m_fullText;
};

} // namespace stagewatch::ui
