// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"
#include "ui/paintpacer.h"

#include "model/runlistmodel.h"
#include "ui/glyphs.h"
#include "ui/logactions.h"
#include "ui/logpanel.h"
#include "ui/runpage.h"
#include "ui/sidebar.h"
#include "ui/theme.h"
#include "ui/waitingpage.h"
#include "ui/welcomepage.h"
#include "ui/windowactions.h"
#include "ui/windowdialogs.h"
#include "ui/windowpages.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QSettings>
#include <QTimer>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::RunListModel;

struct MainWindow::Private
{
    MainWindow *window;
    RunListModel &runs;
    WindowContext context;
    Preferences preferences;
    QList<RecentConnection> recent;
    QTimer clock;

    WindowDialogs *dialogs;
    WindowPages *pages;
    RunPage *run; ///< one of the pages
    WindowActions *actions;

    Private(MainWindow *owner, const Theme &theme, RunListModel &list, WindowContext given);
    void wirePages();
    void wireDialogs();
    void wireActions();
    void wireRunActions();
    void refreshActions();
    void review(const QString &approvalId);
    void reviewNext();
    void approve(int streamId, const QString &approvalId);
    void cancel();
    void chooseRecording();
    [[nodiscard]] int shownStream() const { return run->stream() ? run->stream()->id() : -1; }
};

MainWindow::Private::Private(MainWindow *owner, const Theme &theme, RunListModel &list, WindowContext given)
    : window(owner)
    , runs(list)
    , context(std::move(given))
    , dialogs(new WindowDialogs(theme, context.responder, owner))
    , pages(new WindowPages(theme, list, context.now))
    , run(pages->run())
    , actions(new WindowActions(owner, *run->log()->actions()))
{
    window->setCentralWidget(pages);
    run->log()->setBookmarks(context.bookmarks);
    pages->sidebar()->setFocus();
    window->setMinimumSize(900, 600);
    window->resize(1280, 800);
    window->setWindowIcon(programIcon());
    // No server text ever: a title takes [*] for a sign, and shows in other programs.
    window->setWindowTitle(tr("Stagewatch"));
    wirePages();
    wireDialogs();
    wireActions();
    wireRunActions();
    // Coarse, as the workspace's clock is: they wake an idle machine together.
    clock.setInterval(1000);
    QObject::connect(&clock, &QTimer::timeout, owner, [this] {
        pages->tick();
        refreshActions();
    });
    clock.start();
    refreshActions();
}

void MainWindow::Private::wirePages()
{
    const Sidebar *sidebar = pages->sidebar();
    const WelcomePage *welcome = pages->welcome();
    const WaitingPage *waiting = pages->waiting();
    QObject::connect(pages, &WindowPages::shownChanged, window, [this] { refreshActions(); });
    QObject::connect(sidebar, &Sidebar::retryRequested, window, &MainWindow::retryRequested);
    QObject::connect(sidebar, &Sidebar::closeRequested, window, &MainWindow::closeRequested);
    QObject::connect(sidebar, &Sidebar::connectRequested, window, [this] { window->askForConnection(); });
    QObject::connect(welcome, &WelcomePage::connectRequested, window, [this] { window->askForConnection(); });
    QObject::connect(welcome, &WelcomePage::demoRequested, window, &MainWindow::demoRequested);

    QObject::connect(waiting, &WaitingPage::reviewRequested, window, &MainWindow::reviewApproval);
    QObject::connect(waiting, &WaitingPage::approveRequested, window,
                     [this](int streamId, int, const QString &approvalId) { approve(streamId, approvalId); });
    QObject::connect(run, &RunPage::reviewRequested, window, [this](const QString &id) { review(id); });
    QObject::connect(run, &RunPage::approveRequested, window,
                     [this](const QString &id) { approve(shownStream(), id); });
    QObject::connect(run, &RunPage::cancelRequested, window, [this] { cancel(); });
    QObject::connect(run, &RunPage::retryRequested, window, [this] { Q_EMIT window->retryRequested(shownStream()); });
    QObject::connect(run, &RunPage::stateChanged, window, [this] { refreshActions(); });
    QObject::connect(run->log()->actions(), &LogActions::lookChanged, window, [this] {
        if (context.memory)
            run->log()->actions()->remember(*context.memory);
    });
    QObject::connect(run, &RunPage::thresholdChanged, window, [this](double share) {
        preferences.confidencePercent = qRound(share * 100);
        Q_EMIT window->preferencesChanged(preferences);
    });

    // A stream may bring thousands of runs at once; the totals are counted once for all of them.
    auto *recount = new QTimer(window);
    recount->setSingleShot(true);
    QObject::connect(recount, &QTimer::timeout, window, [this] { refreshActions(); });
    QObject::connect(&runs, &RunListModel::totalsChanged, recount, qOverload<>(&QTimer::start));
}

