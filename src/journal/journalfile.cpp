// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalfile.h"

#include "journal/privatefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

constexpr qsizetype blockSize = 1024 * 1024;

/// Of the call that failed last: to be asked for before anything else is done, a translation too.
QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

QString lockError(const QLockFile &lock, const QString &path)
{
    if (lock.error() == QLockFile::LockFailedError)
        return Text::tr("The journal %1 is already written by another Stagewatch; close that one first.").arg(path);
    return Text::
        tr("The journal %1 cannot be written: nothing can be added to its folder. Make the folder writable or choose "
           "another one.")
            .arg(path);
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
    if (!makePrivateFolder(QFileInfo(absolute).absolutePath())) {
        const QString cause = systemError();
        *error = Text::tr("The folder of the journal %1 cannot be made: %2. Choose another one or free some space.")
                     .arg(absolute, cause);
        return false;
    }
    m_lock = std::make_unique<QLockFile>(absolute + u".lock"_s);
    m_lock->setStaleLockTime(0); // a lock is stale when its process is gone, never because it is old
    if (!m_lock->tryLock(0)) {
        *error = lockError(*m_lock, absolute);
        return false;
    }
    m_descriptor = ::open(QFile::encodeName(absolute).constData(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (m_descriptor < 0) {
        const QString cause = systemError();
        *error = Text::tr("The journal %1 cannot be opened: %2.").arg(absolute, cause);
        return false;
    }
    if (!isFile()) {
        *error = Text::tr("%1 is no file, so no journal can be written there. Choose another name.").arg(absolute);
        return false;
    }
    m_path = absolute;
    return true;
}

bool JournalFile::isFile() const
{
    struct stat about = {};
    return ::fstat(m_descriptor, &about) == 0 && S_ISREG(about.st_mode);
}

bool JournalFile::openTemporary(QString *error)
{
    QByteArray name = QFile::encodeName(QDir::temp().filePath(u"stagewatch-XXXXXX"_s));
    m_descriptor = ::mkostemp(name.data(), O_APPEND | O_CLOEXEC);
    if (m_descriptor < 0) {
        const QString cause = systemError();
        *error = Text::tr("No temporary file can be made in %1: %2. Set TMPDIR to a folder that can be written.")
                     .arg(QDir::tempPath(), cause);
        return false;
    }
    ::unlink(name.constData());
    return true;
}

bool JournalFile::openReadOnly(const QString &path, QString *error)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    // Without O_NONBLOCK, a pipe would keep the program waiting for somebody to write to it.
    m_descriptor = ::open(QFile::encodeName(absolute).constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (m_descriptor < 0) {
        const QString cause = systemError();
        *error = Text::tr("The recording %1 cannot be opened: %2.").arg(absolute, cause);
        return false;
    }
    if (!isFile()) {
        *error =
            Text::tr("%1 is no file, so it cannot be a recording. Choose a file with one event a line.").arg(absolute);
        return false;
    }
    m_readOnly = true;
    m_path = absolute;
    return true;
}

bool JournalFile::findEnd(QString *error)
{
    struct stat about = {};
    if (::fstat(m_descriptor, &about) != 0) {
        const QString cause = systemError();
        *error = Text::tr("The journal %1 cannot be read: %2.").arg(m_path, cause);
        return false;
    }
    qint64 size = about.st_size;
    if (!m_readOnly && !cutTornLine(&size, error))
        return false;
    m_size.store(size, std::memory_order_release);
    return true;
}

/// It was being written when the program ended: never acknowledged, and it would spoil the next line.
bool JournalFile::cutTornLine(qint64 *size, QString *error) const
{
    const qint64 before = *size;
    QByteArray block(blockSize, Qt::Uninitialized);
    for (qint64 end = before; end > 0;) {
        const qint64 begin = std::max<qint64>(0, end - blockSize);
        if (!readInto(begin, block.data(), end - begin, error))
            return false;
        const qsizetype lineBreak = QByteArrayView(block).first(end - begin).lastIndexOf('\n');
        end = lineBreak < 0 ? begin : begin + lineBreak + 1;
        *size = end;
        if (lineBreak >= 0)
            break;
    }
    if (*size == before || ::ftruncate(m_descriptor, off_t(*size)) == 0)
        return true;
    const QString cause = systemError();
    *error = Text::tr("The torn last line of the journal %1 cannot be cut off: %2.").arg(m_path, cause);
    return false;
}

bool JournalFile::readInto(qint64 offset, char *bytes, qint64 length, QString *error) const
{
    for (qint64 done = 0; done < length;) {
        const ssize_t got = ::pread(m_descriptor, bytes + done, size_t(length - done), off_t(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            const QString cause = got < 0 ? systemError() : Text::tr("it became shorter meanwhile");
            *error = Text::tr("The journal %1 cannot be read: %2.").arg(m_path, cause);
            return false;
        }
        done += got;
    }
    return true;
}

bool JournalFile::append(QByteArray *bytes, QString *error)
{
    if (m_readOnly) {
        if (error)
            *error = Text::tr("The recording %1 is open to be read only; nothing is added to it.").arg(m_path);
        return false;
    }
    qsizetype written = 0;
    bool ok = true;
    while (written < bytes->size()) {
        const ssize_t count = ::write(m_descriptor, bytes->constData() + written, size_t(bytes->size() - written));
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            const QString cause = systemError();
            if (error)
                *error = Text::tr("The journal %1 cannot be written: %2. New events are kept in memory until it can.")
                             .arg(m_path.isEmpty() ? Text::tr("(temporary)") : m_path, cause);
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
    const qint64 got = readBytes(offset, { bytes.data(), size_t(length) });
    return got == length ? bytes : QByteArray();
}

qint64 JournalFile::readBytes(quint64 offset, std::span<char> bytes) const
{
    size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got =
            ::pread(m_descriptor, bytes.data() + done, bytes.size() - done, off_t(offset) + off_t(done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += size_t(got);
    }
    return qint64(done);
}

} // namespace stagewatch::journal
