// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rowcache.h"

#include "model/displaytext.h"
#include "model/eventtext.h"
#include "model/textform.h"

namespace stagewatch::model {

using namespace protocol;

namespace {

constexpr qsizetype nameLimit = 256;

/// The stage that an event speaks of, or null.
const StageName *stageOf(const Event &event)
{
    return std::visit(
        [](const auto &payload) -> const StageName * {
            if constexpr (requires { payload.stage.id; })
                return &payload.stage;
            else
                return nullptr;
        },
        event.payload);
}

} // namespace

LogLevel logLevelOf(const Event &event)
{
    if (const auto *log = event.as<Log>())
        return log->level;
    if (event.as<ErrorEvent>() || event.as<PipelineFailed>())
        return LogLevel::Error;
    if (event.as<Gap>() || event.as<PipelineCancelled>())
        return LogLevel::Warning;
    if (const auto *transition = event.as<StageTransition>(); transition && isTerminal(event))
        return runStatusFromWire(transition->stage.id) == RunStatus::Failed ? LogLevel::Error : LogLevel::Info;
    return LogLevel::Info;
}

QString logTextOf(const journal::Journal &journal, qint64 row, const Event &event, const LogTimes &times)
{
    if (!event.as<Gap>())
        return logText(event);
    std::optional<Timestamp> before;
    std::optional<Timestamp> after;
    if (row > 0)
        before = fromMs(journal.row(row - 1).timeMs);
    if (row + 1 < journal.size())
        after = fromMs(journal.row(row + 1).timeMs);
    return logText(event, before, after, times);
}

RowCache::RowCache(std::shared_ptr<journal::Journal> journal, Text kind, size_t capacity)
    : m_journal(std::move(journal))
    , m_kind(kind)
    , m_capacity(capacity)
{
}

void RowCache::setTimes(const LogTimes &times)
{
    if (m_times == times)
        return;
    m_times = times;
    m_byRow.clear();
    m_entries.clear();
}

RowCache::Entry RowCache::read(qint64 row)
{
    Entry entry{ row, true, {} };
    const auto decoded = m_decoder.decode(m_journal->text(row), fromMs(m_journal->row(row).timeMs));
    if (!decoded.event)
        return entry;
    const Event &event = *decoded.event;
    const QString text = m_kind == Text::Summary ? summaryText(event) : logTextOf(*m_journal, row, event, m_times);
    entry.isFinal = !event.as<Gap>() || row + 1 < m_journal->size();
    // A cell shows a progress line as its terminal would; the full text keeps every state.
    const bool isLine = m_kind != Text::Summary && event.as<Log>();
    entry.text.text = visibleText(isLine ? drawnText(text) : text);
    entry.text.eventType = visibleText(event.eventType, nameLimit);
    entry.text.level = logLevelOf(event);
    if (const StageName *stage = stageOf(event); stage && !isTerminal(event)) {
        entry.text.stageId = stage->id;
        entry.text.stageDisplay = visibleText(stage->display, nameLimit);
    }
    return entry;
}

const RowText &RowCache::at(qint64 row)
{
    if (const auto known = m_byRow.find(row); known != m_byRow.end()) {
        m_entries.splice(m_entries.begin(), m_entries, known->second);
        if (!m_entries.front().isFinal)
            m_entries.front() = read(row);
    } else {
        if (m_entries.size() >= m_capacity) {
            m_byRow.erase(m_entries.back().row);
            m_entries.pop_back();
        }
        m_entries.push_front(read(row));
        m_byRow[row] = m_entries.begin();
    }
    return m_entries.front().text;
}

QString RowCache::fullLogText(qint64 row)
{
    const auto decoded = m_decoder.decode(m_journal->text(row), fromMs(m_journal->row(row).timeMs));
    return decoded.event ? logTextOf(*m_journal, row, *decoded.event, m_times) : QString();
}

} // namespace stagewatch::model
