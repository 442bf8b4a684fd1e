// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>

namespace stagewatch::journal {

/// What a log line is to the one before it in the log.
struct LineMarks
{
    bool repeats = false; ///< the same message, level and stage
    bool redraws = false; ///< takes its place, as a progress bar redraws itself after a carriage return
    bool operator==(const LineMarks &) const = default;
};

/// What the message of a log line says of that, in itself and beside the message before it.
struct MessageTraits
{
    bool same = false; ///< as the message before it, of the same run
    bool otherRun = false; ///< than that of the message before it
    bool beginsWithReturn = false;
    bool endsWithReturn = false;
};

/// Compares the messages of neighbouring log lines, as they stand in JSON. Remembers one message. Pure.
class MessageComparer
{
public:
    [[nodiscard]] MessageTraits take(QByteArrayView message, const QString &runId);

private:
    static constexpr qsizetype comparedBytes = 4096; ///< longer messages are never the same
    bool m_isShort = false; ///< m_message is the whole message
    QString m_runId;
    QByteArray m_message;
};

/// Tells the log lines that need no place of their own: progress bars that redraw one line, and messages that come
/// again and again. Pure.
class LineComparer
{
public:
    /// The marks of the next line of the log; `stage` is the one that it belongs to.
    [[nodiscard]] LineMarks take(const MessageTraits &message, protocol::LogLevel level, quint16 stage);
    /// Something else stands in the log now; the next line is the first of its kind.
    void reset() { m_known = false; }

private:
    bool m_known = false;
    MessageTraits m_message;
    protocol::LogLevel m_level = protocol::LogLevel::Info;
    quint16 m_stage = 0;
};

} // namespace stagewatch::journal
