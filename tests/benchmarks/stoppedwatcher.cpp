// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stoppedwatcher.h"

#include "rawwebsocket.h"

#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

StoppedWatcher::~StoppedWatcher()
{
    if (m_pid == 0)
        return;
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
}

bool StoppedWatcher::start(quint16 port, const QByteArray &path, QString *error)
{
    const int pid = ::fork();
    if (pid == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        RawWebSocket socket;
        QString problem;
        socket.setReceiveBuffer(4096);
        if (!socket.open(port, path, &problem))
            ::_exit(1);
        ::raise(SIGSTOP);
        ::_exit(0);
    }
    int status = 0;
    if (pid < 0 || ::waitpid(pid, &status, WUNTRACED) != pid || !WIFSTOPPED(status)) {
        *error = u"No watcher could be stopped."_s;
        return false;
    }
    m_pid = pid;
    return true;
}

} // namespace stagewatch::bench
