// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/levelreader.h"
#include "capture/linesplitter.h"
#include "capture/progresspacer.h"

#include <QStringList>

#include <array>
#include <variant>

namespace stagewatch::capture {

enum class OutputStream { StandardOutput, StandardError };

/// What a program said: a line of log, how far it is, or an event that it wrote itself.
using Saying = std::variant<protocol::Log, protocol::ProgressUpdate, protocol::JsonValue>;

/// Turns what a program prints into what it says. Both streams go through one reader, since a bar on one may belong to
/// the epochs on the other. A line is one saying: progress is not logged as well. Blank lines say nothing. Stages are
/// left empty. Pure: time comes from outside, only ever grows, and is in milliseconds.
class OutputReader
{
public:
    using Time = ProgressPacer::Time;
    /// No log message is longer, in characters: with the worst escapes it fits a message of the wire.
    static constexpr qsizetype messageLimit = 32'000;
    /// A line that has not ended shows its progress after this long.
    static constexpr Time restingTime{ 200 };

    explicit OutputReader(QString projectId);

    [[nodiscard]] std::vector<Saying> take(OutputStream stream, QByteArrayView bytes, Time now);
    /// To be called about every restingTime while needsTick(): what waited for its turn.
    [[nodiscard]] std::vector<Saying> tick(Time now);
    /// The stream has ended.
    [[nodiscard]] std::vector<Saying> finish(OutputStream stream, Time now);
    [[nodiscard]] bool needsTick() const;

    /// The last lines that the program logged on standard error, oldest first; each of one line's width or so.
    [[nodiscard]] const QStringList &lastErrorLines() const { return m_errorLines; }

private:
    struct Source
    {
        LineSplitter splitter;
        LevelReader levels;
        Time lastByte{};
        bool isRead = true; ///< the line that has not ended was looked at, or there is none
    };
    [[nodiscard]] Source &source(OutputStream stream) { return m_sources[size_t(stream)]; }
    void read(OutputStream stream, const OutputLine &line, Time now, std::vector<Saying> &sayings);
    [[nodiscard]] bool readAsEvent(const OutputLine &line, std::vector<Saying> &sayings);
    [[nodiscard]] bool readAsProgress(QStringView text, bool redrawn, Time now, std::vector<Saying> &sayings);
    void rememberError(const QString &text);
    static void append(std::vector<Saying> &sayings, std::vector<protocol::ProgressUpdate> updates);

    QString m_projectId;
    std::array<Source, 2> m_sources;
    ProgressTracker m_tracker;
    ProgressPacer m_pacer;
    QStringList m_errorLines;
};

} // namespace stagewatch::capture
