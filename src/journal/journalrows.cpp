// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/journalrows.h"

#include <algorithm>

using namespace stagewatch::protocol;

namespace stagewatch::journal {

bool JournalRows::add(const Event &event, quint64 offset, qsizetype length, QStringView stageNow)
{
    Row row = rowOf(event);
    row.offset = offset;
    row.length = quint32(length);
    const QString named = stageNamedBy(event);
    row.stage = stages.intern(named.isEmpty() && inheritsStage(row.kind) ? stageNow : QStringView(named));
    if (isInLog(row.kind))
        m_lines.reset();
    return chunks.append(row);
}

bool JournalRows::add(const LogLine &line, quint64 offset, qsizetype length, QStringView stageNow)
{
    Row row = rowOf(line);
    row.offset = offset;
    row.length = quint32(length);
    row.stage = stages.intern(line.stage.id.isEmpty() ? stageNow : QStringView(line.stage.id));
    const LineMarks marks = m_lines.take(m_messages.take(line.message, line.runId), row.level, row.stage);
    row.repeats = marks.repeats;
    row.redraws = marks.redraws;
    return chunks.append(row);
}

qint64 JournalRows::lastTime() const
{
    return chunks.appended() > 0 ? chunks.at(chunks.appended() - 1).timeMs : 0;
}

Batch JournalRows::add(Stretch &&stretch, const DecodeAgain &decodeAgain)
{
    Batch batch = std::move(stretch.batch);
    stretch.batch = {};
    batch.firstRow = chunks.appended();
    if (!stretch.rows.empty() && stretch.rows.front().lacksTime && lastTime() != 0) {
        stretch.batch = std::move(batch);
        giveTimes(stretch, decodeAgain);
        batch = std::move(stretch.batch);
    }
    if (stretch.firstLine) {
        stretch.rows[*stretch.firstLine].message =
            m_messages.take(stretch.firstMessage, batch.spans.front().logs.runId);
        m_messages = stretch.comparer;
    }
    noteRuns(batch);
    std::vector<quint16> numbers;
    for (const QString &stage : std::as_const(stretch.stages))
        numbers.push_back(stages.intern(stage));
    m_currentNumber = stages.intern(m_currentStage);
    for (DraftRow &draft : stretch.rows) {
        if (!addDraft(draft, numbers))
            break;
    }
    m_currentStage = stages.name(m_currentNumber);
    return batch;
}

/// Nothing in front of these rows in the stretch has a time: they came at that of the last row before it.
void JournalRows::giveTimes(Stretch &stretch, const DecodeAgain &decodeAgain)
{
    const Timestamp time{ std::chrono::milliseconds{ lastTime() } };
    for (size_t i = 0; i < stretch.rows.size() && stretch.rows[i].lacksTime; ++i) {
        stretch.rows[i].row.timeMs = lastTime();
        Event &event = stretch.batch.events[i];
        if (auto again = decodeAgain(stretch.rows[i].row, time))
            event = std::move(*again);
        else
            event.time = time;
    }
}

bool JournalRows::addDraft(DraftRow &draft, const std::vector<quint16> &numbers)
{
    Row &row = draft.row;
    row.stage = draft.inheritsStage ? m_currentNumber : numbers[row.stage];
    if (draft.setsStage)
        m_currentNumber = row.stage;
    if (row.isPlainLog) {
        const LineMarks marks = m_lines.take(draft.message, row.level, row.stage);
        row.repeats = marks.repeats;
        row.redraws = marks.redraws;
    } else if (isInLog(row.kind)) {
        m_lines.reset();
    }
    return chunks.append(row);
}

void JournalRows::noteRuns(Batch &batch)
{
    batch.forEach(
        [this](LogSpan &logs, qint64 row) {
            if (m_runs.empty() || m_runs.back().runId != logs.runId)
                m_runs.push_back({ row, logs.runId });
        },
        [](Event &, qint64) {});
}

void JournalRows::adopt(std::shared_ptr<const Row> rows, qint64 count, const QStringList &stageNames,
                        const QString &currentStage, std::vector<RunStart> runs)
{
    chunks.adopt(std::move(rows), count);
    for (const QString &stage : stageNames)
        (void)stages.intern(stage);
    m_currentStage = currentStage;
    m_runs = std::move(runs);
}

void JournalRows::goOnAfter(const LogLine &line, qint64 row)
{
    const Row last = chunks.at(row);
    (void)m_lines.take(m_messages.take(line.message, line.runId), last.level, last.stage);
    for (qint64 at = row + 1; at < chunks.appended(); ++at) {
        if (isInLog(chunks.at(at).kind))
            m_lines.reset();
    }
}

Batch JournalRows::batchOf(qint64 first, qint64 count, const Decode &decode) const
{
    Batch batch;
    batch.firstRow = first;
    auto run = std::upper_bound(m_runs.begin(), m_runs.end(), first,
                                [](qint64 row, const RunStart &start) { return row < start.row; });
    const auto runId = [&](qint64 row) {
        while (run != m_runs.end() && run->row <= row)
            ++run;
        return run == m_runs.begin() ? QString() : std::prev(run)->runId;
    };
    const qint64 end = first + count;
    for (qint64 at = first; at < end;) {
        const Row &row = *chunks.chunk(at);
        if (!row.isPlainLog) {
            Event placeholder; // a line that no longer reads keeps its place
            placeholder.time = Timestamp{ std::chrono::milliseconds{ row.timeMs } };
            batch.events.push_back(decode(row).value_or(placeholder));
            ++at;
            continue;
        }
        LogSpan &logs = batch.spanAtEnd(runId(at));
        const qint64 change = run == m_runs.end() ? end : std::min(end, run->row);
        for (; at < change && chunks.chunk(at)->isPlainLog; ++at)
            logs.add(Timestamp{ std::chrono::milliseconds{ chunks.chunk(at)->timeMs } }, chunks.chunk(at)->sequence);
    }
    batch.fillTails([&](qint64 at) { return decode(*chunks.chunk(at)); });
    return batch;
}

} // namespace stagewatch::journal
