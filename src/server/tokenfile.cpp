// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/tokenfile.h"

#include "journal/privatefolder.h"

#include <QDir>
#include <QFileInfo>
#include <QLockFile>
#include <QSaveFile>
#include <QStandardPaths>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 largestFile = 4 * 1024 * 1024;
constexpr int lockPatience = 2000;
constexpr auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner;
constexpr auto others =
    QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;

bool write(const QString &path, const TokenBook &book, QString *error)
{
    // A link stays a link: what it points to is replaced.
    const QString target = QFileInfo(path).isSymLink() ? QFileInfo(path).symLinkTarget() : path;
    QSaveFile file(target);
    const QByteArray text = book.toText();
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) || file.write(text) != text.size()
        || !file.commit()) {
        *error = u"Cannot write the token file %1: %2. It is as it was."_s.arg(path, file.errorString());
        return false;
    }
    return true;
}
} // namespace

QString defaultTokenFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + u"/stagewatch/tokens"_s;
}

std::optional<TokenBook> readTokenBook(const QString &path, QString *error)
{
    QFile file(path);
    if (!file.exists()) {
        *error = u"There is no token file %1; \"stagewatch token add\" makes one."_s.arg(path);
        return std::nullopt;
    }
    if (!file.open(QIODevice::ReadOnly)) {
        *error = u"Cannot read the token file %1: %2."_s.arg(path, file.errorString());
        return std::nullopt;
    }
    if (file.permissions() & others) {
        *error = u"The token file %1 is open to other users; take that away with: chmod 600 %1"_s.arg(path);
        return std::nullopt;
    }
    if (file.size() > largestFile) {
        *error = u"The token file %1 is larger than %2 bytes; that is no list of tokens."_s.arg(path).arg(largestFile);
        return std::nullopt;
    }
    QString problem;
    std::optional<TokenBook> book = TokenBook::parse(file.readAll(), &problem);
    if (!book)
        *error = u"The token file %1 is not in order, %2."_s.arg(path, problem);
    return book;
}

bool editTokenBook(const QString &path, const std::function<bool(TokenBook &, QString *)> &edit, QString *error)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (!journal::makePrivateFolder(folder)) {
        *error = u"Cannot make the folder %1: %2."_s.arg(folder, qt_error_string());
        return false;
    }
    QLockFile lock(path + u".lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(lockPatience)) {
        *error = lock.error() == QLockFile::LockFailedError
            ? u"Another program is editing the token file %1; try again when it is done."_s.arg(path)
            : u"Cannot write beside the token file %1, in %2; check that folder's permissions."_s.arg(path, folder);
        return false;
    }
    std::optional<TokenBook> book = QFileInfo::exists(path) ? readTokenBook(path, error) : TokenBook();
    return book && edit(*book, error) && write(path, *book, error);
}

} // namespace stagewatch::server