void MainWindow::Private::wireDialogs()
{
    QObject::connect(dialogs, &WindowDialogs::connectRequested, window, &MainWindow::connectRequested);
    QObject::connect(dialogs, &WindowDialogs::recentRemoved, window, &MainWindow::recentRemoved);
    QObject::connect(dialogs, &WindowDialogs::cancelDecided, window, &MainWindow::cancelRequested);
    QObject::connect(dialogs, &WindowDialogs::answered, window, &MainWindow::approvalAnswered);
    QObject::connect(dialogs, &WindowDialogs::preferencesSaved, window, &MainWindow::preferencesChanged);
}

void MainWindow::Private::wireActions()
{
    const auto on = [this](QAction *action, auto function) {
        QObject::connect(action, &QAction::triggered, window, function);
    };
    on(actions->connectTo, [this] { window->askForConnection(); });
    on(actions->demo, [this] { Q_EMIT window->demoRequested(); });
    on(actions->openRecording, [this] { chooseRecording(); });
    QObject::connect(actions->earlierRuns, &EarlierRunsMenu::chosen, window, &MainWindow::openRecordingRequested);
    on(actions->closeStream, [this] { Q_EMIT window->closeRequested(shownStream()); });
    on(actions->settings, [this] { dialogs->editPreferences(preferences); });
    on(actions->quit, [this] { window->close(); });
    on(actions->overview, [this] { pages->showOverview(); });
    on(actions->approvals, [this] { pages->showWaiting(); });
    on(actions->nextPane, [this] { pages->focusNextPane(); });
    on(actions->previousRun, [this] { pages->sidebar()->step(-1); });
    on(actions->nextRun, [this] { pages->sidebar()->step(1); });
    on(actions->fullScreen, [this](bool full) { full ? window->showFullScreen() : window->showNormal(); });
    on(actions->welcome, [this] { pages->showWelcome(); });
    on(actions->about, [this] { dialogs->showAbout(); });
    QObject::connect(actions, &WindowActions::themeChosen, window, [this](ThemeChoice choice) {
        preferences.theme = choice;
        Q_EMIT window->preferencesChanged(preferences);
    });
}

void MainWindow::Private::wireRunActions()
{
    const auto on = [this](QAction *action, auto function) {
        QObject::connect(action, &QAction::triggered, window, function);
    };
    const auto inLog = [this, on](QAction *action, void (LogPanel::*slot)()) {
        on(action, [this, slot] {
            run->showTab(RunPage::Tab::Log);
            (run->log()->*slot)();
        });
    };
    on(actions->review, [this] { reviewNext(); });
    on(actions->cancel, [this] { cancel(); });
    on(actions->retry, [this] { Q_EMIT window->retryRequested(shownStream()); });
    inLog(actions->find, &LogPanel::focusFind);
    inLog(actions->findNext, &LogPanel::findNext);
    inLog(actions->findPrevious, &LogPanel::findPrevious);
    inLog(actions->nextError, &LogPanel::nextError);
    inLog(actions->previousError, &LogPanel::previousError);
    const LogActions *log = run->log()->actions();
    for (QAction *action : { log->save, log->goTo, log->stageStart, log->bookmark, log->note, log->nextBookmark,
                             log->previousBookmark, log->bookmarks, log->wrap })
        on(action, [this] { run->showTab(RunPage::Tab::Log); });
    on(actions->follow, [this](bool follow) { run->log()->setFollowing(follow); });
    QObject::connect(run->log(), &LogPanel::followingChanged, actions->follow, &QAction::setChecked);
    actions->follow->setChecked(run->log()->isFollowing());
    for (int tab = 0; tab < actions->tabs.size(); ++tab)
        on(actions->tabs[tab], [this, tab] { run->showTab(RunPage::Tab(tab)); });
}

