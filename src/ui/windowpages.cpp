// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/windowpages.h"

#include "model/runlistmodel.h"
#include "ui/overviewpage.h"
#include "ui/runpage.h"
#include "ui/sidebar.h"
#include "ui/statusline.h"
#include "ui/theme.h"
#include "ui/waitingpage.h"
#include "ui/welcomepage.h"

#include <QStackedWidget>
#include <QTimer>
#include <QVBoxLayout>

#include <chrono>
#include <utility>

namespace stagewatch::ui {

using model::RunListModel;
using namespace std::chrono_literals;

namespace {
constexpr auto afterFirstPaint = 100ms;
}

WindowPages::WindowPages(const Theme &theme, RunListModel &runs, std::function<protocol::Timestamp()> now,
                         QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , m_runs(runs)
    , m_now(std::move(now))
    , m_sidebar(new Sidebar(theme, runs))
    , m_pages(new QStackedWidget)
    , m_welcome(new WelcomePage(theme))
    , m_overview(new OverviewPage(theme, runs, m_now))
    , m_waiting(new WaitingPage(theme, runs, m_now))
    , m_run(new RunPage(theme, m_now))
    , m_status(new StatusLine(theme))
{
    layOut();
    wire();
    turnTo(runs.runCount() > 0 ? static_cast<QWidget *>(m_overview) : m_welcome);
}

void WindowPages::layOut()
{
    for (QWidget *page : std::initializer_list<QWidget *>{ m_welcome, m_overview, m_waiting, m_run })
        m_pages->addWidget(page);
    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(m_status);
    setHandleWidth(1);
    addWidget(m_sidebar);
    addWidget(right);
    setStretchFactor(0, 0);
    setStretchFactor(1, 1);
    setChildrenCollapsible(false);
    setSizes({ 248, 1032 });
}

void WindowPages::wire()
{
    connect(m_sidebar, &Sidebar::pageChosen, this,
            [this](Sidebar::Page page) { page == Sidebar::Page::Approvals ? showWaiting() : showOverview(); });
    connect(m_sidebar, &Sidebar::runChosen, this, &WindowPages::showRun);
    connect(m_run, &RunPage::stateChanged, m_status, &StatusLine::refreshCounts);
    connect(m_overview, &OverviewPage::runChosen, this, &WindowPages::showRun);
    connect(&m_runs, &QAbstractItemModel::rowsRemoved, this, &WindowPages::leaveGoneRun);
    connect(&m_runs, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        for (int row = first; row <= last; ++row)
            followNewRun(m_runs.index(row));
    });
    connect(&m_runs, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex &first) {
        // A stream's only row has become its first run.
        if (m_run->stream() && !m_run->run() && m_run->stream()->currentRun())
            followNewRun(first);
    });
}

void WindowPages::showEvent(QShowEvent *event)
{
    QSplitter::showEvent(event);
    if (!m_isWarm)
        QTimer::singleShot(afterFirstPaint, this, &WindowPages::warmUp);
}

/// The first run may come with a flood: by then its page has its styles, its layout and its fonts.
void WindowPages::warmUp()
{
    if (showsRun() || std::exchange(m_isWarm, true))
        return;
    m_run->resize(m_pages->size());
    (void)m_run->grab();
}

void WindowPages::showWelcome()
{
    turnTo(m_welcome);
}

void WindowPages::showOverview()
{
    turnTo(m_runs.rowCount() == 0 ? static_cast<QWidget *>(m_welcome) : m_overview);
}

void WindowPages::showWaiting()
{
    turnTo(m_waiting);
}

void WindowPages::turnTo(QWidget *page)
{
    m_pages->setCurrentWidget(page);
    m_status->setVisible(page != m_welcome);
    if (page != m_run)
        m_sidebar->setPage(page == m_waiting ? Sidebar::Page::Approvals : Sidebar::Page::Overview);
    tick();
    Q_EMIT shownChanged();
}

void WindowPages::showRun(int streamId, int runIndex)
{
    model::Stream *stream = streamOf(streamId);
    if (!stream)
        return;
    const int index = runIndex < 0 ? stream->runCount() - 1 : runIndex;
    m_run->setRun(stream, stream->run(index));
    m_sidebar->selectRun(streamId, index);
    turnTo(m_run);
}

bool WindowPages::showsRun() const
{
    return m_pages->currentWidget() == m_run;
}

void WindowPages::showProblem(const QString &sentence)
{
    m_status->showProblem(sentence);
    m_status->show();
    tick();
}

void WindowPages::tick()
{
    m_run->tick();
    m_overview->tick();
    m_waiting->tick();
    m_status->refresh(showsRun() ? m_run->stream() : nullptr, m_runs.pendingApprovalCount(), m_now());
}

void WindowPages::focusNextPane()
{
    if (!showsRun() || !m_run->focusNextPane())
        m_sidebar->focusList();
}

model::Stream *WindowPages::streamOf(int streamId) const
{
    for (int row = 0; row < m_runs.rowCount(); ++row) {
        const QModelIndex index = m_runs.index(row);
        if (index.data(RunListModel::StreamIdRole).toInt() == streamId && m_runs.streamAt(index))
            return m_runs.streamAt(index);
    }
    return nullptr;
}

// The shown run's stream was removed.
void WindowPages::leaveGoneRun()
{
    if (m_run->stream() && !streamOf(m_run->stream()->id()))
        m_run->setRun(nullptr, nullptr); // before it is gone
    const bool empty = m_runs.rowCount() == 0 && m_pages->currentWidget() == m_overview;
    if (empty || (showsRun() && !m_run->stream()))
        showOverview();
}

// Whoever watches the newest run of a project goes on with its next one; whoever reads an older one is left in peace.
void WindowPages::followNewRun(const QModelIndex &added)
{
    model::Stream *stream = m_runs.streamAt(added);
    if (!stream || stream != m_run->stream() || !showsRun())
        return;
    const int shown = m_run->run() ? m_run->run()->index() : -1;
    const int newest = stream->runCount() - 1;
    if (newest > shown && (shown < 0 || shown == newest - 1))
        QMetaObject::invokeMethod(
            this, [this, id = stream->id()] { showRun(id, -1); }, Qt::QueuedConnection);
}

} // namespace stagewatch::ui
