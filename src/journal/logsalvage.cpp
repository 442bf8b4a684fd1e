// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/logsalvage.h"

#include "journal/segmentscan.h"
#include "journal/storedplace.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::journal {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::journal)
};

constexpr qsizetype batchSize = qsizetype(4) * 1024 * 1024;

/// Writes messages as a stream of their own.
class NewStream
{
public:
    NewStream(const LogLayout &layout, const QString &folder)
        : m_writer(layoutAt(layout, folder), cardFor(layout), {})
    {
    }

    void take(QByteArrayView message)
    {
        const std::optional<StoredPlace> place = storedPlace(message);
        if (!place || !m_error.isEmpty())
            return;
        m_batch.bytes += movedTo(message, *place, ++m_count, m_streamId);
        m_batch.bytes += '\n';
        m_batch.ends.push_back(quint32(m_batch.bytes.size()));
        if (m_batch.bytes.size() >= batchSize)
            flush();
    }
    void flush()
    {
        if (m_batch.isEmpty() || !m_error.isEmpty())
            return;
        m_batch.first = m_count - m_batch.count() + 1;
        m_error = m_writer.write(m_batch).error;
        m_batch = {};
    }
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] qint64 count() const { return m_count; }

private:
    static LogLayout layoutAt(LogLayout layout, const QString &folder)
    {
        layout.folder = folder;
        return layout;
    }
    StreamCard cardFor(const LogLayout &layout)
    {
        StreamCard card;
        card.projectId = layout.projectId;
        card.streamId = makeStreamId();
        m_streamId = card.streamId.toLatin1();
        return card;
    }

    QByteArray m_streamId;
    LogWriter m_writer;
    LogBatch m_batch;
    qint64 m_count = 0;
    QString m_error;
};

QString freeName(const QString &folder)
{
    const QString name = folder + u"+damaged-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd'T'HHmmss'Z'"_s);
    QString free = name;
    for (int number = 2; QFileInfo::exists(free); ++number)
        free = name + u"-%1"_s.arg(number);
    return free;
}

int renameFolder(const QString &from, const QString &to, Durability durability)
{
    const int result = std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData());
    if (result != 0)
        return errno;
    return durability == Durability::Synced ? syncFolder(QFileInfo(to).absolutePath()) : 0;
}

/// The id that the old messages carry, where it is known.
QByteArray oldStreamId(const QString &folder)
{
    StreamCard card;
    int error = 0;
    return readCard(folder, &card, &error) == CardState::Good ? card.streamId.toLatin1() : QByteArray();
}

/// Copies every good message; false with errno where a file cannot be read. `expected` is how many there were.
bool copyGood(const QString &folder, NewStream *stream, qint64 *expected)
{
    QByteArray streamId = oldStreamId(folder);
    qint64 newest = 0; // an event is never taken twice
    for (const qint64 first : segmentsIn(folder)) {
        const std::optional<SegmentScan> scan = SegmentScan::load(folder, first);
        if (!scan)
            return false;
        *expected += scan->expectedCount();
        scan->goodMessages(&streamId, [&](QByteArrayView message, qint64 sequence) {
            if (sequence <= newest)
                return;
            newest = sequence;
            stream->take(message);
        });
    }
    stream->flush();
    return true;
}

} // namespace

std::vector<qint64> segmentsIn(const QString &folder)
{
    std::vector<qint64> segments;
    for (const QString &name : QDir(folder).entryList(QDir::Files)) {
        if (const qint64 first = segmentOfName(name))
            segments.push_back(first);
    }
    std::sort(segments.begin(), segments.end());
    segments.erase(std::unique(segments.begin(), segments.end()), segments.end());
    return segments;
}

std::optional<Salvage> salvageLog(const LogLayout &layout, const QString &damage, QString *error)
{
    const QString begun = layout.folder + u"+salvage"_s;
    const QString complete = layout.folder + u"+salvaged"_s;
    const QString aside = freeName(layout.folder);
    qint64 expected = 0;
    qint64 good = 0;
    QString cause;
    {
        NewStream stream(layout, begun);
        if (!copyGood(layout.folder, &stream, &expected))
            cause = errorText(errno);
        else
            cause = stream.error();
        good = stream.count();
    }
    int failure = 0;
    if (cause.isEmpty() && good > 0)
        failure = renameFolder(begun, complete, layout.durability);
    if (cause.isEmpty() && failure == 0)
        failure = renameFolder(layout.folder, aside, layout.durability);
    if (cause.isEmpty() && failure == 0 && good > 0)
        failure = renameFolder(complete, layout.folder, layout.durability);
    if (failure != 0)
        cause = errorText(failure);
    if (!cause.isEmpty()) {
        QDir(begun).removeRecursively();
        *error = Text::tr("The journal of project %1 in %2 is damaged (%3), and what is good of it cannot be saved: %4")
                     .arg(layout.projectId, layout.folder, damage, cause);
        return std::nullopt;
    }
    return Salvage{ Text::tr(
                        "The journal of project %1 was damaged: %2. It was set aside as %3, and a new stream begins "
                        "with the %4 of its %5 messages that are still good.")
                        .arg(layout.projectId, damage, aside)
                        .arg(good)
                        .arg(std::max(expected, good)) };
}

void finishSalvage(const QString &folder)
{
    QDir(folder + u"+salvage"_s).removeRecursively();
    const QString complete = folder + u"+salvaged"_s;
    if (!QFileInfo::exists(complete))
        return;
    if (QFileInfo::exists(folder))
        QDir(complete).removeRecursively(); // it is made again
    else
        QDir().rename(complete, folder);
}

} // namespace stagewatch::journal
