// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/ondemandfields.h"

#include "protocol/derive.h"
#include "protocol/jsonreader.h"

#include <array>

namespace stagewatch::protocol {

namespace ondemand = simdjson::ondemand;

std::optional<std::string_view> stringContent(ondemand::value &value)
{
    const std::string_view token = value.raw_json_token();
    if (token.empty() || token.front() != '"')
        return std::nullopt;
    const size_t end = token.find_last_of('"');
    // Taken, and not only looked at: a colon behind it, which only a name has, is then found out.
    simdjson::ondemand::raw_json_string taken;
    if (end == 0 || value.get_raw_json_string().get(taken))
        return std::nullopt;
    return token.substr(1, end - 1);
}

bool readText(ondemand::value &value, QString &out)
{
    const auto content = stringContent(value);
    if (!content)
        return false;
    auto text = unescapeJson(QByteArrayView(content->data(), static_cast<qsizetype>(content->size())));
    if (!text)
        return false;
    out = std::move(*text);
    return true;
}

bool readNumber(ondemand::value &value, std::optional<double> &out)
{
    double number = 0;
    if (value.get_double().get(number))
        return false;
    out = number;
    return true;
}

bool readSequence(ondemand::value &value, std::optional<qint64> &out)
{
    constexpr int64_t limit = int64_t(1) << 53;
    int64_t sequence = 0;
    if (value.get_int64().get(sequence) || sequence < 0 || sequence >= limit)
        return false;
    out = sequence;
    return true;
}

bool isSound(ondemand::value value, int depth)
{
    constexpr int deepest = 32;
    ondemand::json_type type{};
    if (depth > deepest || value.type().get(type))
        return false;
    switch (type) {
    case ondemand::json_type::array: {
        ondemand::array array;
        if (value.get_array().get(array))
            return false;
        for (auto item : array) {
            if (item.error() || !isSound(item.value_unsafe(), depth + 1))
                return false;
        }
        return true;
    }
    case ondemand::json_type::object: {
        ondemand::object object;
        if (value.get_object().get(object))
            return false;
        for (auto field : object) {
            std::string_view key;
            if (field.error() || field.unescaped_key().get(key) || !isSound(field.value_unsafe().value(), depth + 1))
                return false;
        }
        return true;
    }
    case ondemand::json_type::number:
        return !value.get_double().error();
    case ondemand::json_type::string: {
        QString text;
        return readText(value, text);
    }
    case ondemand::json_type::boolean:
        return !value.get_bool().error();
    case ondemand::json_type::null: {
        bool isNull = false;
        return !value.is_null().get(isNull) && isNull;
    }
    }
    return false;
}

bool RepeatedText::read(ondemand::value &value, QString &out)
{
    const auto content = stringContent(value);
    if (!content)
        return false;
    if (!m_known || *content != m_bytes) {
        if (!readText(value, m_text))
            return false;
        m_bytes = *content;
        m_known = true;
    }
    out = m_text;
    return true;
}

bool RepeatedTime::read(ondemand::value &value, Timestamp &out)
{
    constexpr size_t longest = 48;
    constexpr size_t minuteLength = 17; // "2024-01-01T12:00:"
    constexpr size_t usualLength = 24; // "2024-01-01T12:00:00.000Z"
    const auto content = stringContent(value);
    if (!content || content->size() > longest)
        return false;
    const auto digit = [&](size_t at) { return int((*content)[at]) - '0'; };
    const bool isUsual = content->size() == usualLength && content->back() == 'Z' && (*content)[19] == '.';
    if (isUsual && !m_minute.empty() && content->starts_with(m_minute)) {
        bool digits = true;
        for (const size_t at : { 17U, 18U, 20U, 21U, 22U })
            digits = digits && digit(at) >= 0 && digit(at) <= 9;
        if (digits && digit(17) < 6) {
            out = m_at + std::chrono::seconds(10 * digit(17) + digit(18))
                + std::chrono::milliseconds(100 * digit(20) + 10 * digit(21) + digit(22));
            return true;
        }
    }
    std::array<char16_t, longest> units;
    for (size_t i = 0; i < content->size(); ++i)
        units[i] = static_cast<unsigned char>((*content)[i]);
    const auto time = parseTimestamp(QStringView(units.data(), static_cast<qsizetype>(content->size())));
    if (!time)
        return false;
    out = *time;
    m_minute.clear();
    if (isUsual && digit(17) < 6) { // a leap second is of the next minute
        m_minute = content->substr(0, minuteLength);
        m_at = std::chrono::floor<std::chrono::minutes>(*time);
    }
    return true;
}

bool RepeatedLevel::read(ondemand::value &value, LogLevel &out)
{
    const auto content = stringContent(value);
    if (!content)
        return false;
    if (*content != m_bytes) {
        QString name;
        if (!readText(value, name))
            return false;
        m_level = logLevelFromWire(name);
        m_bytes = *content;
    }
    out = m_level;
    return true;
}

void RepeatedStage::finish(StageName &stage)
{
    if (!stage.display.isEmpty() || stage.id.isEmpty())
        return;
    if (m_derived.id != stage.id)
        m_derived = toStageName(stage.id, {});
    stage.display = m_derived.display;
}

} // namespace stagewatch::protocol
