// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mainwindow.h"

#include "model/runlistmodel.h"
#include "ui/glyphs.h"
#include "ui/logpanel.h"
#include "ui/overviewpage.h"
#include "ui/runpage.h"
#include "ui/sidebar.h"
#include "ui/statusline.h"
#include "ui/theme.h"
#include "ui/waitingpage.h"
#include "ui/welcomepage.h"
#include "ui/windowactions.h"
#include "ui/windowdialogs.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QFileDialog>
#include <QMenuBar>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QUuid>
#include <QVBoxLayout>

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

    WindowActions *actions;
    WindowDialogs *dialogs;
    Sidebar *sidebar;
    QStackedWidget *pages;
    WelcomePage *welcome;
    OverviewPage *overview;
    WaitingPage *waiting;
    RunPage *run;
    StatusLine *status;
    QSplitter *splitter;

    Private(MainWindow *owner, const Theme &theme, RunListModel &list, WindowContext given);
    void layOut();
    void wirePages();
    void wireActions();
    void wireRunActions();
    void show(QWidget *page);
    void showRun(int streamId, int runIndex);
    void leaveGoneRun();
    void followNewRun(const QModelIndex &added);
    void tick();
    void refreshActions();
    void review(const QString &approvalId);
    void reviewNext();
    void approve(int streamId, const QString &approvalId);
    void cancel();
    void chooseRecording();
    void nextPane();
    [[nodiscard]] model::Stream *streamOf(int streamId) const;
    [[nodiscard]] int shownStream() const { return run->stream() ? run->stream()->id() : -1; }
};

MainWindow::Private::Private(MainWindow *owner, const Theme &theme, RunListModel &list, WindowContext given)
    : window(owner)
    , runs(list)
    , context(std::move(given))
    , actions(new WindowActions(owner))
    , dialogs(new WindowDialogs(theme, context.responder, owner))
    , sidebar(new Sidebar(theme, list))
    , pages(new QStackedWidget)
    , welcome(new WelcomePage(theme))
    , overview(new OverviewPage(theme, list, context.now))
    , waiting(new WaitingPage(theme, list, context.now))
    , run(new RunPage(theme, context.now))
    , status(new StatusLine(theme))
    , splitter(new QSplitter(Qt::Horizontal))
{
    layOut();
    wirePages();
    wireActions();
    wireRunActions();
    clock.setInterval(500);
    QObject::connect(&clock, &QTimer::timeout, owner, [this] { tick(); });
    clock.start();
}

void MainWindow::Private::layOut()
{
    for (QWidget *page : std::initializer_list<QWidget *>{ welcome, overview, waiting, run })
        pages->addWidget(page);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(pages, 1);
    column->addWidget(status);
    splitter->setHandleWidth(1);
    splitter->addWidget(sidebar);
    splitter->addWidget(right);
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setChildrenCollapsible(false);
    splitter->setSizes({ 248, 1032 });
    window->setCentralWidget(splitter);
    sidebar->setFocus();
    window->setMinimumSize(900, 600);
    window->resize(1280, 800);
    window->setWindowIcon(programIcon());
    window->setWindowTitle(tr("Stagewatch"));
    show(runs.runCount() > 0 ? static_cast<QWidget *>(overview) : welcome);
}

void MainWindow::Private::wirePages()
{
    QObject::connect(sidebar, &Sidebar::pageChosen, window, [this](Sidebar::Page page) {
        show(page == Sidebar::Page::Approvals ? static_cast<QWidget *>(waiting)
                 : runs.rowCount() == 0       ? static_cast<QWidget *>(welcome)
                                              : overview);
    });
    const auto open = [this](int streamId, int runIndex) { showRun(streamId, runIndex); };
    QObject::connect(sidebar, &Sidebar::runChosen, window, open);
    QObject::connect(overview, &OverviewPage::runChosen, window, open);
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
    QObject::connect(run, &RunPage::thresholdChanged, window, [this](double share) {
        preferences.confidencePercent = qRound(share * 100);
        Q_EMIT window->preferencesChanged(preferences);
    });

    QObject::connect(dialogs, &WindowDialogs::connectRequested, window, &MainWindow::connectRequested);
    QObject::connect(dialogs, &WindowDialogs::recentRemoved, window, &MainWindow::recentRemoved);
    QObject::connect(dialogs, &WindowDialogs::cancelDecided, window, &MainWindow::cancelRequested);
    QObject::connect(dialogs, &WindowDialogs::answered, window, &MainWindow::approvalAnswered);
    QObject::connect(dialogs, &WindowDialogs::preferencesSaved, window, &MainWindow::preferencesChanged);

    // A stream may bring thousands of runs at once; the totals are counted once for all of them.
    auto *recount = new QTimer(window);
    recount->setSingleShot(true);
    QObject::connect(recount, &QTimer::timeout, window, [this] { refreshActions(); });
    QObject::connect(&runs, &RunListModel::totalsChanged, recount, qOverload<>(&QTimer::start));
    QObject::connect(&runs, &QAbstractItemModel::rowsRemoved, window, [this] { leaveGoneRun(); });
    QObject::connect(&runs, &QAbstractItemModel::rowsInserted, window,
                     [this](const QModelIndex &, int first, int last) {
                         for (int row = first; row <= last; ++row)
                             followNewRun(runs.index(row));
                     });
    QObject::connect(&runs, &QAbstractItemModel::dataChanged, window, [this](const QModelIndex &first) {
        // A stream's only row has become its first run.
        if (run->stream() && !run->run() && run->stream()->currentRun())
            followNewRun(first);
    });
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
    on(actions->overview, [this] { show(runs.rowCount() == 0 ? static_cast<QWidget *>(welcome) : overview); });
    on(actions->approvals, [this] { show(waiting); });
    on(actions->nextPane, [this] { nextPane(); });
    on(actions->previousRun, [this] { sidebar->step(-1); });
    on(actions->nextRun, [this] { sidebar->step(1); });
    on(actions->fullScreen, [this](bool full) { full ? window->showFullScreen() : window->showNormal(); });
    on(actions->welcome, [this] { show(welcome); });
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
    on(actions->follow, [this](bool follow) { run->log()->setFollowing(follow); });
    QObject::connect(run->log(), &LogPanel::followingChanged, actions->follow, &QAction::setChecked);
    actions->follow->setChecked(run->log()->isFollowing());
    for (int tab = 0; tab < actions->tabs.size(); ++tab)
        on(actions->tabs[tab], [this, tab] { run->showTab(RunPage::Tab(tab)); });
}

