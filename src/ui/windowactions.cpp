// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowactions.h"

#include "ui/earlierruns.h"
#include "ui/logactions.h"

#include <QActionGroup>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {

QAction *add(QMenu *menu, const QString &text, const QKeySequence &keys = {}, const QString &tip = {})
{
    QAction *action = menu->addAction(text);
    action->setShortcut(keys);
    if (!tip.isEmpty())
        action->setToolTip(keys.isEmpty() ? tip : u"%1 (%2)"_s.arg(tip, keys.toString(QKeySequence::NativeText)));
    return action;
}

} // namespace

WindowActions::WindowActions(QMainWindow *window, const LogActions &log)
    : QObject(window)
    , m_window(window)
{
    fileMenu(log);
    runMenu();
    logMenu(log);
    viewMenu(log);
    helpMenu();
}

void WindowActions::fileMenu(const LogActions &log)
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&File"));
    connectTo = add(menu, tr("&Connect…"), Qt::CTRL | Qt::Key_L, tr("Watch another stream"));
    demo = add(menu, tr("Try the &demo"), Qt::CTRL | Qt::SHIFT | Qt::Key_D, tr("A pipeline inside this program"));
    menu->addSeparator();
    openRecording = add(menu, tr("Open &recording…"), QKeySequence::Open, tr("Events that were saved as NDJSON"));
    earlierRuns = new EarlierRunsMenu(menu);
    menu->addMenu(earlierRuns);
    menu->addAction(log.save);
    menu->addSeparator();
    closeStream = add(menu, tr("Disconnect and &remove"), QKeySequence::Close, tr("The pipeline goes on"));
    menu->addSeparator();
    settings = add(menu, tr("&Settings…"), Qt::CTRL | Qt::Key_Comma);
    settings->setMenuRole(QAction::PreferencesRole);
    menu->addSeparator();
    quit = add(menu, tr("&Quit"), Qt::CTRL | Qt::Key_Q, tr("No pipeline is cancelled by it"));
    quit->setMenuRole(QAction::QuitRole);
}

void WindowActions::runMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Run"));
    review = add(menu, tr("Re&view the approval…"), Qt::Key_A);
    cancel = add(menu, tr("&Cancel run…"), Qt::CTRL | Qt::Key_K);
    retry = add(menu, tr("&Retry now"), Qt::CTRL | Qt::Key_R, tr("Connect at once"));
    menu->addSeparator();
    previousRun = add(menu, tr("Run a&bove"), Qt::ALT | Qt::Key_Up);
    nextRun = add(menu, tr("Run belo&w"), Qt::ALT | Qt::Key_Down);
}

void WindowActions::logMenu(const LogActions &log)
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Log"));
    find = add(menu, tr("&Find in the log"), QKeySequence::Find);
    findNext = add(menu, tr("Find &next"), Qt::Key_F3);
    findPrevious = add(menu, tr("Find &previous"), Qt::SHIFT | Qt::Key_F3);
    menu->addSeparator();
    nextError = add(menu, tr("Next &error"), Qt::Key_F8);
    previousError = add(menu, tr("Previous e&rror"), Qt::SHIFT | Qt::Key_F8);
    menu->addActions({ log.goTo, log.stageStart });
    menu->addSeparator();
    menu->addActions({ log.bookmark, log.note, log.nextBookmark, log.previousBookmark, log.bookmarks });
    menu->addSeparator();
    follow = add(menu, tr("F&ollow the newest line"), Qt::CTRL | Qt::SHIFT | Qt::Key_F);
    follow->setCheckable(true);
}

void WindowActions::viewMenu(const LogActions &log)
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&View"));
    overview = add(menu, tr("&Overview"), Qt::ALT | Qt::Key_1);
    approvals = add(menu, tr("&Waiting approvals"), Qt::ALT | Qt::Key_2);
    menu->addSeparator();
    const QStringList names{ tr("&Log"),     tr("&Decisions"), tr("&Approvals of the run"),
                             tr("&Results"), tr("&Problems"),  tr("&Events") };
    for (int i = 0; i < names.size(); ++i)
        tabs << add(menu, names[i], QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + i)));
    menu->addSeparator();
    log.addView(menu);
    menu->addSeparator();
    nextPane = add(menu, tr("&Next pane"), Qt::Key_F6);
    fullScreen = add(menu, tr("&Full screen"), Qt::Key_F11);
    fullScreen->setCheckable(true);
    menu->addSeparator();
    QMenu *themes = menu->addMenu(tr("&Theme"));
    m_themes = new QActionGroup(this);
    for (const auto &[choice, text] :
         { std::pair{ ThemeChoice::System, tr("As the &system") }, std::pair{ ThemeChoice::Light, tr("&Light") },
           std::pair{ ThemeChoice::Dark, tr("&Dark") } }) {
        QAction *action = m_themes->addAction(themes->addAction(text));
        action->setCheckable(true);
        action->setData(int(choice));
    }
    connect(m_themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { Q_EMIT themeChosen(ThemeChoice(action->data().toInt())); });
}

void WindowActions::helpMenu()
{
    QMenu *menu = m_window->menuBar()->addMenu(tr("&Help"));
    welcome = add(menu, tr("How to &begin"), Qt::Key_F1);
    about = add(menu, tr("&About Stagewatch"));
    about->setMenuRole(QAction::AboutRole);
}

void WindowActions::setThemeChoice(ThemeChoice choice)
{
    for (QAction *action : m_themes->actions())
        action->setChecked(action->data().toInt() == int(choice));
}

void WindowActions::setAvailable(bool hasStream, bool hasRun, bool canCancel, bool canRetry, bool canReview)
{
    closeStream->setEnabled(hasStream);
    review->setEnabled(canReview);
    cancel->setEnabled(canCancel);
    retry->setEnabled(canRetry);
    for (QAction *action : { find, findNext, findPrevious, nextError, previousError, follow })
        action->setEnabled(hasRun);
    for (QAction *action : std::as_const(tabs))
        action->setEnabled(hasStream);
}

} // namespace stagewatch::ui
