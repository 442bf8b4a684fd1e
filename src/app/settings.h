// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connectdialog.h"
#include "ui/settingsdialog.h"

#include <QSettings>

namespace stagewatch::app {

/// What is remembered from start to start, in the user's own settings file. No token is ever written to it. GUI thread.
class Settings
{
public:
    static constexpr int keptConnections = 12;

    /// `path` names the file; empty: the user's own.
    explicit Settings(const QString &path = {});

    [[nodiscard]] ui::Preferences preferences() const;
    void setPreferences(const ui::Preferences &preferences);

    [[nodiscard]] QList<ui::RecentConnection> recentConnections() const;
    /// Puts it first, and forgets the oldest beyond keptConnections.
    void rememberConnection(const ui::RecentConnection &connection);
    void forgetConnection(const ui::RecentConnection &connection);

    /// For the window's own geometry and splitters.
    [[nodiscard]] QSettings &store() { return m_store; }

private:
    void writeConnections(const QList<ui::RecentConnection> &connections);
    QSettings m_store;
};

} // namespace stagewatch::app
