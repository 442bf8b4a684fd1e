// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/datalock.h"

#include "journal/privatefolder.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;

std::unique_ptr<QLockFile> lockDataFolder(const QString &folder, QString *error)
{
    if (!journal::makePrivateFolder(folder)) {
        *error = u"Cannot make the data folder %1: %2."_s.arg(folder, qt_error_string());
        return nullptr;
    }
    auto lock = std::make_unique<QLockFile>(folder + u"/server.lock"_s);
    // Its age says nothing: a server runs for months.
    lock->setStaleLockTime(0);
    if (lock->tryLock())
        return lock;
    qint64 pid = 0;
    QString host;
    QString program;
    *error = lock->error() == QLockFile::LockFailedError && lock->getLockInfo(&pid, &host, &program)
        ? u"The data folder %1 is in use by another server, process %2 on %3. Stop that one, or name another folder "
          "with --data."_s.arg(folder)
              .arg(pid)
              .arg(host)
        : u"Cannot lock the data folder %1; check that it can be written to."_s.arg(folder);
    return nullptr;
}

} // namespace stagewatch::server
