// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace stagewatch::bench {

/// A watcher in a process of its own that SIGSTOP holds, as a debugger or a laptop that sleeps would: its connection
/// stays open and nothing is read from it. The process is ended with the object.
class StoppedWatcher
{
public:
    StoppedWatcher() = default;
    ~StoppedWatcher();
    StoppedWatcher(const StoppedWatcher &) = delete;
    StoppedWatcher &operator=(const StoppedWatcher &) = delete;

    /// Connects and is stopped when this returns. To be called before the process has other threads or connections,
    /// for its copy would hold them too.
    [[nodiscard]] bool start(quint16 port, const QByteArray &path, QString *error);

private:
    int m_pid = 0;
};

} // namespace stagewatch::bench
