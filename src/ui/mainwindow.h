// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "protocol/timestamp.h"
#include "ui/connectdialog.h"
#include "ui/earlierruns.h"
#include "ui/settingsdialog.h"

#include <QMainWindow>
#include <functional>
#include <memory>

class QSettings;

namespace stagewatch::model {
class Bookmarks;
class RunListModel;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class Theme;

/// What the window needs from outside beside theme and runs.
struct WindowContext
{
    std::function<protocol::Timestamp()> now; ///< the wall clock; never empty
    QString responder; ///< the name that answers are recorded as
    QSettings *memory = nullptr; ///< geometry and splitters; null: nothing is remembered; outlives the window
    model::Bookmarks *bookmarks = nullptr; ///< of all logs; null: no line can be marked; outlives the window
};

/// The window: the runs at the left, a run's page, the overview or the waiting approvals at the right. It shows what is
/// in the models and says by signals what a person wants; it knows no socket and sends nothing itself. Closing it never
/// cancels a run. GUI thread; theme and runs outlive it.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(const Theme &theme, model::RunListModel &runs, WindowContext context, QWidget *parent = nullptr);
    ~MainWindow() override;

    void setRecentConnections(const QList<RecentConnection> &recent);
    /// What the menu offers to open again.
    void setEarlierRuns(const QList<EarlierRun> &runs);
    /// Takes note of them for the settings dialog and the threshold; whoever owns the theme sets the theme's choice.
    void setPreferences(const Preferences &preferences);

    /// runIndex -1: the newest. Does nothing where there is no such stream.
    void showRun(int streamId, int runIndex = -1);
    /// Shows the run and opens the dialog for this approval.
    void reviewApproval(int streamId, int runIndex, const QString &approvalId);
    /// Opens the connect dialog, filled with what is known.
    void askForConnection(const ConnectionRequest &prefill = {});
    /// A sentence about something that went wrong here: a journal that cannot be written, say. Plain text.
    void showProblem(const QString &sentence);

Q_SIGNALS:
    void connectRequested(const stagewatch::ui::ConnectionRequest &request);
    void recentRemoved(const stagewatch::ui::RecentConnection &connection);
    void demoRequested();
    /// A recording or a journal was chosen.
    void openRecordingRequested(const QString &path);
    void cancelRequested(int streamId, const stagewatch::protocol::Cancel &cancel);
    void approvalAnswered(int streamId, const stagewatch::protocol::ApprovalResponse &response);
    void retryRequested(int streamId);
    void closeRequested(int streamId);
    /// From the settings dialog or the menu, the theme's choice among them: keep them, and call setPreferences().
    void preferencesChanged(const stagewatch::ui::Preferences &preferences);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::ui
