// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/datalock.h"

#include "journal/privatefolder.h"

#include <QList>
#include <QSysInfo>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {

/// Who holds the lock, for whom it keeps out. Not more than a courtesy: a full disk takes nothing, and the lock holds.
void writeHolder(const journal::Descriptor &file)
{
    const QByteArray text = QByteArray::number(qint64(::getpid())) + '\n' + QSysInfo::machineHostName().toUtf8() + '\n';
    if (journal::writeAt(file, text, 0) == 0)
        (void)journal::cutTo(file, text.size());
    else
        (void)journal::cutTo(file, 0); // rather nobody than the one before
}

QString heldSentence(const QString &folder, const QString &path)
{
    const QList<QByteArray> lines = journal::readFile(path).value_or(QByteArray()).split('\n');
    const QString holder = lines.size() < 2
        ? QString()
        : u", process %1 on %2"_s.arg(QString::fromUtf8(lines[0]), QString::fromUtf8(lines[1]));
    return u"The data folder %1 is in use by another server%2. Stop that one, or name another folder with --data."_s
        .arg(folder, holder);
}

} // namespace

std::unique_ptr<DataLock> lockDataFolder(const QString &folder, QString *error)
{
    if (!journal::makePrivateFolder(folder, true)) {
        *error = u"Cannot make the data folder %1: %2."_s.arg(folder, qt_error_string());
        return nullptr;
    }
    const QString path = folder + u"/server.lock"_s;
    journal::Descriptor file = journal::openFile(path, O_RDWR | O_CREAT);
    // The kernel's lock ends with its process. A file whose mere presence is the lock has to be replaced after a crash,
    // and a full disk, on which servers do crash, has no room for that.
    if (file.isValid() && ::flock(file.get(), LOCK_EX | LOCK_NB) == 0) {
        writeHolder(file);
        return std::make_unique<DataLock>(std::move(file));
    }
    const int reason = errno;
    *error = file.isValid() && reason == EWOULDBLOCK
        ? heldSentence(folder, path)
        : u"Cannot lock the data folder %1: %2. Check that it can be written to."_s.arg(folder,
                                                                                        journal::errorText(reason));
    return nullptr;
}

} // namespace stagewatch::server