void MainWindow::Private::show(QWidget *page)
{
    pages->setCurrentWidget(page);
    status->setVisible(page != welcome);
    if (page != run) {
        sidebar->setPage(page == waiting ? Sidebar::Page::Approvals : Sidebar::Page::Overview);
        window->setWindowTitle(tr("Stagewatch"));
    }
    tick();
}

model::Stream *MainWindow::Private::streamOf(int streamId) const
{
    for (int row = 0; row < runs.rowCount(); ++row) {
        const QModelIndex index = runs.index(row);
        if (index.data(RunListModel::StreamIdRole).toInt() == streamId && runs.streamAt(index))
            return runs.streamAt(index);
    }
    return nullptr;
}

void MainWindow::Private::showRun(int streamId, int runIndex)
{
    model::Stream *stream = streamOf(streamId);
    if (!stream)
        return;
    const int index = runIndex < 0 ? stream->runCount() - 1 : runIndex;
    run->setRun(stream, stream->run(index));
    sidebar->selectRun(streamId, index);
    // No server text: a title takes [*] for a sign, and shows in other programs.
    pages->setCurrentWidget(run);
    status->show();
    tick();
}

// The shown run's stream was removed.
void MainWindow::Private::leaveGoneRun()
{
    if (run->stream() && !streamOf(run->stream()->id()))
        run->setRun(nullptr, nullptr); // before it is gone
    const bool empty = runs.rowCount() == 0 && pages->currentWidget() == overview;
    if (empty || (pages->currentWidget() == run && !run->stream()))
        show(runs.rowCount() > 0 ? static_cast<QWidget *>(overview) : welcome);
}

// Whoever watches the newest run of a project goes on with its next one; whoever reads an older one is left in peace.
void MainWindow::Private::followNewRun(const QModelIndex &added)
{
    model::Stream *stream = runs.streamAt(added);
    if (!stream || stream != run->stream() || pages->currentWidget() != run)
        return;
    const int shown = run->run() ? run->run()->index() : -1;
    const int newest = stream->runCount() - 1;
    if (newest > shown && (shown < 0 || shown == newest - 1))
        QMetaObject::invokeMethod(
            window, [this, id = stream->id()] { showRun(id, -1); }, Qt::QueuedConnection);
}

void MainWindow::Private::tick()
{
    run->tick();
    overview->tick();
    waiting->tick();
    model::Stream *shown = pages->currentWidget() == run ? run->stream() : nullptr;
    status->refresh(shown, runs.pendingApprovalCount(), context.now());
    refreshActions();
}

void MainWindow::Private::refreshActions()
{
    const bool here = pages->currentWidget() == run;
    const bool hasStream = here && run->stream();
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
    if (pages->currentWidget() == run && !run->waitingApproval().isEmpty())
        return review(run->waitingApproval());
    for (int row = 0; row < runs.rowCount(); ++row) {
        const QModelIndex index = runs.index(row);
        if (index.data(RunListModel::PendingApprovalsRole).toInt() <= 0)
            continue;
        showRun(index.data(RunListModel::StreamIdRole).toInt(), index.data(RunListModel::RunIndexRole).toInt());
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

void MainWindow::Private::nextPane()
{
    if (pages->currentWidget() == run && run->focusNextPane())
        return;
    sidebar->focusList();
}

MainWindow::MainWindow(const Theme &theme, RunListModel &runs, WindowContext context, QWidget *parent)
    : QMainWindow(parent)
    , d(std::make_unique<Private>(this, theme, runs, std::move(context)))
{
    if (const QSettings *memory = d->context.memory) {
        restoreGeometry(memory->value(u"window/geometry"_s).toByteArray());
        d->splitter->restoreState(memory->value(u"window/splitter"_s).toByteArray());
        d->splitter->setHandleWidth(1);
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
    d->showRun(streamId, runIndex);
}

void MainWindow::reviewApproval(int streamId, int runIndex, const QString &approvalId)
{
    d->showRun(streamId, runIndex);
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
    d->status->showProblem(sentence);
    d->status->show(); // also on the first page, which has none else
    d->tick();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (QSettings *memory = d->context.memory) {
        memory->setValue(u"window/geometry"_s, saveGeometry());
        memory->setValue(u"window/splitter"_s, d->splitter->saveState());
        d->run->save(*memory);
    }
    QMainWindow::closeEvent(event);
}

} // namespace stagewatch::ui
