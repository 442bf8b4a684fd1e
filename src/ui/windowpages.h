// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QSplitter>
#include <functional>

class QStackedWidget;

namespace stagewatch::model {
class RunListModel;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class OverviewPage;
class RunPage;
class Sidebar;
class StatusLine;
class Theme;
class WaitingPage;
class WelcomePage;

/// What fills the window: the sidebar, and right of it the page that was chosen there, over the status line. It knows
/// which page is shown, leaves a run that is gone, and goes on with the next run of a project that is watched. GUI
/// thread; theme and runs outlive it.
class WindowPages : public QSplitter
{
    Q_OBJECT
public:
    WindowPages(const Theme &theme, model::RunListModel &runs, std::function<protocol::Timestamp()> now,
                QWidget *parent = nullptr);

    [[nodiscard]] Sidebar *sidebar() const { return m_sidebar; }
    [[nodiscard]] WelcomePage *welcome() const { return m_welcome; }
    [[nodiscard]] WaitingPage *waiting() const { return m_waiting; }
    [[nodiscard]] RunPage *run() const { return m_run; }

    void showWelcome();
    /// The first page instead where there is nothing to look over.
    void showOverview();
    void showWaiting();
    /// runIndex -1: the newest. Does nothing where there is no such stream.
    void showRun(int streamId, int runIndex = -1);
    [[nodiscard]] bool showsRun() const;
    /// A sentence about something that went wrong here; also on the first page, which has no status line else.
    void showProblem(const QString &sentence);
    /// Brings what depends on the time up to date.
    void tick();
    void focusNextPane();

Q_SIGNALS:
    /// Another page or run is shown.
    void shownChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void layOut();
    void wire();
    void warmUp();
    void turnTo(QWidget *page);
    void leaveGoneRun();
    void followNewRun(const QModelIndex &added);
    [[nodiscard]] model::Stream *streamOf(int streamId) const;

    model::RunListModel &m_runs;
    std::function<protocol::Timestamp()> m_now;
    Sidebar *m_sidebar;
    QStackedWidget *m_pages;
    WelcomePage *m_welcome;
    OverviewPage *m_overview;
    WaitingPage *m_waiting;
    RunPage *m_run;
    StatusLine *m_status;
    bool m_isWarm = false;
};

} // namespace stagewatch::ui
