// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/logrecovery.h"

#include "journal/logsalvage.h"
#include "journal/segmentscan.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <fcntl.h>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

/// Looks at one log; every step says whether the next one makes sense.
class Recovery
{
public:
    explicit Recovery(const LogLayout &layout)
        : m_layout(layout)
        , m_folder(layout.folder)
    {
    }

    std::optional<RecoveredLog> run(QString *error)
    {
        if (m_layout.folder.isEmpty() || !m_folder.exists())
            return fresh();
        m_segments = segmentsIn(m_layout.folder);
        if (takeCard() && takeSegments() && m_error.isEmpty() && m_damage.isEmpty())
            return std::move(m_log);
        if (m_error.isEmpty() && m_damage.isEmpty())
            return fresh();
        *error = m_error;
        return std::nullopt;
    }
    /// What is damaged, where run() gave nothing and no error.
    [[nodiscard]] const QString &damage() const { return m_damage; }

private:
    std::optional<RecoveredLog> fresh()
    {
        RecoveredLog log;
        log.card.streamId = makeStreamId();
        log.card.projectId = m_layout.projectId;
        return log;
    }
    bool takeCard();
    bool takeSegments();
    bool dropLeftovers(qint64 newest);
    bool takeSegment(qint64 first);
    [[nodiscard]] int repair(const SegmentScan &scan, const SegmentScan::Report &report, bool isNewest);
    void note(const SegmentScan::Report &report);
    bool unreadable(int error)
    {
        m_error = Text::tr("The journal of project %1 in %2 cannot be read: %3.")
                      .arg(m_layout.projectId, m_layout.folder, errorText(error));
        return false;
    }

    const LogLayout &m_layout;
    QDir m_folder;
    std::vector<qint64> m_segments;
    RecoveredLog m_log;
    QString m_error;
    QString m_damage;
};

/// False, without error or damage, where nothing was ever written.
bool Recovery::takeCard()
{
    int error = 0;
    switch (readCard(m_layout.folder, &m_log.card, &error)) {
    case CardState::Good:
        break;
    case CardState::Missing:
        // The first segment is made before the card and written after it.
        if (dropLeftovers(0) && !m_segments.empty())
            m_damage = Text::tr("its file stream.json is missing");
        return false;
    case CardState::Damaged:
        m_damage = Text::tr("its file stream.json is damaged");
        return false;
    case CardState::Newer:
        m_error = Text::tr("The journal of project %1 in %2 was written by a newer Stagewatch; start that one.")
                      .arg(m_layout.projectId, m_layout.folder);
        return false;
    case CardState::Unreadable:
        return unreadable(error);
    }
    if (m_log.card.projectId != m_layout.projectId) {
        m_error = Text::tr("The journal in %1 is that of project %2, not of %3. Move it where it belongs.")
                      .arg(m_layout.folder, m_log.card.projectId, m_layout.projectId);
        return false;
    }
    return true;
}

/// Removes empty segments beyond the newest that is known: the server stopped before it wrote to them.
bool Recovery::dropLeftovers(qint64 newest)
{
    while (!m_segments.empty() && m_segments.back() > newest) {
        const std::optional<SegmentScan> scan = SegmentScan::load(m_layout.folder, m_segments.back());
        if (!scan)
            return unreadable(errno);
        if (!scan->isEmpty())
            return true;
        m_folder.remove(segmentDataName(m_segments.back()));
        m_folder.remove(segmentCheckName(m_segments.back()));
        m_segments.pop_back();
    }
    return true;
}

bool Recovery::takeSegments()
{
    const StreamCard &card = m_log.card;
    if (!dropLeftovers(card.newestSegment))
        return false;
    while (!m_segments.empty() && m_segments.front() < card.firstSequence) {
        m_folder.remove(segmentDataName(m_segments.front())); // the server stopped while it trimmed
        m_folder.remove(segmentCheckName(m_segments.front()));
        m_segments.erase(m_segments.begin());
    }
    if (m_segments.empty() || m_segments.front() != card.firstSequence) {
        m_damage = Text::tr("its file %1 is missing").arg(segmentDataName(card.firstSequence));
        return false;
    }
    for (const qint64 first : m_segments) {
        if (!takeSegment(first))
            return false;
    }
    if (m_segments.back() != card.newestSegment)
        m_damage = Text::tr("its file %1 is missing").arg(segmentDataName(card.newestSegment));
    return m_damage.isEmpty();
}

