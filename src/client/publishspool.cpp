// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishspool.h"

#include "journal/privatefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

constexpr qsizetype blockSize = 64 * 1024;
/// An answered stretch at the end is cut off only where that gives back some room.
constexpr quint64 truncateBytes = 64 * 1024;

/// Of the call that failed last: to be asked for before anything else is done.
QString systemError()
{
    return QString::fromLocal8Bit(std::strerror(errno));
}

/// True where all of it was written; what was written is taken out of the bytes.
bool writeAll(int descriptor, QByteArray *bytes, quint64 *size)
{
    qsizetype done = 0;
    while (done < bytes->size()) {
        const ssize_t written = ::write(descriptor, bytes->constData() + done, size_t(bytes->size() - done));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            break;
        done += written;
    }
    const bool complete = done == bytes->size();
    *size += quint64(done);
    if (complete)
        bytes->clear();
    else
        bytes->remove(0, done);
    return complete;
}

QByteArray readAt(int descriptor, quint64 position, qsizetype length)
{
    QByteArray bytes(length, Qt::Uninitialized);
    qsizetype done = 0;
    while (done < length) {
        const ssize_t got = ::pread(descriptor, bytes.data() + done, size_t(length - done), off_t(position) + done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        done += got;
    }
    bytes.truncate(done);
    return bytes;
}

} // namespace

std::unique_ptr<PublishSpool> PublishSpool::create(const QString &folder, const QString &name, QString *error)
{
    auto spool = std::unique_ptr<PublishSpool>(new PublishSpool);
    if (!folder.isEmpty()) {
        if (!journal::makePrivateFolder(QDir(folder).absolutePath())) {
            const QString cause = systemError();
            *error = Text::tr("The folder %1, in which events wait for the server, cannot be made: %2. Choose another "
                              "one or free some space.")
                         .arg(folder, cause);
            return {};
        }
        spool->m_path = QDir(folder).absoluteFilePath(name + u".ndjson"_s);
    }
    if (!spool->openFile(error))
        return {};
    return spool;
}

bool PublishSpool::openFile(QString *error)
{
    if (m_path.isEmpty()) {
        QByteArray name = QFile::encodeName(QDir::temp().filePath(u"stagewatch-XXXXXX"_s));
        m_descriptor = ::mkostemp(name.data(), O_APPEND | O_CLOEXEC);
        if (m_descriptor >= 0)
            ::unlink(name.constData());
    } else {
        m_descriptor =
            ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0600);
    }
    if (m_descriptor >= 0)
        return true;
    const QString cause = systemError();
    *error = Text::tr("The file in which events wait for the server cannot be made in %1: %2. Make the folder writable "
                      "or choose another one.")
                 .arg(m_path.isEmpty() ? QDir::tempPath() : m_path, cause);
    return false;
}

PublishSpool::~PublishSpool()
{
    finish();
}

bool PublishSpool::append(QByteArrayView line)
{
    if (!m_unwritten.isEmpty() && m_unwritten.size() + line.size() + 1 > unwrittenLimit && !write())
        return false;
    m_unwritten.append(line.data(), line.size());
    m_unwritten.append('\n');
    // While the disk refuses, retry() asks it again; not every event does.
    if (m_error.isEmpty())
        write();
    return true;
}

bool PublishSpool::retry()
{
    return m_unwritten.isEmpty() || write();
}

bool PublishSpool::write()
{
    if (writeAll(m_descriptor, &m_unwritten, &m_fileSize)) {
        m_error.clear();
        return true;
    }
    const QString cause = systemError();
    m_error = Text::tr("Events that wait for the server cannot be written to %1: %2. Free "
                       "some space, or events will be lost.")
                  .arg(m_path.isEmpty() ? QDir::tempPath() : m_path, cause);
    return false;
}

