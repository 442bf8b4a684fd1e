// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/segmentfile.h"

#include "journal/crc32c.h"

#include <QDir>
#include <QtEndian>

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {
constexpr int nameDigits = 20;

quint32 recordCrc(const char *endAndCrc, qint64 sequence)
{
    char place[8];
    qToLittleEndian(quint64(sequence), place);
    return crc32c(QByteArrayView(endAndCrc, 8), crc32c(QByteArrayView(place, 8)));
}

bool isEmptyFile(const Descriptor &file)
{
    struct stat about = {};
    return file.isValid() && ::fstat(file.get(), &about) == 0 && about.st_size == 0;
}

QByteArray recordsOf(const LogBatch &batch, qint64 offset)
{
    QByteArray records;
    records.reserve(batch.count() * CheckRecord::size);
    const QByteArrayView bytes(batch.bytes);
    quint32 begin = 0;
    for (qint64 index = 0; index < batch.count(); ++index) {
        const quint32 end = batch.ends[size_t(index)];
        const CheckRecord record{ quint32(offset + end), crc32c(bytes.sliced(begin, end - begin)) };
        record.appendTo(&records, batch.first + index);
        begin = end;
    }
    return records;
}
} // namespace

void CheckRecord::appendTo(QByteArray *bytes, qint64 sequence) const
{
    char record[size];
    qToLittleEndian(end, record);
    qToLittleEndian(lineCrc, record + 4);
    qToLittleEndian(recordCrc(record, sequence), record + 8);
    bytes->append(record, size);
}

bool CheckRecord::read(const char *from, qint64 sequence)
{
    end = qFromLittleEndian<quint32>(from);
    lineCrc = qFromLittleEndian<quint32>(from + 4);
    return qFromLittleEndian<quint32>(from + 8) == recordCrc(from, sequence);
}

QString segmentDataName(qint64 first)
{
    return u"%1.ndjson"_s.arg(first, nameDigits, 10, QChar(u'0'));
}

QString segmentCheckName(qint64 first)
{
    return u"%1.check"_s.arg(first, nameDigits, 10, QChar(u'0'));
}

qint64 segmentOfName(const QString &name)
{
    const qint64 first = name.left(nameDigits).toLongLong();
    return first > 0 && (name == segmentDataName(first) || name == segmentCheckName(first)) ? first : 0;
}

std::shared_ptr<SegmentFile> SegmentFile::create(const QString &folder, qint64 first)
{
    auto segment = open(folder, first, 0, 0);
    if (segment && (!isEmptyFile(segment->m_data) || !isEmptyFile(segment->m_checks))) {
        errno = EEXIST;
        return nullptr;
    }
    return segment;
}

std::shared_ptr<SegmentFile> SegmentFile::createNameless()
{
    auto segment = std::make_shared<SegmentFile>();
    segment->m_data = openNamelessFile();
    return segment->m_data.isValid() ? segment : nullptr;
}

std::shared_ptr<SegmentFile> SegmentFile::open(const QString &folder, qint64 first, qint64 dataSize, qint64 records)
{
    auto segment = std::make_shared<SegmentFile>();
    segment->m_data = openFile(QDir(folder).filePath(segmentDataName(first)), O_RDWR | O_CREAT);
    if (!segment->m_data.isValid())
        return nullptr;
    segment->m_checks = openFile(QDir(folder).filePath(segmentCheckName(first)), O_RDWR | O_CREAT);
    if (!segment->m_checks.isValid())
        return nullptr;
    segment->m_size = dataSize;
    segment->m_count = records;
    return segment;
}

std::shared_ptr<SegmentFile> SegmentFile::openToRead(const QString &folder, qint64 first)
{
    auto segment = std::make_shared<SegmentFile>();
    segment->m_data = openFile(QDir(folder).filePath(segmentDataName(first)), O_RDONLY);
    return segment->m_data.isValid() ? segment : nullptr;
}

int SegmentFile::write(const LogBatch &batch, Durability durability, double *syncSeconds)
{
    if (m_overhang) {
        if (const int error = cutBack())
            return error;
    }
    int error = writeAt(m_data, batch.bytes, m_size);
    if (error == 0 && durability == Durability::Synced) {
        const auto begun = std::chrono::steady_clock::now();
        error = syncData(m_data);
        *syncSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    }
    // Somebody deleted the folder under the running program: nothing may be confirmed that is gone with it.
    if (error == 0 && m_checks.isValid() && !(hasName(m_data) && hasName(m_checks)))
        error = ENOENT;
    if (error == 0 && m_checks.isValid())
        error = writeAt(m_checks, recordsOf(batch, m_size), m_count * CheckRecord::size);
    if (error != 0) {
        // What is left would be taken for messages by whoever opens the file after a crash. After a failed sync the
        // kernel forgets which pages were dirty, so the bytes must be written anew anyway.
        m_overhang = true;
        static_cast<void>(cutBack()); // what fails here is done again before the next try
        return error;
    }
    m_size += batch.bytes.size();
    m_count += batch.count();
    return 0;
}

int SegmentFile::seal()
{
    return m_checks.isValid() ? syncData(m_checks) : 0;
}

int SegmentFile::cutBack()
{
    int error = cutTo(m_data, m_size);
    if (error == 0 && m_checks.isValid())
        error = cutTo(m_checks, m_count * CheckRecord::size);
    m_overhang = error != 0;
    return error;
}

} // namespace stagewatch::journal
