// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logtimes.h"
#include "protocol/decoder.h"

#include <list>
#include <unordered_map>

namespace stagewatch::model {

/// What a list shows of one event; every text is cut to a cell's size and safe to paint.
struct RowText
{
    QString text;
    QString eventType;
    QString stageId; ///< as on the wire; empty where the event names none
    QString stageDisplay;
    protocol::LogLevel level = protocol::LogLevel::Info;
};

/// The texts of the last few hundred rows of a journal that were looked at. Not thread-safe: one a model.
class RowCache
{
public:
    /// Whether `text` is a log's message (logText) or one line about any event (summaryText).
    enum class Text { LogMessage, Summary };
    RowCache(std::shared_ptr<journal::Journal> journal, Text kind, size_t capacity = 512);

    /// How times are said that stand in a text: those of a gap.
    void setTimes(const LogTimes &times);
    /// The texts of a published row. Valid until the next call.
    [[nodiscard]] const RowText &at(qint64 row);
    /// The message of a log's row as a whole, not cut and not cached, as it came.
    [[nodiscard]] QString fullLogText(qint64 row);

private:
    struct Entry
    {
        qint64 row = 0;
        bool isFinal = true; ///< false: the next row of the journal will tell more
        RowText text;
    };
    [[nodiscard]] Entry read(qint64 row);
    std::shared_ptr<journal::Journal> m_journal;
    Text m_kind;
    LogTimes m_times;
    protocol::Decoder m_decoder;
    size_t m_capacity;
    std::list<Entry> m_entries; ///< the last used first
    std::unordered_map<qint64, std::list<Entry>::iterator> m_byRow;
};

/// logText() of a published row's event; for a gap it looks up when the events around it were. Any thread.
[[nodiscard]] QString logTextOf(const journal::Journal &journal, qint64 row, const protocol::Event &event,
                                const LogTimes &times = {});
/// The level of a line in the log, also of those that are no log events.
[[nodiscard]] protocol::LogLevel logLevelOf(const protocol::Event &event);

} // namespace stagewatch::model
