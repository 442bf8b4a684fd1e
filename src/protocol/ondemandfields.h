// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <optional>
#include <simdjson.h>
#include <string>
#include <string_view>

/// What the readers on simdjson's on-demand interface have in common. Each takes only what is exactly as it should be;
/// whatever is not is left to the thorough reader.
namespace stagewatch::protocol {

/// The bytes between a string token's quotes, escapes and all; nothing where the value is no string.
[[nodiscard]] std::optional<std::string_view> stringContent(simdjson::ondemand::value &value);
[[nodiscard]] bool readText(simdjson::ondemand::value &value, QString &out);
[[nodiscard]] bool readNumber(simdjson::ondemand::value &value, std::optional<double> &out);
/// A number of an event, 0 to 2^53.
[[nodiscard]] bool readSequence(simdjson::ondemand::value &value, std::optional<qint64> &out);
/// Walks a value that Stagewatch has no use for, so that a fault inside it is found here and not lost.
[[nodiscard]] bool isSound(simdjson::ondemand::value value, int depth);

/// A text that repeats from message to message (ids, stage names): made once, shared by all events that carry it.
class RepeatedText
{
public:
    [[nodiscard]] bool read(simdjson::ondemand::value &value, QString &out);

private:
    bool m_known = false;
    std::string m_bytes;
    QString m_text;
};

/// Timestamps: those of neighbours differ in their last digits only.
class RepeatedTime
{
public:
    [[nodiscard]] bool read(simdjson::ondemand::value &value, Timestamp &out);
    /// The bytes between its quotes.
    [[nodiscard]] bool read(std::string_view content, Timestamp &out);
    /// The same for a time of the same minute as the last one, written the same way; false for any other.
    [[nodiscard]] bool readInMinute(std::string_view content, Timestamp &out) const;

private:
    std::string m_minute; ///< "2024-01-01T12:00:", where the last one was written so, in UTC
    Timestamp m_at{}; ///< of that minute
};

/// A level by its name.
class RepeatedLevel
{
public:
    [[nodiscard]] bool read(simdjson::ondemand::value &value, LogLevel &out);

private:
    std::string m_bytes;
    LogLevel m_level = LogLevel::Info;
};

/// The id and the display of a stage; derives the display where it is absent.
class RepeatedStage
{
public:
    [[nodiscard]] bool readId(simdjson::ondemand::value &value, StageName &out) { return m_id.read(value, out.id); }
    [[nodiscard]] bool readDisplay(simdjson::ondemand::value &value, StageName &out)
    {
        return m_display.read(value, out.display);
    }
    void finish(StageName &stage);

private:
    RepeatedText m_id;
    RepeatedText m_display;
    StageName m_derived; ///< the last display that was made out of an id
};

/// Each name may come once: which of two counts is the thorough reader's business.
class SeenFields
{
public:
    bool firstTime(unsigned field)
    {
        const bool first = (m_seen & (1U << field)) == 0;
        m_seen |= 1U << field;
        return first;
    }
    [[nodiscard]] bool has(unsigned field) const { return (m_seen & (1U << field)) != 0; }

private:
    unsigned m_seen = 0;
};

} // namespace stagewatch::protocol