void MainWindow::Private::refreshActions()
{
    const bool hasStream = pages->showsRun() && run->stream();
    // A recording has no connection that could be tried again.
    const bool canRetry = hasStream && !run->stream()->status().isLive()
        && run->stream()->status().phase != protocol::ConnectionStatus::Phase::Closed;
    actions->setAvailable(hasStream, hasStream && run->run(), hasStream && run->canCancel(), canRetry,
                          runs.pendingApprovalCount() > 0);
}

void MainWindow::Private::review(const QString &approvalId)
{
    if (run->stream() && run->run() && !approvalId.isEmpty())
        dialogs->review(run->stream(), run->run()->index(), approvalId);
}

// The shown run's approval, else the first that waits anywhere.
void MainWindow::Private::reviewNext()
{
    if (pages->showsRun() && !run->waitingApproval().isEmpty())
        return review(run->waitingApproval());
    for (int row = 0; row < runs.rowCount(); ++row) {
        const QModelIndex index = runs.index(row);
        if (index.data(RunListModel::PendingApprovalsRole).toInt() <= 0)
            continue;
        pages->showRun(index.data(RunListModel::StreamIdRole).toInt(), index.data(RunListModel::RunIndexRole).toInt());
        return review(run->waitingApproval());
    }
}

void MainWindow::Private::approve(int streamId, const QString &approvalId)
{
    protocol::ApprovalResponse response;
    response.approvalId = approvalId;
    response.decision = protocol::ApprovalDecision::Approved;
    response.responder = context.responder;
    response.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    Q_EMIT window->approvalAnswered(streamId, response);
}

void MainWindow::Private::cancel()
{
    if (run->stream() && run->run() && run->canCancel())
        dialogs->askToCancel(run->stream(), run->run());
}

void MainWindow::Private::chooseRecording()
{
    auto *dialog =
        new QFileDialog(window, tr("Open recording"), QString(), tr("Recordings (*.ndjson *.jsonl);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    QObject::connect(dialog, &QFileDialog::fileSelected, window, &MainWindow::openRecordingRequested);
    dialog->open();
}

MainWindow::MainWindow(const Theme &theme, RunListModel &runs, WindowContext context, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, theme, runs, std::move(context)))
{
    new PaintPacer(this);
    if (const QSettings *memory = d->context.memory) {
        restoreGeometry(memory->value(u"window/geometry"_s).toByteArray());
        d->pages->restoreState(memory->value(u"window/splitter"_s).toByteArray());
        d->pages->setHandleWidth(1);
        d->run->restore(*memory);
    }
    setPreferences({});
}

MainWindow::~MainWindow() = default;

void MainWindow::setRecentConnections(const QList<RecentConnection> &recent)
{
    d->recent = recent;
}

void MainWindow::setEarlierRuns(const QList<EarlierRun> &runs)
{
    d->actions->earlierRuns->setRuns(runs);
}

void MainWindow::setPreferences(const Preferences &preferences)
{
    d->preferences = preferences;
    d->actions->setThemeChoice(preferences.theme);
    d->run->setThreshold(preferences.confidencePercent / 100.0);
}

void MainWindow::showRun(int streamId, int runIndex)
{
    d->pages->showRun(streamId, runIndex);
}

void MainWindow::reviewApproval(int streamId, int runIndex, const QString &approvalId)
{
    d->pages->showRun(streamId, runIndex);
    d->review(approvalId);
}

void MainWindow::askForConnection(const ConnectionRequest &prefill)
{
    ConnectionRequest request = prefill;
    if (request.address.isEmpty())
        request.maxAttempts = d->preferences.maxAttempts;
    request.alwaysEncrypt = request.alwaysEncrypt || d->preferences.alwaysEncrypt;
    d->dialogs->askForConnection(d->recent, request);
}

void MainWindow::showProblem(const QString &sentence)
{
    d->pages->showProblem(sentence);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (QSettings *memory = d->context.memory) {
        memory->setValue(u"window/geometry"_s, saveGeometry());
        memory->setValue(u"window/splitter"_s, d->pages->saveState());
        d->run->save(*memory);
    }
    QMainWindow::closeEvent(event);
}

} // namespace stagewatch::ui
