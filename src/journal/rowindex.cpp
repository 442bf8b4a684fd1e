// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/rowindex.h"

#include "journal/crc32c.h"
#include "journal/privatefolder.h"

#include <QCryptographicHash>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <cstring>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

constexpr quint32 formatVersion = 1;
constexpr qint64 headerSize = 4096; ///< so that the rows behind it lie on pages of their own
constexpr qint64 probeSize = 64 * 1024;

/// The begin of an index file, as this machine keeps it in memory: an index does not travel.
struct Header
{
    char magic[8] = { 's', 'w', 'r', 'o', 'w', 's', '\n', '\0' };
    quint32 version = formatVersion;
    quint32 rowSize = sizeof(Row);
    qint64 rowCount = 0;
    qint64 coveredBytes = 0;
    quint64 inode = 0; ///< of the journal
    qint64 modified = 0; ///< when the journal was changed last, ns
    qint64 size = 0; ///< of the journal then
    qint64 namesSize = 0;
    quint32 probe = 0; ///< CRC of the first and the last bytes that are covered
    quint32 rowsCrc = 0;
    quint32 namesCrc = 0;
    quint32 headerCrc = 0; ///< of everything before it
};
static_assert(sizeof(Header) <= headerSize);

quint32 crcOf(const Header &header)
{
    return crc32c(QByteArrayView(reinterpret_cast<const char *>(&header), offsetof(Header, headerCrc)));
}

std::optional<quint32> probe(const JournalFile &journal, qint64 coveredBytes)
{
    const auto length = quint32(std::min(probeSize, coveredBytes));
    const QByteArray first = journal.read(0, length);
    const QByteArray last = journal.read(quint64(coveredBytes - length), length);
    if (first.size() != qsizetype(length) || last.size() != qsizetype(length))
        return std::nullopt;
    return crc32c(last, crc32c(first));
}

/// Fills what the header says of the journal's file.
bool describe(const JournalFile &journal, Header &header)
{
    struct stat about = {};
    if (::fstat(journal.descriptor(), &about) != 0)
        return false;
    header.inode = about.st_ino;
    header.modified = qint64(about.st_mtim.tv_sec) * 1'000'000'000 + about.st_mtim.tv_nsec;
    header.size = about.st_size;
    const auto found = probe(journal, header.coveredBytes);
    header.probe = found.value_or(0);
    return found.has_value();
}

bool isOf(const Header &header, const JournalFile &journal)
{
    Header now = header;
    if (header.coveredBytes < 0 || header.coveredBytes > journal.size() || !describe(journal, now))
        return false;
    if (now.inode != header.inode || now.probe != header.probe)
        return false;
    // A journal only grows; whatever else was done to the file leaves another time.
    return now.size > header.size || (now.size == header.size && now.modified == header.modified);
}

bool isSound(const Header &header, qint64 fileSize)
{
    const Header expected;
    return std::memcmp(header.magic, expected.magic, sizeof header.magic) == 0 && header.version == formatVersion
        && header.rowSize == sizeof(Row) && header.headerCrc == crcOf(header) && header.rowCount >= 0
        && header.namesSize >= 0 && header.rowCount <= fileSize / qint64(sizeof(Row))
        && headerSize + header.rowCount * qint64(sizeof(Row)) + header.namesSize == fileSize;
}

QByteArray namesOf(const JournalRows &rows)
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out.setVersion(QDataStream::Qt_6_4);
    QStringList stages;
    for (int i = 0; i < rows.stages.count(); ++i)
        stages += rows.stages.name(quint16(i));
    out << stages << rows.currentStage() << quint32(rows.runs().size());
    for (const RunStart &run : rows.runs())
        out << run.row << run.runId;
    return bytes;
}

bool readNames(QByteArrayView bytes, RowIndex &index)
{
    QDataStream in(QByteArray::fromRawData(bytes.data(), bytes.size()));
    in.setVersion(QDataStream::Qt_6_4);
    quint32 count = 0;
    in >> index.stages >> index.currentStage >> count;
    for (quint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
        RunStart run;
        in >> run.row >> run.runId;
        index.runs.push_back(run);
    }
    return in.status() == QDataStream::Ok;
}

} // namespace

QString RowIndexFolder::fileFor(const QString &journalPath) const
{
    const QByteArray name = QCryptographicHash::hash(QFile::encodeName(journalPath), QCryptographicHash::Sha256);
    return QDir(m_path).filePath(QString::fromLatin1(name.toHex().left(32)) + u".rows"_s);
}

std::optional<RowIndex> RowIndexFolder::load(const JournalFile &journal) const
{
    if (!isUsed())
        return std::nullopt;
    auto file = std::make_shared<QFile>(fileFor(journal.path()));
    Header header;
    if (!file->open(QIODevice::ReadOnly) || file->size() < headerSize)
        return std::nullopt;
    const uchar *const memory = file->map(0, file->size());
    if (!memory)
        return std::nullopt;
    std::memcpy(&header, memory, sizeof header);
    if (!isSound(header, file->size()) || !isOf(header, journal))
        return std::nullopt;
    const qint64 rowBytes = header.rowCount * qint64(sizeof(Row));
    const QByteArrayView rows(memory + headerSize, rowBytes);
    const QByteArrayView names(memory + headerSize + rowBytes, header.namesSize);
    RowIndex index;
    if (crc32c(rows) != header.rowsCrc || crc32c(names) != header.namesCrc || !readNames(names, index))
        return std::nullopt;
    index.rows = std::shared_ptr<const Row>(file, reinterpret_cast<const Row *>(rows.data()));
    index.count = header.rowCount;
    index.coveredBytes = header.coveredBytes;
    return index;
}

bool RowIndexFolder::save(const JournalFile &journal, const JournalRows &rows, qint64 coveredBytes) const
{
    if (!isUsed() || !makePrivateFolder(m_path))
        return false;
    makeRoom();
    QSaveFile file(fileFor(journal.path()));
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return false;
    Header header;
    header.rowCount = rows.chunks.appended();
    header.coveredBytes = coveredBytes;
    if (!describe(journal, header))
        return false;
    file.write(QByteArray(headerSize, '\0')); // what it says of the rows is known when they are written
    for (qint64 first = 0; first < header.rowCount; first += RowChunks::rowsAChunk) {
        const qint64 count = std::min(RowChunks::rowsAChunk, header.rowCount - first);
        const QByteArrayView chunk(reinterpret_cast<const char *>(rows.chunks.chunk(first)),
                                   count * qint64(sizeof(Row)));
        header.rowsCrc = crc32c(chunk, header.rowsCrc);
        if (file.write(chunk.data(), chunk.size()) != chunk.size())
            return false;
    }
    const QByteArray names = namesOf(rows);
    header.namesSize = names.size();
    header.namesCrc = crc32c(names);
    header.headerCrc = crcOf(header);
    return file.write(names) == names.size() && file.seek(0)
        && file.write(reinterpret_cast<const char *>(&header), sizeof header) == qint64(sizeof header) && file.commit();
}

/// The oldest indices go, but for the newest they all fit.
void RowIndexFolder::makeRoom() const
{
    qint64 bytes = 0;
    const QFileInfoList files = QDir(m_path).entryInfoList({ u"*.rows"_s }, QDir::Files, QDir::Time);
    for (const QFileInfo &file : files) {
        bytes += file.size();
        if (bytes > mostBytes)
            QFile::remove(file.filePath());
    }
}

} // namespace stagewatch::journal
