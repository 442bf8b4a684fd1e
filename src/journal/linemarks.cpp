// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/linemarks.h"

namespace stagewatch::journal {

namespace {

bool beginsWithReturn(QByteArrayView message)
{
    return message.startsWith("\\r") && !message.startsWith("\\r\\n");
}

bool endsWithReturn(QByteArrayView message)
{
    if (!message.endsWith("\\r"))
        return false;
    // An even number of backslashes are backslashes of the text, and the r is one of its letters.
    qsizetype first = message.size() - 2;
    while (first > 0 && message[first - 1] == '\\')
        --first;
    return (message.size() - 1 - first) % 2 == 1;
}

} // namespace

MessageTraits MessageComparer::take(QByteArrayView message, const QString &runId)
{
    const bool isShort = message.size() <= comparedBytes;
    MessageTraits traits;
    traits.otherRun = runId != m_runId;
    traits.same = !traits.otherRun && isShort && m_isShort && message == m_message;
    traits.beginsWithReturn = beginsWithReturn(message);
    traits.endsWithReturn = endsWithReturn(message);
    m_runId = runId;
    m_isShort = isShort;
    m_message.resize(0);
    if (isShort)
        m_message.append(message);
    return traits;
}

LineMarks LineComparer::take(const MessageTraits &message, protocol::LogLevel level, quint16 stage)
{
    LineMarks marks;
    if (m_known && !message.otherRun && m_level == level && m_stage == stage) {
        // The first line of a bar stands below what was there before it.
        marks.redraws = m_message.endsWithReturn || (message.beginsWithReturn && m_message.beginsWithReturn);
        marks.repeats = message.same;
    }
    m_known = true;
    m_message = message;
    m_level = level;
    m_stage = stage;
    return marks;
}

} // namespace stagewatch::journal
