// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/segmentscan.h"

#include "journal/crc32c.h"
#include "journal/storedplace.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <algorithm>
#include <cerrno>

namespace stagewatch::journal {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

/// One beyond the line break of the line that begins there; 0 where it has none.
qsizetype lineEnd(QByteArrayView data, qsizetype begin)
{
    return data.indexOf('\n', begin) + 1;
}
} // namespace

std::optional<SegmentScan> SegmentScan::load(const QString &folder, qint64 first)
{
    SegmentScan scan;
    scan.m_first = first;
    const auto read = [&](const QString &name, QByteArray *bytes) {
        std::optional<QByteArray> content = readFile(QDir(folder).filePath(name));
        if (!content && errno != ENOENT)
            return false;
        *bytes = content.value_or(QByteArray());
        return true;
    };
    if (!read(segmentDataName(first), &scan.m_data) || !read(segmentCheckName(first), &scan.m_checks))
        return std::nullopt;
    return scan;
}

bool SegmentScan::record(qint64 index, CheckRecord *record) const
{
    return record->read(m_checks.constData() + index * CheckRecord::size, m_first + index);
}

/// Records at the end of the check file that hold nothing: the last ones were not written whole.
qint64 SegmentScan::trailingGarbage() const
{
    CheckRecord last;
    qint64 good = recordCount();
    while (good > 0 && !record(good - 1, &last))
        --good;
    return recordCount() - good;
}

bool SegmentScan::isMessage(QByteArrayView line, qint64 sequence, QByteArrayView streamId) const
{
    const std::optional<StoredPlace> place = storedPlace(line);
    return place && place->sequence == sequence && place->streamId == streamId && isWholeMessage(line);
}

SegmentScan::Report SegmentScan::verify(const QString &streamId) const
{
    Report report;
    report.index.first = m_first;
    if (verifyChecked(&report))
        verifyRest(streamId.toLatin1(), &report);
    return report;
}

bool SegmentScan::verifyChecked(Report *report) const
{
    report->checked = recordCount() - trailingGarbage();
    report->recordsLost = report->checked * CheckRecord::size != m_checks.size();
    std::vector<quint32> &ends = report->index.ends;
    ends.reserve(size_t(report->checked));
    quint32 begin = 0;
    const QByteArrayView data(m_data);
    for (qint64 index = 0; index < report->checked; ++index) {
        CheckRecord found;
        if (!record(index, &found)) {
            report->damage = Text::tr("the check of message %1 is damaged").arg(m_first + index);
            return false;
        }
        if (qint64(found.end) > m_data.size()) {
            report->damage = Text::tr("message %1 is missing").arg(m_first + index);
            return false;
        }
        if (found.end <= begin || data[found.end - 1] != '\n'
            || crc32c(data.sliced(begin, found.end - begin)) != found.lineCrc) {
            report->damage = Text::tr("message %1 is not what was written").arg(m_first + index);
            return false;
        }
        begin = found.end;
        ends.push_back(begin);
    }
    return true;
}

void SegmentScan::verifyRest(const QByteArray &streamId, Report *report) const
{
    std::vector<quint32> &ends = report->index.ends;
    const QByteArrayView data(m_data);
    qsizetype begin = report->index.dataSize();
    for (qsizetype end; (end = lineEnd(data, begin)) > 0; begin = end) {
        if (!isMessage(data.sliced(begin, end - 1 - begin), report->index.end(), streamId)) {
            report->damage = Text::tr("message %1 is not what was written").arg(report->index.end());
            return;
        }
        ends.push_back(quint32(end));
        report->recordsLost = true;
    }
    report->tornBytes = data.size() - begin;
}

void SegmentScan::goodMessages(QByteArray *streamId, const TakeMessage &take) const
{
    const QByteArrayView data(m_data);
    qsizetype begin = 0;
    qint64 index = 0;
    const auto offer = [&](QByteArrayView line, bool isChecked) {
        const std::optional<StoredPlace> place = storedPlace(line);
        if (!place)
            return;
        if (streamId->isEmpty())
            *streamId = place->streamId.toByteArray();
        if (isChecked || isMessage(line, m_first + index, *streamId))
            take(line, m_first + index);
    };
    for (const qint64 records = recordCount() - trailingGarbage(); index < records; ++index) {
        CheckRecord found;
        if (record(index, &found)) {
            const auto end = qsizetype(found.end);
            if (end > begin && end <= data.size() && crc32c(data.sliced(begin, end - begin)) == found.lineCrc)
                offer(data.sliced(begin, end - 1 - begin), true);
            begin = std::min(end, data.size());
        } else {
            const qsizetype end = lineEnd(data, begin);
            if (end > 0)
                offer(data.sliced(begin, end - 1 - begin), false);
            begin = end > 0 ? end : data.size();
        }
    }
    for (qsizetype end; (end = lineEnd(data, begin)) > 0; begin = end, ++index)
        offer(data.sliced(begin, end - 1 - begin), false);
}

QByteArray SegmentScan::recordsFrom(const Report &report, qint64 from) const
{
    QByteArray records;
    const std::vector<quint32> &ends = report.index.ends;
    for (auto row = size_t(from); row < ends.size(); ++row) {
        const quint32 begin = row == 0 ? 0 : ends[row - 1];
        const CheckRecord made{ ends[row], crc32c(QByteArrayView(m_data).sliced(begin, ends[row] - begin)) };
        made.appendTo(&records, m_first + qint64(row));
    }
    return records;
}

qint64 SegmentScan::expectedCount() const
{
    return std::max(recordCount(), qint64(m_data.count('\n')));
}

} // namespace stagewatch::journal
