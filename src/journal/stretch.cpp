// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/stretch.h"

#include <cstring>
#include <limits>
#include <utility>

using namespace stagewatch::protocol;

namespace stagewatch::journal {

namespace {

Timestamp toTime(qint64 ms)
{
    return Timestamp{ std::chrono::milliseconds{ ms } };
}

/// A line that no longer reads keeps its place: rows and events go hand in hand.
Event placeholder(Timestamp time)
{
    Event event;
    event.time = time;
    event.timeIsReceipt = true;
    return event;
}

bool isBlank(QByteArrayView line)
{
    return line.trimmed().isEmpty();
}

} // namespace

Stretch StretchReader::read(QByteArrayView bytes, quint64 offset)
{
    m_stretch = {};
    m_comparer = {};
    m_numbers.clear();
    m_lastStage.clear();
    m_lastNumber = 0;
    m_lastTime = 0;
    m_timeKnown = false;
    m_stretch.rows.reserve(size_t(bytes.size() / 200));
    const char *const end = bytes.data() + bytes.size();
    for (const char *at = bytes.data(); at < end;) {
        const auto *lineEnd = static_cast<const char *>(std::memchr(at, '\n', size_t(end - at)));
        const bool isTorn = !lineEnd;
        if (isTorn)
            lineEnd = end;
        takeLine(QByteArrayView(at, lineEnd), offset + quint64(at - bytes.data()), isTorn);
        at = lineEnd + 1;
    }
    fillTails(bytes, offset);
    return std::move(m_stretch);
}

void StretchReader::takeLine(QByteArrayView line, quint64 offset, bool isTorn)
{
    DraftRow draft;
    if (LogLine log; m_lines.readInPlace(line, log)) {
        draft.row = rowOf(log);
        draft.row.offset = offset;
        draft.row.length = quint32(line.size());
        takeLog(log, std::move(draft));
        return;
    }
    if (isBlank(line))
        return; // as an editor leaves one; nothing is lost with it
    Decoded decoded = m_decoder.decode(line, toTime(m_lastTime));
    // A torn line may be half an event; whoever writes it will finish it.
    if (!decoded.event && isTorn)
        return;
    draft.row.offset = offset;
    draft.row.length = quint32(line.size());
    takeEvent(std::move(decoded), std::move(draft));
}

void StretchReader::takeLog(const LogLine &line, DraftRow &&draft)
{
    draft.inheritsStage = line.stage.id.isEmpty();
    draft.row.stage = stageNumber(line.stage.id);
    if (!m_stretch.firstLine) {
        m_stretch.firstLine = m_stretch.rows.size();
        m_stretch.firstMessage = line.message.toByteArray();
    }
    draft.message = m_comparer.take(line.message, line.runId);
    m_lastTime = draft.row.timeMs;
    m_timeKnown = true;
    m_stretch.batch.spanAtEnd(line.runId).add(line.time, draft.row.sequence);
    m_stretch.rows.push_back(draft);
}

void StretchReader::takeEvent(Decoded &&decoded, DraftRow &&draft)
{
    const Row place = draft.row;
    Event event = decoded.event ? std::move(*decoded.event) : placeholder(toTime(m_lastTime));
    if (decoded.event) {
        draft.row = rowOf(event);
        draft.row.offset = place.offset;
        draft.row.length = place.length;
        const QString set = stageSetBy(event);
        const QString named = set.isEmpty() ? stageNamedBy(event) : set;
        draft.setsStage = !set.isEmpty();
        draft.inheritsStage = named.isEmpty() && inheritsStage(draft.row.kind);
        draft.row.stage = stageNumber(named);
    } else {
        draft.row.timeMs = m_lastTime; // its bytes are still there to be looked at
    }
    m_timeKnown = m_timeKnown || !event.timeIsReceipt;
    draft.lacksTime = !m_timeKnown;
    m_lastTime = draft.row.timeMs;
    std::move(decoded.problems.begin(), decoded.problems.end(), std::back_inserter(m_stretch.batch.problems));
    m_stretch.batch.events.push_back(std::move(event));
    m_stretch.rows.push_back(draft);
}

quint16 StretchReader::stageNumber(const QString &id)
{
    if (id.isEmpty())
        return 0;
    if (id == m_lastStage)
        return m_lastNumber;
    auto found = m_numbers.constFind(id);
    if (found == m_numbers.constEnd()) {
        if (m_stretch.stages.size() > std::numeric_limits<quint16>::max())
            return 0;
        found = m_numbers.insert(id, quint16(m_stretch.stages.size()));
        m_stretch.stages.append(id);
    }
    m_lastStage = id;
    m_lastNumber = *found;
    return *found;
}

void StretchReader::fillTails(QByteArrayView bytes, quint64 offset)
{
    m_stretch.comparer = m_comparer;
    m_stretch.batch.fillTails([&](qint64 at) {
        const Row &row = m_stretch.rows[size_t(at)].row;
        return m_decoder.decode(bytes.sliced(qsizetype(row.offset - offset), qsizetype(row.length)), {}).event;
    });
}

} // namespace stagewatch::journal
