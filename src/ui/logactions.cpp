// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logactions.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogTimes;

namespace {
const auto timesKey = u"log/times"_s;
const auto wrapKey = u"log/wrap"_s;
const auto stripKey = u"log/levelStrip"_s;
const auto foldKey = u"log/fold"_s;
} // namespace

LogActions::LogActions(QWidget *panel)
    : QObject(panel)
    , m_panel(panel)
    , m_times(new QActionGroup(this))
{
    save = add(tr("Save &log as…"), u"saveLog"_s, QKeySequence::Save,
               tr("Lines of the log as text, NDJSON or CSV in a file"));
    goTo =
        add(tr("&Go to time or stage…"), u"goTo"_s, Qt::CTRL | Qt::Key_G, tr("To a time, or to where a stage began"));
    stageStart = add(tr("To the &start of this stage"), u"stageStart"_s, Qt::ALT | Qt::Key_Home,
                     tr("To where the stage of the current line began"));
    makeBookmarks();
    makeTimes();
    makeLook();
    setAvailable(false, false);
}

QAction *LogActions::add(const QString &text, const QString &name, const QKeySequence &keys, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    action->setToolTip(keys.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, keys.toString(QKeySequence::NativeText)));
    // In a window without a menu bar the shortcut works all the same.
    m_panel->addAction(action);
    return action;
}

void LogActions::makeBookmarks()
{
    bookmark = add(tr("&Bookmark"), u"bookmark"_s, Qt::CTRL | Qt::Key_B, tr("Mark the current line, or unmark it"));
    note = add(tr("Bookmark &with a note…"), u"bookmarkNote"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_B,
               tr("Write a note on the current line"));
    nextBookmark = add(tr("Ne&xt bookmark"), u"nextBookmark"_s, Qt::Key_F2, tr("To the next marked line"));
    previousBookmark =
        add(tr("Prev&ious bookmark"), u"previousBookmark"_s, Qt::SHIFT | Qt::Key_F2, tr("To the previous marked line"));
    bookmarks =
        add(tr("&All bookmarks…"), u"bookmarks"_s, Qt::CTRL | Qt::Key_F2, tr("The marked lines, with their notes"));
}

void LogActions::makeTimes()
{
    const auto add = [this](LogTimes::Form form, const QString &text, const QString &name) {
        auto *action = m_times->addAction(text);
        action->setObjectName(name);
        action->setCheckable(true);
        action->setChecked(form == LogTimes::Form::Local);
        action->setData(int(form));
    };
    add(LogTimes::Form::Local, tr("&Local time"), u"localTimes"_s);
    add(LogTimes::Form::Utc, tr("&UTC"), u"utcTimes"_s);
    add(LogTimes::Form::Relative, tr("Since the run's &start"), u"relativeTimes"_s);
    connect(m_times, &QActionGroup::triggered, this, [this] {
        Q_EMIT timeFormChanged();
        Q_EMIT lookChanged();
    });
}

void LogActions::makeLook()
{
    wrap = add(tr("&Wrap the current line"), u"wrapLine"_s, Qt::ALT | Qt::Key_Z,
               tr("All of the current line, wrapped, below the log"));
    strip = add(tr("L&evels along the scroll bar"), u"levelStripShown"_s, Qt::ALT | Qt::Key_S,
                tr("Where in the whole log errors, warnings and bookmarks are"));
    fold = add(tr("&Fold repeated lines"), u"foldLines"_s, Qt::ALT | Qt::Key_X,
               tr("One row with a count for a message that came again, and for a progress line that was drawn anew"));
    for (QAction *action : { wrap, strip, fold }) {
        action->setCheckable(true);
        action->setChecked(action != wrap);
        connect(action, &QAction::triggered, this, &LogActions::lookChanged);
    }
}

LogTimes::Form LogActions::timeForm() const
{
    return LogTimes::Form(m_times->checkedAction()->data().toInt());
}

QList<QAction *> LogActions::timeActions() const
{
    return m_times->actions();
}

void LogActions::addView(QMenu *menu) const
{
    QMenu *times = menu->addMenu(tr("Times of the &log"));
    times->addActions(timeActions());
    menu->addActions({ wrap, strip, fold });
}

void LogActions::setAvailable(bool hasLog, bool hasBookmarks)
{
    for (QAction *action : { save, goTo, stageStart })
        action->setEnabled(hasLog);
    for (QAction *action : { bookmark, note, nextBookmark, previousBookmark, bookmarks })
        action->setEnabled(hasLog && hasBookmarks);
}

void LogActions::restore(const QSettings &memory)
{
    // A value that somebody edited by hand is brought back into its range.
    const int form = qBound(0, memory.value(timesKey).toInt(), int(LogTimes::Form::Relative));
    timeActions().at(form)->setChecked(true);
    Q_EMIT timeFormChanged();
    wrap->setChecked(memory.value(wrapKey, false).toBool());
    strip->setChecked(memory.value(stripKey, true).toBool());
    fold->setChecked(memory.value(foldKey, true).toBool());
}

void LogActions::remember(QSettings &memory) const
{
    memory.setValue(timesKey, int(timeForm()));
    memory.setValue(wrapKey, wrap->isChecked());
    memory.setValue(stripKey, strip->isChecked());
    memory.setValue(foldKey, fold->isChecked());
}

} // namespace stagewatch::ui
