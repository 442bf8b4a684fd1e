// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/logwriter.h"

#include "journal/privatefolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <limits>

namespace stagewatch::journal {

namespace {
struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};
} // namespace

LogWriter::LogWriter(LogLayout layout, StreamCard card, const Last &last)
    : m_layout(std::move(layout))
    , m_card(std::move(card))
    , m_last(last)
{
    if (m_layout.folder.isEmpty())
        m_layout.durability = Durability::None;
    m_layout.segmentBytes = qBound(qint64(1), m_layout.segmentBytes, qint64(1024) * 1024 * 1024);
}

LogWriter::Outcome LogWriter::write(const LogBatch &batch)
{
    Outcome outcome;
    int error = makeRoom(batch.first);
    if (error == 0 && m_segment->size() + batch.bytes.size() > std::numeric_limits<quint32>::max())
        error = EFBIG;
    if (error == 0)
        error = m_segment->write(batch, m_layout.durability, &outcome.syncSeconds);
    if (error != 0) {
        outcome.error = Text::tr("The journal of project %1 cannot be written: %2. New events are kept in memory, and "
                                 "none is confirmed, until it can; make room on the disk of %3.")
                            .arg(m_layout.projectId, errorText(error),
                                 m_layout.folder.isEmpty() ? QDir::tempPath() : m_layout.folder);
        return outcome;
    }
    outcome.segment = m_segment;
    outcome.isNewSegment = m_segment->count() == batch.count();
    return outcome;
}

/// Opens the segment that the batch goes to, or begins one.
int LogWriter::makeRoom(qint64 first)
{
    if (!m_segment && m_last.first > 0) {
        m_segment = SegmentFile::open(m_layout.folder, m_last.first, m_last.dataSize, m_last.records);
        if (!m_segment)
            return errno;
    }
    if (m_segment && m_segment->size() < m_layout.segmentBytes && m_segment->count() < m_layout.segmentEvents)
        return 0;
    if (m_segment && sync()) {
        if (const int error = m_segment->seal())
            return error;
    }
    return begin(first);
}

int LogWriter::begin(qint64 first)
{
    std::shared_ptr<SegmentFile> segment;
    if (m_layout.folder.isEmpty()) {
        segment = SegmentFile::createNameless();
        if (!segment)
            return errno;
    } else {
        if (!makePrivateFolder(m_layout.folder, sync()))
            return errno;
        segment = SegmentFile::create(m_layout.folder, first);
        if (!segment)
            return errno;
        // The card names a segment only once it is there, so that one that it names and that is missing was lost.
        StreamCard card = m_card;
        card.newestSegment = first;
        if (const int error = writeCard(m_layout.folder, card, sync()))
            return error;
        m_card = card;
    }
    m_segment = std::move(segment);
    return 0;
}

QString LogWriter::trim(const std::vector<qint64> &segments, qint64 newFirst)
{
    StreamCard card = m_card;
    card.firstSequence = newFirst;
    if (!m_layout.folder.isEmpty()) {
        // First the card: a file that goes missing without its leave is damage.
        if (const int error = writeCard(m_layout.folder, card, sync()))
            return Text::tr("The journal of project %1 cannot be trimmed: %2. Its old events stay until it can; make "
                            "room on the disk of %3.")
                .arg(m_layout.projectId, errorText(error), m_layout.folder);
        const QDir folder(m_layout.folder);
        for (const qint64 segment : segments) {
            QFile::remove(folder.filePath(segmentDataName(segment))); // what stays is removed at the next start
            QFile::remove(folder.filePath(segmentCheckName(segment)));
        }
    }
    m_card = card;
    return {};
}

} // namespace stagewatch::journal
