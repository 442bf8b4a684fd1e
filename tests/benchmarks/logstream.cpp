// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logstream.h"

#include "logphrases.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <utility>

namespace stagewatch::bench {

namespace {

constexpr std::array stages{ std::pair("data_loading", "Data Loading"), std::pair("processing", "Processing"),
                             std::pair("labeling", "Labeling"),         std::pair("model_selection", "Model Selection"),
                             std::pair("training", "Model Training"),   std::pair("evaluation", "Evaluation") };
constexpr qint64 eventsInMs = 20; ///< the pipeline's clock runs so fast
constexpr size_t sequenceDigits = 8;

/// Writes a number with leading zeros.
void writeDigits(char *to, size_t digits, qint64 number)
{
    for (size_t i = digits; i-- > 0; number /= 10)
        to[i] = char('0' + number % 10);
}

} // namespace

LogStream::LogStream(LogForm form, QByteArray project, qint64 count)
    : m_form(form)
    , m_project(std::move(project))
    , m_count(std::min(count, longest))
{
    constexpr qsizetype expectedBytes = 320;
    m_block.reserve(expectedBytes * linesInBlock);
    m_lines.reserve(size_t(linesInBlock) + 1);
    LogPhrases phrases;
    for (qint64 i = 0; i < linesInBlock; ++i) {
        const LogPhrases::Phrase phrase = phrases.next();
        append(phrase.level, phrase.message, size_t(i) * stages.size() / size_t(linesInBlock));
    }
    append("info", lastMessage(), stages.size() - 1);
}

void LogStream::append(const QByteArray &level, const QByteArray &message, size_t stage)
{
    const bool guide = m_form == LogForm::Guide;
    const QByteArray colon = guide ? ": " : ":";
    const QByteArray comma = guide ? ", " : ",";
    const auto member = [&](const char *name, const QByteArray &value) {
        return '"' + QByteArray(name) + '"' + colon + '"' + value + '"';
    };
    QByteArray text = '{' + member("event_type", "log") + comma + member("project_id", m_project) + comma + '"'
        + "timestamp" + '"' + colon + "\"2026-03-14T";
    const qsizetype time = text.size();
    text += guide ? "00:00:00.000589Z\"" : "00:00:00.000Z\"";
    text += comma + "\"data\"" + colon + '{' + member("level", level) + comma + member("message", message) + comma
        + member("stage", stages[stage].first) + comma + member("stage_display", stages[stage].second) + '}';
    qsizetype sequence = 0;
    if (!guide) {
        text += ",\"sequence\":";
        sequence = text.size();
        text += "00000000,\"stream_id\":\"b1946ac92492\",\"run_id\":\"run_1\"";
    }
    text += '}';
    const QByteArray framed = frame(text);
    Line line;
    line.frame = m_block.size();
    line.text = line.frame + framed.size() - text.size();
    line.time = line.text + time;
    line.sequence = sequence > 0 ? line.text + sequence : 0;
    m_block += framed;
    line.end = m_block.size();
    m_lines.push_back(line);
}

void LogStream::stamp(const Line &line, qint64 index)
{
    if (const qint64 ms = index / eventsInMs; ms != m_stampedMs) {
        m_stampedMs = ms;
        writeDigits(&m_time[0], 2, ms / 3'600'000);
        m_time[2] = ':';
        writeDigits(&m_time[3], 2, ms / 60'000 % 60);
        m_time[5] = ':';
        writeDigits(&m_time[6], 2, ms / 1000 % 60);
        m_time[8] = '.';
        writeDigits(&m_time[9], 3, ms % 1000);
    }
    char *block = m_block.data();
    std::memcpy(block + line.time, m_time.data(), m_time.size());
    if (line.sequence > 0)
        writeDigits(block + line.sequence, sequenceDigits, firstSequence + index);
}

QByteArrayView LogStream::text(qint64 index)
{
    const Line &line = index + 1 == m_count ? m_lines.back() : m_lines[size_t(index % linesInBlock)];
    stamp(line, index);
    return QByteArrayView(m_block).sliced(line.text, line.end - line.text);
}

QByteArrayView LogStream::frames(qint64 index, qint64 most, qint64 *taken)
{
    if (index + 1 == m_count) {
        *taken = 1;
        stamp(m_lines.back(), index);
        return QByteArrayView(m_block).sliced(m_lines.back().frame, m_lines.back().end - m_lines.back().frame);
    }
    const qint64 first = index % linesInBlock;
    *taken = std::min({ most, linesInBlock - first, m_count - 1 - index });
    for (qint64 i = 0; i < *taken; ++i)
        stamp(m_lines[size_t(first + i)], index + i);
    const qsizetype begin = m_lines[size_t(first)].frame;
    return QByteArrayView(m_block).sliced(begin, m_lines[size_t(first + *taken - 1)].end - begin);
}

QByteArray LogStream::greeting() const
{
    if (m_form == LogForm::Guide)
        return R"({"event_type": "connected", "project_id": ")" + m_project
            + R"(", "timestamp": "2026-03-14T00:00:00.000Z", "message": "WebSocket connection established"})";
    return R"({"event_type":"connected","project_id":")" + m_project
        + R"(","timestamp":"2026-03-14T00:00:00.000Z","message":"WebSocket connection established","data":{"protocol":"stagewatch/1","capabilities":["state","replay"],"stream_id":"b1946ac92492","first_sequence":10000001,"last_sequence":10000000,"run_id":"run_1","progress_scope":"pipeline","stages":[]},"stream_id":"b1946ac92492","run_id":"run_1"})";
}

QByteArray LogStream::state() const
{
    if (m_form == LogForm::Guide)
        return R"({"event_type": "stage_transition", "project_id": ")" + m_project
            + R"(", "timestamp": "2026-03-14T00:00:00.000Z", "data": {"stage": "data_loading", "progress": 0.1, "progress_percentage": 10.0, "stage_display": "Data Loading"}})";
    return R"({"event_type":"state","project_id":")" + m_project
        + R"(","timestamp":"2026-03-14T00:00:00.000Z","stream_id":"b1946ac92492","sequence":10000000,"data":{"project_id":")"
        + m_project
        + R"(","run_id":"run_1","status":"running","stage":"data_loading","stage_display":"Data Loading","progress":0.1,"progress_percentage":10,"progress_scope":"pipeline","stages":[{"stage":"data_loading","stage_display":"Data Loading","status":"running"}],"logs":[],"decisions":[],"pending_approvals":[],"started_at":"2026-03-14T00:00:00.000Z","updated_at":"2026-03-14T00:00:00.000Z"}})";
}

QByteArray LogStream::pong() const
{
    if (m_form == LogForm::Guide)
        return R"({"event_type": "pong", "timestamp": "2026-03-14T00:00:00.000Z"})";
    return R"({"event_type":"pong","timestamp":"2026-03-14T00:00:00.000Z","project_id":")" + m_project
        + R"(","stream_id":"b1946ac92492","data":{}})";
}

QByteArray LogStream::frame(QByteArrayView text)
{
    QByteArray frame;
    frame.reserve(text.size() + 10);
    frame.append(char(0x81));
    if (text.size() < 126) {
        frame.append(char(text.size()));
    } else if (text.size() < 65536) {
        frame.append(char(126)).append(char(text.size() >> 8)).append(char(text.size() & 0xff));
    } else {
        frame.append(char(127));
        const quint64 size = qToBigEndian(quint64(text.size()));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    return frame.append(text);
}

} // namespace stagewatch::bench
