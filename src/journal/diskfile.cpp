// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/diskfile.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {
template <typename Call> auto untilDone(Call call)
{
    auto result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

int errorOf(int result)
{
    return result < 0 ? errno : 0;
}
} // namespace

Descriptor::~Descriptor()
{
    if (m_number >= 0)
        ::close(m_number);
}

Descriptor openFile(const QString &path, int flags)
{
    const QByteArray name = QFile::encodeName(path);
    return Descriptor(untilDone([&] { return ::open(name.constData(), flags | O_CLOEXEC, 0600); }));
}

Descriptor openNamelessFile()
{
    QByteArray name = QFile::encodeName(QDir::temp().filePath(u"stagewatch-XXXXXX"_s));
    Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
    if (file.isValid())
        ::unlink(name.constData());
    return file;
}

int writeAt(const Descriptor &file, QByteArrayView bytes, qint64 offset)
{
    while (!bytes.isEmpty()) {
        const ssize_t count =
            untilDone([&] { return ::pwrite(file.get(), bytes.data(), size_t(bytes.size()), off_t(offset)); });
        if (count <= 0)
            return count < 0 ? errno : EIO;
        bytes = bytes.sliced(count);
        offset += count;
    }
    return 0;
}

QByteArray readAt(const Descriptor &file, qint64 offset, qsizetype length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    for (qsizetype done = 0; done < length;) {
        const ssize_t count = untilDone(
            [&] { return ::pread(file.get(), bytes.data() + done, size_t(length - done), off_t(offset + done)); });
        if (count <= 0)
            return {};
        done += count;
    }
    return bytes;
}

std::optional<QByteArray> readFile(const QString &path)
{
    const Descriptor file = openFile(path, O_RDONLY);
    struct stat about = {};
    if (!file.isValid() || ::fstat(file.get(), &about) != 0)
        return std::nullopt;
    if (about.st_size == 0)
        return QByteArray();
    errno = EIO;
    QByteArray bytes = readAt(file, 0, qsizetype(about.st_size));
    if (bytes.isEmpty())
        return std::nullopt;
    return bytes;
}

int cutTo(const Descriptor &file, qint64 size)
{
    return errorOf(untilDone([&] { return ::ftruncate(file.get(), off_t(size)); }));
}

bool hasName(const Descriptor &file)
{
    struct stat about = {};
    return ::fstat(file.get(), &about) == 0 && about.st_nlink > 0;
}

int syncData(const Descriptor &file)
{
    return errorOf(untilDone([&] { return ::fdatasync(file.get()); }));
}

int syncFolder(const QString &folder)
{
    const Descriptor opened = openFile(folder, O_RDONLY | O_DIRECTORY);
    if (!opened.isValid())
        return errno;
    return errorOf(untilDone([&] { return ::fsync(opened.get()); }));
}

int replaceFile(const QString &folder, const QString &name, QByteArrayView content, bool sync)
{
    const QString path = QDir(folder).filePath(name);
    const QByteArray begun = QFile::encodeName(path + u".new"_s);
    int error = 0;
    {
        const Descriptor file = openFile(path + u".new"_s, O_WRONLY | O_CREAT | O_TRUNC);
        error = file.isValid() ? writeAt(file, content, 0) : errno;
        if (error == 0 && sync)
            error = syncData(file);
    }
    if (error == 0)
        error = errorOf(::rename(begun.constData(), QFile::encodeName(path).constData()));
    if (error != 0) {
        ::unlink(begun.constData());
        return error;
    }
    return sync ? syncFolder(folder) : 0;
}

QString errorText(int error)
{
    return QString::fromLocal8Bit(std::strerror(error));
}

} // namespace stagewatch::journal
