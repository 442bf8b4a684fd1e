// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/connectionsetup.h"
#include "app/signalwatcher.h"
#include "app/watcher.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

int runWatch(int &argc, char **argv, const WatchCommand &command)
{
    const QCoreApplication application(argc, argv);
    QString error;
    const auto settings = makeConnectionSettings(
        { command.address, command.projectId, command.tokenFile, {}, command.caFile, command.maxAttempts }, &error);
    if (!settings) {
        complain(error);
        return int(ExitCode::WrongUsage);
    }
    const std::shared_ptr<journal::Journal> journal = journal::Journal::openTemporary(&error);
    if (!journal) {
        complain(error);
        return int(ExitCode::NotConnected);
    }
    Watcher watcher(*settings, journal,
                    command.json ? makeJsonOutput(stdout, stderr)
                                 : makeTextOutput(stdout, stderr, ::isatty(STDOUT_FILENO) == 1));
    QObject::connect(&watcher, &Watcher::finished, &application,
                     [](ExitCode code) { QCoreApplication::exit(int(code)); });
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &watcher, &Watcher::interrupt);
    const int code = QCoreApplication::exec();
    // stdio remembers a write that failed, a full disk say; a script must not take half a recording for a whole one.
    if (std::fflush(stdout) != 0 || std::ferror(stdout)) {
        complain(u"Standard output could not be written whole; free some space or write elsewhere."_s);
        return int(ExitCode::OutputLost);
    }
    return code;
}

} // namespace stagewatch::app
