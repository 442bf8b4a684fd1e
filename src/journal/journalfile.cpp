// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalfile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

constexpr qsizetype blockSize = 1024 * 1024;

QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// Every missing folder on the way is made for this user alone.
bool makePrivateFolders(const QString &folder)
{
    if (QFileInfo(folder).isDir())
        return true;
    if (!makePrivateFolders(QFileInfo(folder).absolutePath()))
        return false;
    return ::mkdir(QFile::encodeName(folder).constData(), 0700) == 0 || errno == EEXIST;
}

} // namespace

JournalFile::~JournalFile()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool JournalFile::open(const QString &path, QString *error)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    if (!makePrivateFolders(QFileInfo(absolute).absolutePath())) {
        *error = u"The folder of the journal %1 cannot be made: %2. Choose another one or free some space."_s.arg(
            absolute, systemError());
        return false;
    }
    m_lock = std::make_unique<QLockFile>(absolute + u".lock"_s);
    m_lock->setStaleLockTime(0); // a lock is stale when its process is gone, never because it is old
    if (!m_lock->tryLock(0)) {
        *error = u"The journal %1 is already written by another Stagewatch; close that one first."_s.arg(absolute);
        return false;
    }
    m_descriptor = ::open(QFile::encodeName(absolute).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_descriptor < 0) {
        *error = u"The journal %1 cannot be opened: %2."_s.arg(absolute, systemError());
        return false;
    }
    m_path = absolute;
    return true;
}

bool JournalFile::openTemporary(QString *error)
{
    QByteArray name = QFile::encodeName(QDir::temp().filePath(u"stagewatch-XXXXXX"_s));
    m_descriptor = ::mkostemp(name.data(), O_APPEND | O_CLOEXEC);
    if (m_descriptor < 0) {
        *error = u"No temporary file can be made in %1: %2. Set TMPDIR to a folder that can be written."_s.arg(
            QDir::tempPath(), systemError());
        return false;
    }
    ::unlink(name.constData());
    return true;
}

bool JournalFile::readLines(const std::function<void(quint64, QByteArrayView)> &take, QString *error)
{
    QByteArray pending;
    quint64 pendingOffset = 0; // where in the file `pending` begins
    QByteArray block(blockSize, Qt::Uninitialized);
    for (qint64 position = 0;;) {
        const ssize_t got = ::pread(m_descriptor, block.data(), size_t(blockSize), position);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            *error = u"The journal %1 cannot be read: %2."_s.arg(m_path, systemError());
            return false;
        }
        if (got == 0)
            break;
        position += got;
        pending.append(block.constData(), got);
        qsizetype start = 0;
        for (qsizetype end; (end = pending.indexOf('\n', start)) >= 0; start = end + 1)
            take(pendingOffset + quint64(start), QByteArrayView(pending).sliced(start, end - start));
        pending.remove(0, start);
        pendingOffset += quint64(start);
    }
    // What has no line break was being written when the program ended: it was never acknowledged, and would spoil the
    // next line.
    if (!pending.isEmpty() && ::ftruncate(m_descriptor, off_t(pendingOffset)) != 0) {
        *error = u"The torn last line of the journal %1 cannot be cut off: %2."_s.arg(m_path, systemError());
        return false;
    }
    m_size.store(qint64(pendingOffset), std::memory_order_release);
    return true;
}

bool JournalFile::append(QByteArray *bytes, QString *error)
{
    qsizetype written = 0;
    bool ok = true;
    while (written < bytes->size()) {
        const ssize_t count = ::write(m_descriptor, bytes->constData() + written, size_t(bytes->size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            if (error)
                *error = u"The journal %1 cannot be written: %2. New events are kept in memory until it can."_s.arg(
                    m_path.isEmpty() ? u"(temporary)"_s : m_path, systemError());
            ok = false;
            break;
        }
        written += count;
    }
    m_size.fetch_add(written, std::memory_order_acq_rel);
    bytes->remove(0, written);
    return ok;
}

QByteArray JournalFile::read(quint64 offset, quint32 length) const
{
    QByteArray bytes(qsizetype(length), Qt::Uninitialized);
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t got =
            ::pread(m_descriptor, bytes.data() + done, size_t(bytes.size() - done), off_t(offset) + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return {};
        done += got;
    }
    return bytes;
}

} // namespace stagewatch::journal
