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
    const size_t end = token.back() == '"' ? token.size() - 1 : token.find_last_of('"');
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
        auto text = unescapeJson(QByteArrayView(content->data(), static_cast<qsizetype>(content->size())));
        if (!text)
            return false;
        m_text = std::move(*text);
        m_bytes = *content;
        m_known = true;
    }
    if (out.constData() != m_text.constData() || out.size() != m_text.size())
        out = m_text;
    return true;
}

namespace {

/// "07.25Z", what follows the minute: the milliseconds; nothing where it is written otherwise. A leap second is left to
/// parseTimestamp().
std::optional<std::chrono::milliseconds> sinceMinute(std::string_view text)
{
    const auto digit = [text](size_t at) { return at < text.size() ? int(text[at]) - '0' : -1; };
    const auto isDigit = [&](size_t at) { return digit(at) >= 0 && digit(at) <= 9; };
    if (!isDigit(0) || !isDigit(1) || digit(0) > 5)
        return std::nullopt;
    int ms = 1'000 * (10 * digit(0) + digit(1));
    size_t at = 2;
    if (at < text.size() && text[at] == '.') {
        ++at;
        for (int weight = 100; isDigit(at); ++at, weight /= 10)
            ms += weight * digit(at);
        if (at == 3)
            return std::nullopt;
    }
    if (at + 1 != text.size() || text[at] != 'Z')
        return std::nullopt;
    return std::chrono::milliseconds(ms);
}

} // namespace

bool RepeatedTime::readInMinute(std::string_view content, Timestamp &out) const
{
    if (m_minute.empty() || !content.starts_with(m_minute))
        return false;
    const auto ms = sinceMinute(content.substr(m_minute.size()));
    if (ms)
        out = m_at + *ms;
    return ms.has_value();
}

bool RepeatedTime::read(ondemand::value &value, Timestamp &out)
{
    const auto content = stringContent(value);
    return content && read(*content, out);
}

bool RepeatedTime::read(std::string_view content, Timestamp &out)
{
    constexpr size_t longest = 48;
    constexpr size_t minuteLength = 17; // "2024-01-01T12:00:"
    if (content.size() > longest)
        return false;
    if (readInMinute(content, out))
        return true;
    std::array<char16_t, longest> units;
    for (size_t i = 0; i < content.size(); ++i)
        units[i] = static_cast<unsigned char>(content[i]);
    const auto time = parseTimestamp(QStringView(units.data(), static_cast<qsizetype>(content.size())));
    if (!time)
        return false;
    out = *time;
    m_minute.clear();
    if (content.size() > minuteLength && content[minuteLength - 1] == ':'
        && sinceMinute(content.substr(minuteLength))) {
        m_minute = content.substr(0, minuteLength);
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
        const auto name = unescapeJson(QByteArrayView(content->data(), static_cast<qsizetype>(content->size())));
        if (!name)
            return false;
        m_level = logLevelFromWire(*name);
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
