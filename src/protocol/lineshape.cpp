// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/lineshape.h"

#include "protocol/jsonreader.h"

#include <algorithm>
#include <cstring>

namespace stagewatch::protocol {

namespace {

constexpr size_t notFound = std::string_view::npos;

/// Where the string that begins at `at` ends: at its closing quote.
size_t closingQuote(std::string_view message, size_t at)
{
    for (size_t quote = at;; ++quote) {
        quote = message.find('"', quote);
        if (quote == notFound)
            return notFound;
        size_t escapes = quote;
        while (escapes > at && message[escapes - 1] == '\\')
            --escapes;
        if ((quote - escapes) % 2 == 0)
            return quote;
    }
}

/// Whether the bytes may stand between the quotes of a JSON string.
bool isStringContent(std::string_view bytes)
{
    constexpr quint64 ones = 0x0101010101010101;
    constexpr quint64 highBits = 0x8080808080808080;
    quint64 high = 0; // a byte beyond ASCII
    quint64 control = 0; // a byte below 0x20
    size_t at = 0;
    for (; at + 8 <= bytes.size(); at += 8) {
        quint64 word = 0;
        std::memcpy(&word, bytes.data() + at, 8);
        high |= word;
        control |= (word - ones * 0x20) & ~word;
    }
    for (; at < bytes.size(); ++at) {
        const auto byte = static_cast<unsigned char>(bytes[at]);
        high |= byte;
        control |= byte < 0x20 ? highBits : 0;
    }
    if (control & highBits)
        return false;
    if ((high & highBits) && !simdjson::validate_utf8(bytes.data(), bytes.size()))
        return false;
    return isSoundText(QByteArrayView(bytes.data(), qsizetype(bytes.size())));
}

} // namespace

template <typename T> void LineShape::remember(std::vector<Known<T>> &known, std::string_view bytes, const T &value)
{
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto &one) { return one.bytes == bytes; });
    if (found != known.end()) {
        found->value = value;
        return;
    }
    if (known.size() >= keptValues)
        known.erase(known.begin());
    known.push_back({ std::string(bytes), value });
}

template <typename T> bool LineShape::recall(const std::vector<Known<T>> &known, std::string_view bytes, T &out)
{
    for (const Known<T> &one : known) {
        if (one.bytes == bytes) {
            out = one.value;
            return true;
        }
    }
    return false;
}

void LineShape::learn(std::string_view message, const LogLine &line, const std::vector<Slot> &slots)
{
    m_parts.clear();
    const bool hadDisplay = has(Field::Display);
    m_fields = 0;
    for (const Slot &slot : slots)
        m_fields |= 1U << unsigned(slot.field);
    if (has(Field::Display) != hadDisplay)
        m_stages.clear();
    m_constant = line;
    m_constant.message = {};
    size_t at = 0;
    for (const Slot &slot : slots) {
        if (slot.begin < at || slot.end < slot.begin || slot.end > message.size()) {
            m_parts.clear();
            return;
        }
        m_parts.push_back({ std::string(message.substr(at, slot.begin - at)), slot.field });
        learnValue(slot, message.substr(slot.begin, slot.end - slot.begin), line);
        at = slot.end;
    }
    m_rest = message.substr(at);
}

void LineShape::learnValue(const Slot &slot, std::string_view bytes, const LogLine &line)
{
    Timestamp time;
    switch (slot.field) {
    case Field::Time:
        (void)m_time.read(bytes, time);
        break;
    case Field::Level:
        remember(m_levels, bytes, line.level);
        break;
    case Field::Stage:
        remember(m_stages, bytes, line.stage);
        break;
    case Field::Display:
        remember(m_displays, bytes, line.stage.display);
        break;
    case Field::Sequence:
    case Field::Message:
        break;
    }
}

bool LineShape::read(std::string_view message, LogLine &line)
{
    if (m_parts.empty())
        return false;
    takeConstants(line);
    size_t at = 0;
    for (const Part &part : m_parts) {
        if (message.size() - at < part.before.size()
            || std::memcmp(message.data() + at, part.before.data(), part.before.size()) != 0)
            return false;
        at += part.before.size();
        if (!readValue(part.field, message, at, line))
            return false;
    }
    return message.substr(at) == m_rest;
}

void LineShape::takeConstants(LogLine &line) const
{
    line.replayed = m_constant.replayed;
    if (line.streamId.constData() != m_constant.streamId.constData())
        line.streamId = m_constant.streamId;
    if (line.runId.constData() != m_constant.runId.constData())
        line.runId = m_constant.runId;
    if (!has(Field::Sequence))
        line.sequence = m_constant.sequence;
    if (!has(Field::Level))
        line.level = m_constant.level;
    if (!has(Field::Stage))
        line.stage = m_constant.stage;
    if (!has(Field::Message))
        line.message = {};
}

bool LineShape::recallStage(std::string_view bytes, StageName &out) const
{
    for (const Known<StageName> &one : m_stages) {
        if (one.bytes != bytes)
            continue;
        out.id = one.value.id;
        if (!has(Field::Display))
            out.display = one.value.display;
        return true;
    }
    return false;
}

bool LineShape::readValue(Field field, std::string_view message, size_t &at, LogLine &line)
{
    const size_t begin = at;
    if (field == Field::Sequence) {
        constexpr size_t mostDigits = 15; // below 2^53
        qint64 number = 0;
        while (at < message.size() && message[at] >= '0' && message[at] <= '9')
            number = at - begin < mostDigits ? number * 10 + (message[at++] - '0') : (++at, number);
        line.sequence = number;
        return at > begin && at - begin <= mostDigits && (message[begin] != '0' || at - begin == 1);
    }
    at = closingQuote(message, begin);
    if (at == notFound)
        return false;
    const std::string_view bytes = message.substr(begin, at - begin);
    switch (field) {
    case Field::Time:
        return m_time.readInMinute(bytes, line.time);
    case Field::Level:
        return recall(m_levels, bytes, line.level);
    case Field::Stage:
        return recallStage(bytes, line.stage);
    case Field::Display:
        return !bytes.empty() && recall(m_displays, bytes, line.stage.display); // an empty one is made of the id
    default:
        line.message = QByteArrayView(bytes.data(), qsizetype(bytes.size()));
        return isStringContent(bytes);
    }
}

} // namespace stagewatch::protocol