bool Recovery::takeSegment(qint64 first)
{
    const bool isNewest = first == m_segments.back();
    if (!m_log.segments.empty() && m_log.segments.back().end() != first) {
        const qint64 end = m_log.segments.back().end();
        m_damage = first > end ? Text::tr("messages %1 to %2 are missing").arg(end).arg(first - 1)
                               : Text::tr("message %1 is there twice").arg(first);
        return false;
    }
    const std::optional<SegmentScan> scan = SegmentScan::load(m_layout.folder, first);
    if (!scan)
        return unreadable(errno);
    SegmentScan::Report report = scan->verify(m_log.card.streamId);
    if (report.damage.isEmpty() && report.tornBytes > 0 && !isNewest)
        report.damage = Text::tr("message %1 is torn").arg(report.index.end());
    if (!report.damage.isEmpty()) {
        m_damage = report.damage;
        return false;
    }
    if (report.recordsLost || report.tornBytes > 0) {
        if (const int error = repair(*scan, report, isNewest)) {
            m_error = Text::tr("The journal of project %1 in %2 cannot be put in order: %3. Make room on its disk.")
                          .arg(m_layout.projectId, m_layout.folder, errorText(error));
            return false;
        }
        note(report);
    }
    m_log.segments.push_back(std::move(report.index));
    return true;
}

/// Cuts what is torn, syncs what was not known to be, and writes the checks that are missing.
int Recovery::repair(const SegmentScan &scan, const SegmentScan::Report &report, bool isNewest)
{
    const Descriptor data = openFile(m_folder.filePath(segmentDataName(report.index.first)), O_RDWR);
    const Descriptor checks = openFile(m_folder.filePath(segmentCheckName(report.index.first)), O_RDWR | O_CREAT);
    if (!data.isValid() || !checks.isValid())
        return errno;
    int error = isNewest && report.tornBytes > 0 ? cutTo(data, report.index.dataSize()) : 0;
    const bool sync = m_layout.durability == Durability::Synced;
    if (error == 0 && sync)
        error = syncData(data);
    const qint64 good = report.checked * CheckRecord::size;
    if (error == 0)
        error = cutTo(checks, good);
    if (error == 0)
        error = writeAt(checks, scan.recordsFrom(report, report.checked), good);
    return error == 0 && sync ? syncData(checks) : error;
}

void Recovery::note(const SegmentScan::Report &report)
{
    const qint64 firstUnchecked = report.index.first + report.checked;
    if (firstUnchecked < report.index.end())
        m_log.notices
            << Text::tr(
                   "The journal of project %1 had no checks for messages %2 to %3, which happens where the machine "
                   "or the server stopped all of a sudden. They were read one by one, and all are there.")
                   .arg(m_layout.projectId)
                   .arg(firstUnchecked)
                   .arg(report.index.end() - 1);
    else if (report.recordsLost)
        m_log.notices << Text::tr("The checks of the journal of project %1 ended in bytes that mean nothing; they were "
                                  "cut off. All messages are there.")
                             .arg(m_layout.projectId);
    if (report.tornBytes > 0)
        m_log.notices << Text::tr("The journal of project %1 ended in a message that was never written whole, nor "
                                  "confirmed to anybody; it was cut off.")
                             .arg(m_layout.projectId);
}

} // namespace

std::optional<RecoveredLog> recoverLog(const LogLayout &layout, QString *error)
{
    if (!layout.folder.isEmpty())
        finishSalvage(layout.folder);
    Recovery recovery(layout);
    std::optional<RecoveredLog> log = recovery.run(error);
    if (log || recovery.damage().isEmpty())
        return log;
    const std::optional<Salvage> salvage = salvageLog(layout, recovery.damage(), error);
    if (!salvage)
        return std::nullopt;
    Recovery again(layout);
    log = again.run(error);
    if (!log && !again.damage().isEmpty())
        *error = Text::tr("The journal of project %1 in %2 was made anew and is damaged again: %3. Its disk cannot be "
                          "trusted; choose another one.")
                     .arg(layout.projectId, layout.folder, again.damage());
    if (log)
        log->notices.prepend(salvage->notice);
    return log;
}

} // namespace stagewatch::journal
