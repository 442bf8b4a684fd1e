// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/logposting.h"

#include "protocol/jsonvalue.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace stagewatch::server {

using namespace protocol;

namespace {

constexpr size_t notFound = std::string_view::npos;
constexpr std::string_view spaces = " \t\r\n";
constexpr qint64 numberLimit = qint64(1) << 53;

size_t afterSpaces(std::string_view text, size_t at)
{
    return std::min(text.find_first_not_of(spaces, at), text.size());
}

/// Behind the string that begins at `at`.
size_t afterString(std::string_view text, size_t at)
{
    for (++at; at < text.size(); ++at) {
        if (text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            return at + 1;
    }
    return notFound;
}

/// Behind the value that begins at `at`, if it is JSON at all.
size_t afterValue(std::string_view text, size_t at)
{
    if (at >= text.size())
        return notFound;
    if (text[at] == '"')
        return afterString(text, at);
    if (text[at] != '{' && text[at] != '[')
        return std::min(text.find_first_of(",}] \t\r\n", at), text.size());
    for (int depth = 0; at < text.size();) {
        const char c = text[at];
        if (c == '"') {
            at = afterString(text, at);
            continue;
        }
        ++at;
        if (c == '{' || c == '[')
            ++depth;
        else if ((c == '}' || c == ']') && --depth == 0)
            return at;
    }
    return notFound;
}

/// Calls `take(name, member, value)` for each member of an object, in order, until it returns false; `member` reaches
/// from the name's quote to the end of the value. True if it came to the end of a text that is one object. What stands
/// inside the values is not looked at.
template <typename Take> bool forEachMember(std::string_view text, Take take)
{
    size_t at = afterSpaces(text, 0);
    if (at == text.size() || text[at] != '{')
        return false;
    for (;;) {
        const size_t begin = afterSpaces(text, at + 1);
        if (begin == text.size() || text[begin] != '"')
            return false; // an empty object too: nothing for us
        const size_t nameEnd = afterString(text, begin);
        if (nameEnd == notFound)
            return false;
        const size_t colon = afterSpaces(text, nameEnd);
        if (colon == text.size() || text[colon] != ':')
            return false;
        const size_t value = afterSpaces(text, colon + 1);
        const size_t end = afterValue(text, value);
        if (end == notFound
            || !take(text.substr(begin + 1, nameEnd - begin - 2), text.substr(begin, end - begin),
                     text.substr(value, end - value)))
            return false;
        at = afterSpaces(text, end);
        if (at == text.size())
            return false;
        if (text[at] == '}')
            return afterSpaces(text, at + 1) == text.size();
        if (text[at] != ',')
            return false;
    }
}

/// Each of them once, and nothing else: what a log event's data has of its own.
bool hasUsualData(std::string_view data)
{
    static constexpr std::array<std::string_view, 4> names{ "level", "message", "stage", "stage_display" };
    unsigned seen = 0;
    return forEachMember(data, [&seen](std::string_view name, std::string_view, std::string_view) {
        const auto found = std::find(names.begin(), names.end(), name);
        const unsigned bit = 1U << (found - names.begin());
        return found != names.end() && (std::exchange(seen, seen | bit) & bit) == 0;
    });
}

/// The text of a string that can be an id; empty for everything else.
QString tagIn(std::string_view value)
{
    if (value.size() < 2 || value.front() != '"')
        return {};
    const QString tag = QString::fromLatin1(value.data() + 1, qsizetype(value.size()) - 2);
    return isValidTag(tag) ? tag : QString();
}

} // namespace

struct LogPostingReader::Fields
{
    QByteArray head = QByteArray(1, '{');
    QString runId;
    QString publisherId;
    std::optional<qint64> publisherSequence;
    bool hasType = false;
    bool hasProject = false;
    bool hasTime = false;
    bool hasData = false;
};

LogPostingReader::LogPostingReader(const QString &projectId)
    : m_project(JsonValue::string(projectId).toJson())
{
}

/// False for a field that is not as usual, or there a second time.
bool LogPostingReader::takeField(std::string_view name, std::string_view member, std::string_view value, Fields &fields)
{
    const auto takeTag = [value](QString &tag) {
        const bool first = tag.isNull();
        tag = tagIn(value);
        return first && !tag.isEmpty();
    };
    if (name == "run_id")
        return takeTag(fields.runId);
    if (name == "publisher_id")
        return takeTag(fields.publisherId);
    if (name == "publisher_sequence") {
        qint64 number = -1;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
        const bool first = !std::exchange(fields.publisherSequence, number);
        const bool isPlain = value.front() != '-' && (value.front() != '0' || value.size() == 1);
        return first && error == std::errc() && end == value.data() + value.size() && isPlain && number < numberLimit;
    }
    bool isUsual = false;
    if (name == "event_type")
        isUsual = !std::exchange(fields.hasType, true) && value == "\"log\"";
    else if (name == "project_id")
        isUsual = !std::exchange(fields.hasProject, true)
            && value == std::string_view(m_project.constData(), size_t(m_project.size()));
    else if (name == "timestamp")
        isUsual = !std::exchange(fields.hasTime, true);
    else if (name == "data")
        isUsual = !std::exchange(fields.hasData, true) && hasUsualData(value);
    if (fields.head.size() > 1)
        fields.head += ',';
    fields.head.append(member.data(), qsizetype(member.size()));
    return isUsual;
}

std::optional<Posting> LogPostingReader::read(QByteArrayView utf8, Timestamp now)
{
    constexpr qsizetype roomForTheRest = 128;
    Fields fields;
    fields.head.reserve(utf8.size() + m_project.size() + roomForTheRest);
    const bool isUsual = forEachMember({ utf8.data(), size_t(utf8.size()) },
                                       [&](std::string_view name, std::string_view member, std::string_view value) {
                                           return takeField(name, member, value, fields);
                                       });
    if (!isUsual || !fields.hasType || !fields.hasData
        || fields.publisherId.isEmpty() == fields.publisherSequence.has_value())
        return std::nullopt;
    if (!fields.hasProject)
        fields.head += ",\"project_id\":" + m_project;
    if (!fields.hasTime)
        fields.head += ",\"timestamp\":\"" + formatTimestamp(now).toLatin1() + '"';
    // Whether it is JSON, and reads back as a log event: this looks at every byte.
    m_whole.resize(0);
    m_whole += fields.head;
    m_whole += '}';
    if (!m_lines.read(m_whole, m_line))
        return std::nullopt;
    Posting posting;
    posting.head = std::move(fields.head);
    posting.runId = std::move(fields.runId);
    posting.publisherId = std::move(fields.publisherId);
    posting.publisherSequence = fields.publisherSequence;
    posting.isLog = true;
    posting.readsBack = true;
    return posting;
}

} // namespace stagewatch::server
