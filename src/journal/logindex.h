// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logoptions.h"
#include "journal/segmentfile.h"

#include <QDateTime>
#include <deque>

namespace stagewatch::journal {

/// Where the lines of one segment end; what is kept in memory of each message.
struct SegmentIndex
{
    qint64 first = 0;
    std::vector<quint32> ends;
    [[nodiscard]] qint64 end() const { return first + qint64(ends.size()); }
    [[nodiscard]] quint32 beginOf(size_t row) const { return row == 0 ? 0 : ends[row - 1]; }
    [[nodiscard]] qint64 dataSize() const { return ends.empty() ? 0 : ends.back(); }
};

/// Finds the messages of a log in its segments. The owner's thread.
class LogIndex
{
public:
    /// `next` is the number of the first message of all where no segment is there yet.
    LogIndex(QString folder, std::vector<SegmentIndex> segments, qint64 next);

    [[nodiscard]] qint64 first() const { return m_first; }
    [[nodiscard]] qint64 end() const { return m_end; }
    /// Takes in what was written to the segment.
    void add(const LogBatch &batch, std::shared_ptr<SegmentFile> file, bool isNewSegment);
    /// Without its line break; empty where it cannot be read.
    [[nodiscard]] QByteArray read(qint64 sequence) const;
    /// The messages from this one on that `bytes` hold, at least one, and none of another segment. Empty where they
    /// cannot be read.
    [[nodiscard]] LogBatch readSome(qint64 sequence, qsizetype bytes) const;
    /// The segments that are too much, the oldest first; never the newest one. A segment is as old as its newest
    /// message.
    [[nodiscard]] std::vector<qint64> beyond(const LogRetention &retention, const QDateTime &now) const;
    /// The first sequence that stays where so many of the oldest segments go.
    [[nodiscard]] qint64 firstWithout(size_t segments) const { return m_segments[segments].index.first; }
    void drop(size_t segments);

private:
    struct Segment
    {
        SegmentIndex index;
        mutable std::shared_ptr<SegmentFile> file; ///< null: not open
    };
    [[nodiscard]] const Segment &segmentOf(qint64 sequence) const;
    [[nodiscard]] SegmentFile *openSegment(const Segment &segment) const;

    QString m_folder;
    std::deque<Segment> m_segments;
    qint64 m_first = 1;
    qint64 m_end = 1;
    mutable qint64 m_readFrom = 0; ///< the sealed segment that is open: one at a time
};

} // namespace stagewatch::journal
