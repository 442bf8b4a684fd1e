// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logtimes.h"

#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QSettings;
class QWidget;

namespace stagewatch::ui {

/// What can be done with the log, each action once: the window's menus, the log's own menus and its buttons share them.
/// How the log is shown is kept in those that can be ticked. GUI thread.
class LogActions : public QObject
{
    Q_OBJECT
public:
    /// Belongs to `panel`, in whose window the shortcuts work.
    explicit LogActions(QWidget *panel);

    QAction *save = nullptr;
    QAction *goTo = nullptr;
    QAction *stageStart = nullptr;
    QAction *bookmark = nullptr;
    QAction *note = nullptr;
    QAction *nextBookmark = nullptr;
    QAction *previousBookmark = nullptr;
    QAction *bookmarks = nullptr;
    QAction *wrap = nullptr; ///< can be ticked, as the next
    QAction *strip = nullptr;
    QAction *fold = nullptr;

    [[nodiscard]] model::LogTimes::Form timeForm() const;
    /// The three forms of times, for a menu of their own.
    [[nodiscard]] QList<QAction *> timeActions() const;

    /// Adds what changes how the log is shown; the submenu in it belongs to `menu`.
    void addView(QMenu *menu) const;
    /// Without a log, or without a place for bookmarks, what needs one is disabled.
    void setAvailable(bool hasLog, bool hasBookmarks);

    /// How the log is shown, from start to start.
    void restore(const QSettings &memory);
    void remember(QSettings &memory) const;

Q_SIGNALS:
    void timeFormChanged();
    /// Something is shown otherwise than before: it is worth remembering.
    void lookChanged();

private:
    void makeBookmarks();
    void makeLook();
    void makeTimes();
    [[nodiscard]] QAction *add(const QString &text, const QString &name, const QKeySequence &keys, const QString &tip);

    QWidget *m_panel;

    QActionGroup *m_times;
};

} // namespace stagewatch::ui
