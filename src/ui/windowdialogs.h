// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "ui/connectdialog.h"
#include "ui/settingsdialog.h"

#include <QPointer>

namespace stagewatch::model {
class RunModels;
class Stream;
} // namespace stagewatch::model

namespace stagewatch::ui {

class AboutDialog;
class ApprovalDialog;
class CancelDialog;

/// Opens the window's dialogs and hands on what they say. None of them is modal for the program's events: the streams
/// go on behind them. A dialog that is open already is raised. The theme outlives it.
class WindowDialogs : public QObject
{
    Q_OBJECT
public:
    WindowDialogs(const Theme &theme, QString responder, QWidget *window);

    void askForConnection(const QList<RecentConnection> &recent, const ConnectionRequest &prefill);
    void askToCancel(model::Stream *stream, model::RunModels *run);
    void review(model::Stream *stream, int runIndex, const QString &approvalId);
    void editPreferences(const Preferences &preferences);
    void showAbout();

Q_SIGNALS:
    void connectRequested(const stagewatch::ui::ConnectionRequest &request);
    void recentRemoved(const stagewatch::ui::RecentConnection &connection);
    void cancelDecided(int streamId, const stagewatch::protocol::Cancel &cancel);
    void answered(int streamId, const stagewatch::protocol::ApprovalResponse &response);
    void preferencesSaved(const stagewatch::ui::Preferences &preferences);

private:
    template <typename Dialog> void present(Dialog *dialog);
    const Theme &m_theme;
    QString m_responder;
    QWidget *m_window;
    QPointer<ConnectDialog> m_connect;
    QPointer<CancelDialog> m_cancel;
    QPointer<ApprovalDialog> m_approval;
    std::pair<int, int> m_approvalOf; ///< stream and run
    QPointer<SettingsDialog> m_settings;
    QPointer<AboutDialog> m_about;
};

} // namespace stagewatch::ui