QByteArray PublishSpool::read(quint64 offset, qsizetype length)
{
    QByteArray bytes;
    const quint64 fileEnd = m_base + m_fileSize;
    if (offset < fileEnd) {
        const auto wanted = qsizetype(std::min<quint64>(quint64(length), fileEnd - offset));
        bytes = readAt(m_descriptor, offset - m_base, wanted);
        if (bytes.size() < wanted) {
            const QString cause = systemError();
            m_error = Text::tr("Events that wait for the server cannot be read from %1: %2.")
                          .arg(m_path.isEmpty() ? QDir::tempPath() : m_path, cause);
            return bytes;
        }
    }
    if (const qsizetype rest = length - bytes.size(); rest > 0)
        bytes += m_unwritten.mid(qsizetype(offset + quint64(bytes.size()) - fileEnd), rest);
    return bytes;
}

std::optional<PublishSpool::Line> PublishSpool::next()
{
    if (m_cursor == end())
        return {};
    if (m_blockStart > m_cursor || m_blockStart + quint64(m_block.size()) <= m_cursor) {
        m_blockStart = m_cursor;
        m_block.clear();
    }
    qsizetype from = qsizetype(m_cursor - m_blockStart);
    qsizetype lineEnd = m_block.indexOf('\n', from);
    while (lineEnd < 0) {
        m_block.remove(0, from); // what is left of the block has no line break
        m_blockStart = m_cursor;
        from = 0;
        const qsizetype known = m_block.size();
        const quint64 place = m_blockStart + quint64(known);
        const QByteArray more = read(place, qsizetype(std::min<quint64>(quint64(blockSize), end() - place)));
        if (more.isEmpty())
            return {};
        m_block += more;
        lineEnd = m_block.indexOf('\n', known);
    }
    Line line{ m_block.mid(from, lineEnd - from), m_cursor };
    m_cursor += quint64(lineEnd - from) + 1;
    return line;
}

void PublishSpool::release(quint64 offset)
{
    m_released = std::max(m_released, offset);
    if (m_released == end() && m_unwritten.isEmpty()) {
        if (m_fileSize < truncateBytes || ::ftruncate(m_descriptor, 0) != 0)
            return;
        m_base = end();
        m_fileSize = 0;
        m_reclaimAt = reclaimBytes;
        return;
    }
    const quint64 answered = m_released - m_base;
    if (answered >= m_reclaimAt && answered >= end() - m_released)
        m_reclaimAt = rewrite() ? reclaimBytes : 2 * answered; // a disk that refuses now is asked again much later
}

/// Makes a new file of what is not answered and puts it in the old one's place.
bool PublishSpool::rewrite()
{
    if (!m_unwritten.isEmpty())
        return false;
    const int old = m_descriptor;
    const QString path = m_path;
    QString ignored; // the old file stays, so nothing is lost
    if (!path.isEmpty())
        m_path += u".new"_s;
    const bool opened = openFile(&ignored);
    const QString newPath = std::exchange(m_path, path);
    const int fresh = std::exchange(m_descriptor, old);
    if (!opened)
        return false;
    const quint64 fileEnd = m_base + m_fileSize;
    quint64 size = 0;
    bool copied = true;
    for (quint64 at = m_released; copied && at < fileEnd;) {
        QByteArray bytes = readAt(old, at - m_base, qsizetype(std::min<quint64>(1024 * 1024, fileEnd - at)));
        at += quint64(bytes.size());
        copied = !bytes.isEmpty() && writeAll(fresh, &bytes, &size);
    }
    if (copied && !path.isEmpty())
        copied = ::rename(QFile::encodeName(newPath).constData(), QFile::encodeName(path).constData()) == 0;
    if (!copied) {
        ::close(fresh);
        if (!path.isEmpty())
            ::unlink(QFile::encodeName(newPath).constData());
        return false;
    }
    ::close(old);
    m_descriptor = fresh;
    m_base = m_released;
    m_fileSize = size;
    return true;
}

void PublishSpool::finish()
{
    if (std::exchange(m_finished, true) || m_descriptor < 0)
        return;
    retry();
    if (m_released == end()) {
        if (!m_path.isEmpty())
            ::unlink(QFile::encodeName(m_path).constData());
    } else if (!m_path.isEmpty()) {
        constexpr quint64 quicklyCopied = 64 * 1024 * 1024; // an answered event that stays is only sent once more
        if (m_released > m_base && end() - m_released <= quicklyCopied)
            rewrite();
        ::fdatasync(m_descriptor);
    }
    ::close(m_descriptor);
    m_descriptor = -1;
}

} // namespace stagewatch::client
