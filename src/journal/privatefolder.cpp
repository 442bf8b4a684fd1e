// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/privatefolder.h"

#include "journal/diskfile.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <sys/stat.h>

namespace stagewatch::journal {

bool makePrivateFolder(const QString &folder, bool sync)
{
    if (QFileInfo(folder).isDir())
        return true;
    const QString parent = QFileInfo(folder).absolutePath();
    if (parent != folder && !makePrivateFolder(parent, sync))
        return false;
    if (::mkdir(QFile::encodeName(folder).constData(), 0700) != 0)
        return errno == EEXIST && QFileInfo(folder).isDir();
    const int error = sync ? syncFolder(parent) : 0;
    if (error != 0)
        errno = error;
    return error == 0;
}

} // namespace stagewatch::journal
