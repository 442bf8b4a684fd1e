// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/connectionsetup.h"
#include "app/serverthread.h"
#include "app/settings.h"
#include "app/workspace.h"
#include "model/bookmarks.h"
#include "ui/mainwindow.h"
#include "ui/theme.h"

#include <QObject>
#include <memory>

class QApplication;

namespace stagewatch::app {

/// Puts the window, the workspace and the settings together: what a person asks for in the window happens here. GUI
/// thread.
class WindowController : public QObject
{
    Q_OBJECT
public:
    /// `settingsPath` and `dataDirectory`: where to remember; empty: in the user's own places, or not at all for the
    /// data.
    WindowController(QApplication &application, const WindowLook &look, const QString &settingsPath,
                     const QString &dataDirectory);
    ~WindowController() override;

    void show();
    /// Connects and shows the stream; its id, or nothing and a sentence where the input cannot be used.
    std::optional<int> connectTo(const ConnectionInput &input, QString *error);
    /// Hosts a scenario in this process and connects to it; the demo before it ends.
    bool startDemo(const QString &scenario, double speed, QString *error);

    [[nodiscard]] Workspace &workspace() { return m_workspace; }
    [[nodiscard]] ui::MainWindow &window() { return *m_window; }

private:
    void connectWindow();
    void onConnectRequested(const ui::ConnectionRequest &request);
    void attractAttention();
    void setPreferences(const ui::Preferences &preferences);
    void openRecording(const QString &path);
    void offerEarlierRuns();

    QApplication &m_application;
    Settings m_settings;
    ui::Theme m_theme;
    std::unique_ptr<ServerThread> m_demo;
    int m_demoStream = -1;
    Workspace m_workspace;
    model::Bookmarks m_bookmarks; ///< after the workspace, which sets a damaged catalog aside
    std::unique_ptr<ui::MainWindow> m_window;
};

/// The locale of the window: from the look, else from the settings, else the system's.
[[nodiscard]] QLocale windowLocale(const WindowLook &look, const Settings &settings);

} // namespace stagewatch::app
