// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/logline.h"

#include <QtGlobal>

namespace stagewatch::journal {

/// What an event is to a list that shows or filters it. One byte in a Row.
enum class RowKind : quint8 {
    Log,
    Stage,
    Progress,
    Decision,
    Approval,
    Terminal,
    Error,
    Gap,
    Connection,
    State,
    Unknown
};

/// The fixed-size part of an event that stays in memory; its text is read from the journal's file when it is shown.
struct Row
{
    quint64 offset = 0; ///< bytes from the start of the file
    quint32 length = 0; ///< bytes of the line, without its line break
    quint16 stage = 0; ///< index for Journal::stageName(); 0 is "no stage"
    RowKind kind : 4 = RowKind::Unknown;
    /// A log event of which the row says everything but its text and its run: see protocol::LogLineReader.
    bool isPlainLog : 1 = false;
    bool repeats : 1 = false; ///< the message, level and stage of the log line before it: see LineMarks
    bool redraws : 1 = false; ///< takes the place of the log line before it
    protocol::LogLevel level = protocol::LogLevel::Info;
    qint64 sequence = 0; ///< 0: the server numbers nothing
    qint64 timeMs = 0; ///< UTC, milliseconds since 1970
};
static_assert(sizeof(Row) == 32);

/// True for what stands in a log: its lines, errors, gaps and the run's end.
[[nodiscard]] constexpr bool isInLog(RowKind kind)
{
    return kind == RowKind::Log || kind == RowKind::Error || kind == RowKind::Gap || kind == RowKind::Terminal;
}
/// The kind of row that an event makes.
[[nodiscard]] RowKind rowKind(const protocol::Event &event);
/// The row of an event, but for its stage and its place in the file.
[[nodiscard]] Row rowOf(const protocol::Event &event);
[[nodiscard]] Row rowOf(const protocol::LogLine &line);
/// The stage that an event names for its row; empty where it names none.
[[nodiscard]] QString stageNamedBy(const protocol::Event &event);
/// The stage that rows without one of their own belong to from this event on; empty where it says nothing of it.
[[nodiscard]] QString stageSetBy(const protocol::Event &event);
/// Whether a row without a stage of its own belongs to the current one.
[[nodiscard]] constexpr bool inheritsStage(RowKind kind)
{
    return kind != RowKind::Connection && kind != RowKind::Terminal;
}

} // namespace stagewatch::journal
