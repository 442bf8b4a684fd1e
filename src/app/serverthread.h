// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/serveroptions.h"

#include <QThread>
#include <QUrl>

namespace stagewatch::app {

/// A server in a thread of its own, for a window that hosts what it shows. Used from the thread that created it.
class ServerThread
{
public:
    explicit ServerThread(server::ServerOptions options);
    /// Says goodbye to the watchers and ends the thread.
    ~ServerThread();

    /// Waits until the server listens. An invalid URL and a sentence in `error` where it cannot.
    [[nodiscard]] QUrl start(QString *error);

private:
    server::ServerOptions m_options;
    QThread m_thread;
    QObject *m_context = nullptr; ///< lives in m_thread, parent of the server
};

} // namespace stagewatch::app
