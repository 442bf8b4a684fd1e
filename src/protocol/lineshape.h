// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/logline.h"
#include "protocol/ondemandfields.h"

#include <string>
#include <vector>

namespace stagewatch::protocol {

/// What the log events of one server have in common byte for byte, and where they differ: learned from a line that was
/// read the long way, it reads the next ones by comparing. A line that differs anywhere else is not its business.
class LineShape
{
public:
    enum class Field { Time, Sequence, Level, Stage, Display, Message };
    /// A value that differs from line to line: a string's bytes between its quotes, or a number's digits.
    struct Slot
    {
        Field field = Field::Time;
        size_t begin = 0; ///< in the message
        size_t end = 0;
    };

    /// Takes the shape of a message, of which the long way made `line`; `slots` are in the order of the message.
    void learn(std::string_view message, const LogLine &line, const std::vector<Slot> &slots);
    /// True: `line` is what the long way would have made of it.
    [[nodiscard]] bool read(std::string_view message, LogLine &line);

private:
    struct Part
    {
        std::string before; ///< bytes that stand in front of the value
        Field field;
    };
    template <typename T> struct Known
    {
        std::string bytes;
        T value;
    };
    static constexpr size_t keptValues = 16; ///< of levels, of stages, of their displays

    template <typename T> static void remember(std::vector<Known<T>> &known, std::string_view bytes, const T &value);
    template <typename T> static bool recall(const std::vector<Known<T>> &known, std::string_view bytes, T &out);
    [[nodiscard]] bool readValue(Field field, std::string_view message, size_t &at, LogLine &line);
    [[nodiscard]] bool recallStage(std::string_view bytes, StageName &out) const;
    [[nodiscard]] bool has(Field field) const { return (m_fields & (1U << unsigned(field))) != 0; }
    void takeConstants(LogLine &line) const;
    void learnValue(const Slot &slot, std::string_view bytes, const LogLine &line);

    std::vector<Part> m_parts;
    std::string m_rest; ///< behind the last value
    unsigned m_fields = 0; ///< bit n: Field(n) is one of the values
    LogLine m_constant; ///< what is the same in every line
    RepeatedTime m_time;
    std::vector<Known<LogLevel>> m_levels;
    std::vector<Known<StageName>> m_stages; ///< with the display where the shape has none
    std::vector<Known<QString>> m_displays;
};

} // namespace stagewatch::protocol
