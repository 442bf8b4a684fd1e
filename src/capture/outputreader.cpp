// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/outputreader.h"

#include "capture/eventline.h"
#include "capture/plaintext.h"
#include "capture/progressreader.h"
#include "protocol/encoder.h"

#include <algorithm>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::JsonValue;
using protocol::LogLevel;

namespace {

/// A line that may yet be an event is kept whole.
constexpr qsizetype lineLimit = protocol::messageSizeLimit;
constexpr qsizetype errorLines = 20;
constexpr qsizetype errorLineLength = 400;

} // namespace

OutputReader::OutputReader(QString projectId)
    : m_projectId(std::move(projectId))
    , m_sources{ Source{ LineSplitter(lineLimit), {}, {}, true }, Source{ LineSplitter(lineLimit), {}, {}, true } }
{
}

std::vector<Saying> OutputReader::take(OutputStream stream, QByteArrayView bytes, Time now)
{
    std::vector<Saying> sayings;
    Source &from = source(stream);
    for (const OutputLine &line : from.splitter.take(bytes))
        read(stream, line, now, sayings);
    from.lastByte = now;
    from.isRead = from.splitter.pending().isEmpty();
    append(sayings, m_pacer.due(now));
    return sayings;
}

std::vector<Saying> OutputReader::tick(Time now)
{
    std::vector<Saying> sayings;
    for (Source &from : m_sources) {
        if (from.isRead || now - from.lastByte < restingTime)
            continue;
        // Most bars end their states by the CR of the next one, and the next one may be long in coming.
        from.isRead = true;
        [[maybe_unused]] const bool isProgress =
            readAsProgress(plainText(from.splitter.pending()), false, now, sayings);
    }
    append(sayings, m_pacer.due(now));
    return sayings;
}

std::vector<Saying> OutputReader::finish(OutputStream stream, Time now)
{
    std::vector<Saying> sayings;
    if (const auto line = source(stream).splitter.finish())
        read(stream, *line, now, sayings);
    source(stream).isRead = true;
    append(sayings, m_pacer.flush());
    return sayings;
}

bool OutputReader::needsTick() const
{
    return m_pacer.isWaiting()
        || std::any_of(m_sources.begin(), m_sources.end(), [](const Source &from) { return !from.isRead; });
}

void OutputReader::read(OutputStream stream, const OutputLine &line, Time now, std::vector<Saying> &sayings)
{
    const bool isDrawnOver = line.end == OutputLine::End::Redraw;
    if (!isDrawnOver && readAsEvent(line, sayings))
        return;
    const QString text = plainText(line.bytes);
    if (isDrawnOver) {
        // Nobody sees it any more; of a bar it was a state all the same.
        [[maybe_unused]] const bool isProgress = readAsProgress(text, true, now, sayings);
        return;
    }
    const LevelReader::Reading level = source(stream).levels.read(text);
    if (text.isEmpty())
        return;
    const bool mayBeProgress = level.level <= LogLevel::Info && line.omitted == 0;
    if (mayBeProgress && readAsProgress(QStringView(text).sliced(level.messageStart), line.wasRedrawn, now, sayings))
        return;
    sayings.emplace_back(protocol::Log{ level.level, cutText(text, messageLimit, line.omitted), {} });
    if (stream == OutputStream::StandardError)
        rememberError(text);
}

bool OutputReader::readAsEvent(const OutputLine &line, std::vector<Saying> &sayings)
{
    if (line.omitted > 0)
        return false;
    std::optional<JsonValue> event = readEventLine(line.bytes, m_projectId);
    if (!event)
        return false;
    append(sayings, m_pacer.flush());
    if (event->find(u"event_type")->toText() == "stage_transition"_L1)
        m_tracker.reset();
    sayings.emplace_back(std::move(*event));
    return true;
}

bool OutputReader::readAsProgress(QStringView text, bool redrawn, Time now, std::vector<Saying> &sayings)
{
    const std::optional<ProgressReading> reading = readProgress(text, redrawn);
    if (!reading)
        return false;
    if (auto update = m_pacer.offer(m_tracker.take(*reading), now))
        sayings.emplace_back(std::move(*update));
    return true;
}

void OutputReader::rememberError(const QString &text)
{
    m_errorLines.append(cutText(text, errorLineLength));
    if (m_errorLines.size() > errorLines)
        m_errorLines.removeFirst();
}

void OutputReader::append(std::vector<Saying> &sayings, std::vector<protocol::ProgressUpdate> updates)
{
    for (protocol::ProgressUpdate &update : updates)
        sayings.emplace_back(std::move(update));
}

} // namespace stagewatch::capture
