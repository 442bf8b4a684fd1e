// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

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
    RowKind kind = RowKind::Unknown;
    protocol::LogLevel level = protocol::LogLevel::Info;
    qint64 sequence = 0; ///< 0: the server numbers nothing
    qint64 timeMs = 0; ///< UTC, milliseconds since 1970
};
static_assert(sizeof(Row) == 32);

/// The kind of row that an event makes.
[[nodiscard]] RowKind rowKind(const protocol::Event &event);

} // namespace stagewatch::journal
