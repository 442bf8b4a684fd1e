// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <array>
#include <vector>

namespace stagewatch::bench {

/// The envelope of the guide as Python's json.dumps writes it, or Stagewatch's own with numbers.
enum class LogForm { Guide, Numbered };

/// A long stream of log events of about 250 bytes, the same for whoever asks: sender, window and whoever checks the
/// journal. Four thousand different lines (levels, stages, quotes, escapes, tracebacks) come round again and again,
/// each time with another timestamp and number, so that making it costs next to nothing. Not thread-safe.
class LogStream
{
public:
    static constexpr qint64 linesInBlock = 4096;
    static constexpr qint64 firstSequence = 10'000'001; ///< so that every number has eight digits
    static constexpr qint64 longest = 80'000'000;

    /// `count` events, at most `longest`; the last of them says lastMessage().
    LogStream(LogForm form, QByteArray project, qint64 count);

    [[nodiscard]] qint64 count() const { return m_count; }
    [[nodiscard]] LogForm form() const { return m_form; }
    /// The event as JSON, 0 <= index < count(). Valid until the next call.
    [[nodiscard]] QByteArrayView text(qint64 index);
    /// WebSocket frames, as a server sends them, of the events from index on: `most` of them, or fewer where a block
    /// or the stream ends. `taken` says how many. Valid until the next call.
    [[nodiscard]] QByteArrayView frames(qint64 index, qint64 most, qint64 *taken);

    /// What a server says before the events: its greeting, and its answer to get_state.
    [[nodiscard]] QByteArray greeting() const;
    [[nodiscard]] QByteArray state() const;
    [[nodiscard]] QByteArray pong() const;

    /// The message of the last event.
    [[nodiscard]] static QByteArray lastMessage() { return "This was the last line of the stream."; }
    /// The frame of a text message from a server.
    [[nodiscard]] static QByteArray frame(QByteArrayView text);

private:
    struct Line
    {
        qsizetype frame = 0; ///< in m_block
        qsizetype text = 0;
        qsizetype time = 0; ///< of the time of day in m_block
        qsizetype sequence = 0; ///< of the eight digits; 0: none
        qsizetype end = 0;
    };
    void append(const QByteArray &level, const QByteArray &message, size_t stage);
    void stamp(const Line &line, qint64 index);

    LogForm m_form;
    QByteArray m_project;
    qint64 m_count;
    QByteArray m_block;
    std::vector<Line> m_lines; ///< linesInBlock of them, and the last line of the stream
    qint64 m_stampedMs = -1;
    std::array<char, 12> m_time{}; ///< of m_stampedMs
};

} // namespace stagewatch::bench
