// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/logindex.h"

#include <QDir>
#include <QFileInfo>
#include <algorithm>

namespace stagewatch::journal {

LogIndex::LogIndex(QString folder, std::vector<SegmentIndex> segments, qint64 next)
    : m_folder(std::move(folder))
    , m_first(next)
    , m_end(next)
{
    for (SegmentIndex &segment : segments)
        m_segments.push_back({ std::move(segment), nullptr });
    if (m_segments.empty())
        return;
    m_first = m_segments.front().index.first;
    m_end = m_segments.back().index.end();
}

void LogIndex::add(const LogBatch &batch, std::shared_ptr<SegmentFile> file, bool isNewSegment)
{
    if (m_segments.empty() || (isNewSegment && !m_segments.back().index.ends.empty())) {
        if (!m_segments.empty() && !m_folder.isEmpty())
            m_segments.back().file.reset(); // a file without a name must stay open
        m_segments.push_back({ { batch.first, {} }, nullptr });
    }
    Segment &segment = m_segments.back();
    segment.file = std::move(file);
    std::vector<quint32> &ends = segment.index.ends;
    const auto offset = quint32(segment.index.dataSize());
    for (const quint32 end : batch.ends)
        ends.push_back(offset + end);
    m_end = segment.index.end();
}

const LogIndex::Segment &LogIndex::segmentOf(qint64 sequence) const
{
    const auto behind =
        std::upper_bound(m_segments.begin(), m_segments.end(), sequence,
                         [](qint64 wanted, const Segment &segment) { return wanted < segment.index.first; });
    return *std::prev(behind);
}

QByteArray LogIndex::read(qint64 sequence) const
{
    if (sequence < m_first || sequence >= m_end)
        return {};
    const Segment &segment = segmentOf(sequence);
    const auto row = size_t(sequence - segment.index.first);
    const quint32 begin = segment.index.beginOf(row);
    const SegmentFile *file = openSegment(segment);
    return file ? file->read(begin, segment.index.ends[row] - begin - 1) : QByteArray();
}

LogBatch LogIndex::readSome(qint64 sequence, qsizetype bytes) const
{
    LogBatch batch{ sequence, {}, {} };
    if (sequence < m_first || sequence >= m_end)
        return batch;
    const Segment &segment = segmentOf(sequence);
    const std::vector<quint32> &ends = segment.index.ends;
    const auto row = size_t(sequence - segment.index.first);
    const quint32 begin = segment.index.beginOf(row);
    auto behind = std::upper_bound(ends.begin() + std::ptrdiff_t(row), ends.end(), begin + quint64(bytes));
    behind = std::max(behind, ends.begin() + std::ptrdiff_t(row) + 1);
    const SegmentFile *file = openSegment(segment);
    if (file)
        batch.bytes = file->read(begin, *std::prev(behind) - begin);
    if (file && batch.bytes.isEmpty()) { // what cannot be read may be one behind it
        behind = ends.begin() + std::ptrdiff_t(row) + 1;
        batch.bytes = file->read(begin, ends[row] - begin);
    }
    if (batch.bytes.isEmpty())
        return batch;
    batch.ends.reserve(size_t(behind - ends.begin()) - row);
    std::transform(ends.begin() + std::ptrdiff_t(row), behind, std::back_inserter(batch.ends),
                   [begin](quint32 end) { return end - begin; });
    return batch;
}

SegmentFile *LogIndex::openSegment(const Segment &segment) const
{
    if (!segment.file) {
        for (const Segment &other : m_segments) {
            if (other.index.first == m_readFrom && &other != &m_segments.back())
                other.file.reset();
        }
        segment.file = SegmentFile::openToRead(m_folder, segment.index.first);
        m_readFrom = segment.index.first;
    }
    return segment.file.get();
}

std::vector<qint64> LogIndex::beyond(const LogRetention &retention, const QDateTime &now) const
{
    std::vector<qint64> segments;
    for (size_t index = 0; index + 1 < m_segments.size(); ++index) {
        const bool tooMany = retention.events > 0 && m_end - m_segments[index + 1].index.first >= retention.events;
        const QString path = QDir(m_folder).filePath(segmentDataName(m_segments[index].index.first));
        const bool tooOld = retention.age.count() > 0 && !m_folder.isEmpty()
            && QFileInfo(path).lastModified().secsTo(now) > retention.age.count();
        if (!tooMany && !tooOld)
            break;
        segments.push_back(m_segments[index].index.first);
    }
    return segments;
}

void LogIndex::drop(size_t segments)
{
    m_segments.erase(m_segments.begin(), m_segments.begin() + std::ptrdiff_t(segments));
    m_first = m_segments.front().index.first;
}

} // namespace stagewatch::journal
