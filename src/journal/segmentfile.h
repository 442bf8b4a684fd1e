// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/diskfile.h"
#include "journal/logoptions.h"

#include <QByteArray>
#include <QString>
#include <memory>
#include <vector>

namespace stagewatch::journal {

/// Messages that are written at once.
struct LogBatch
{
    qint64 first = 0; ///< sequence of the first
    QByteArray bytes; ///< the lines, each with its line break
    std::vector<quint32> ends; ///< of each line in `bytes`, behind its line break
    [[nodiscard]] qint64 count() const { return qint64(ends.size()); }
    [[nodiscard]] bool isEmpty() const { return ends.empty(); }
};

/// One record of a check file: where a message's line ends and the CRC-32C of its bytes, with a CRC-32C of its own that
/// also holds the sequence. Little endian; the record of the n-th message of a segment stands at n times its size.
struct CheckRecord
{
    static constexpr qsizetype size = 12;
    quint32 end = 0;
    quint32 lineCrc = 0;

    void appendTo(QByteArray *bytes, qint64 sequence) const;
    /// False where the record is damaged, or is that of another message.
    [[nodiscard]] bool read(const char *from, qint64 sequence);
};

[[nodiscard]] QString segmentDataName(qint64 first);
[[nodiscard]] QString segmentCheckName(qint64 first);
/// The first sequence of a data or check file by its name; 0 where it is none.
[[nodiscard]] qint64 segmentOfName(const QString &name);

/// The two files of one segment: NDJSON as watchers get it, and its checks. One thread writes at a time, any thread
/// reads what was written before. Errors are errno.
class SegmentFile
{
public:
    /// Creates it (0600), or takes over an empty one. Null, and errno, where it cannot be.
    [[nodiscard]] static std::shared_ptr<SegmentFile> create(const QString &folder, qint64 first);
    /// Files without names, without checks.
    [[nodiscard]] static std::shared_ptr<SegmentFile> createNameless();
    /// Opens it to go on behind `dataSize` bytes and `records` records.
    [[nodiscard]] static std::shared_ptr<SegmentFile> open(const QString &folder, qint64 first, qint64 dataSize,
                                                           qint64 records);
    [[nodiscard]] static std::shared_ptr<SegmentFile> openToRead(const QString &folder, qint64 first);

    /// All of the batch, or nothing of it: data, sync, then the records. `syncSeconds` is how long the sync took.
    [[nodiscard]] int write(const LogBatch &batch, Durability durability, double *syncSeconds);
    /// Syncs the checks too: before another segment is begun.
    [[nodiscard]] int seal();
    [[nodiscard]] QByteArray read(qint64 offset, qsizetype length) const { return readAt(m_data, offset, length); }
    /// Writing thread.
    [[nodiscard]] qint64 size() const { return m_size; }
    [[nodiscard]] qint64 count() const { return m_count; }

private:
    [[nodiscard]] int cutBack();

    Descriptor m_data;
    Descriptor m_checks; ///< invalid where the file has no name
    qint64 m_size = 0; ///< of the data that was written whole
    qint64 m_count = 0;
    bool m_overhang = false; ///< a failed write may have left bytes behind
};

} // namespace stagewatch::journal
