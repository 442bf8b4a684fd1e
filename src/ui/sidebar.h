// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QListView;
class QModelIndex;

namespace stagewatch::model {
class RunListModel;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class NavButton;
class Theme;

/// The left side of the window: overview, waiting approvals, and every run under its server. The theme and the runs
/// outlive it.
class Sidebar : public QWidget
{
    Q_OBJECT
public:
    enum class Page { Overview, Approvals, Run };

    Sidebar(const Theme &theme, model::RunListModel &runs, QWidget *parent = nullptr);

    /// Marks what is shown, without a signal.
    void setPage(Page page);
    /// Marks this run; does nothing if it is not in the list.
    void selectRun(int streamId, int runIndex);
    /// Goes to the run before or after the marked one, with a signal.
    void step(int by);
    [[nodiscard]] QModelIndex selectedRun() const;
    /// Puts the keyboard into the list.
    void focusList();

Q_SIGNALS:
    void pageChosen(stagewatch::ui::Sidebar::Page page);
    void runChosen(int streamId, int runIndex);
    void connectRequested();
    /// Of the context menu.
    void retryRequested(int streamId);
    void closeRequested(int streamId);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void choose(const QModelIndex &index);
    void showTotals();
    void openMenu(const QPoint &position);
    void layOutAgain();

    const Theme &m_theme;
    model::RunListModel &m_runs;
    NavButton *m_overview;
    NavButton *m_approvals;
    QListView *m_list;
    QTimer m_layOut;
    int m_endedRows = -1;
    int m_waitingRows = -1;
    bool m_quiet = false;
};

} // namespace stagewatch::ui
