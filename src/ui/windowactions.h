// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMainWindow;

namespace stagewatch::ui {

class EarlierRunsMenu;
class LogActions;

/// Every action of the window, each with its place in a menu and its shortcut. They belong to the window, but for those
/// of the log; what they do is connected by whoever owns it.
class WindowActions : public QObject
{
    Q_OBJECT
public:
    WindowActions(QMainWindow *window, const LogActions &log);

    QAction *connectTo = nullptr;
    QAction *demo = nullptr;
    QAction *openRecording = nullptr;
    EarlierRunsMenu *earlierRuns = nullptr;
    QAction *closeStream = nullptr;
    QAction *settings = nullptr;
    QAction *quit = nullptr;
    QAction *review = nullptr;
    QAction *cancel = nullptr;
    QAction *retry = nullptr;
    QAction *find = nullptr;
    QAction *findNext = nullptr;
    QAction *findPrevious = nullptr;
    QAction *nextError = nullptr;
    QAction *previousError = nullptr;
    QAction *follow = nullptr;
    QAction *overview = nullptr;
    QAction *approvals = nullptr;
    QList<QAction *> tabs; ///< in the order of RunPage::Tab
    QAction *previousRun = nullptr;
    QAction *nextRun = nullptr;
    QAction *nextPane = nullptr;
    QAction *fullScreen = nullptr;
    QAction *welcome = nullptr;
    QAction *about = nullptr;

    void setThemeChoice(ThemeChoice choice);
    /// Actions that need a run, and those that need a stream.
    void setAvailable(bool hasStream, bool hasRun, bool canCancel, bool canRetry, bool canReview);

Q_SIGNALS:
    void themeChosen(stagewatch::ui::ThemeChoice choice);

private:
    void fileMenu(const LogActions &log);
    void runMenu();
    void logMenu(const LogActions &log);
    void viewMenu(const LogActions &log);
    void helpMenu();
    QMainWindow *m_window;
    QActionGroup *m_themes = nullptr;
};

} // namespace stagewatch::ui
