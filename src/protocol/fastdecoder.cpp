// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fastdecoder.h"

#include "protocol/derive.h"
#include "protocol/encoder.h"
#include "protocol/jsonreader.h"

#include <array>
#include <cstring>
#include <simdjson.h>

namespace stagewatch::protocol {

namespace ondemand = simdjson::ondemand;
using namespace Qt::StringLiterals;

namespace {

/// The bytes between a string token's quotes; nothing where the value is no string.
std::optional<std::string_view> stringContent(ondemand::value &value)
{
    const std::string_view token = value.raw_json_token();
    if (token.empty() || token.front() != '"')
        return std::nullopt;
    const size_t end = token.find_last_of('"');
    if (end == 0)
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

/// A text that repeats from message to message (ids, stage names): made once, shared by all events that carry it.
class RepeatedText
{
public:
    bool read(ondemand::value &value, QString &out)
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

private:
    bool m_known = false;
    std::string m_bytes;
    QString m_text;
};

bool readNumber(ondemand::value &value, std::optional<double> &out)
{
    double number = 0;
    if (value.get_double().get(number))
        return false;
    out = number;
    return true;
}

bool readTime(ondemand::value &value, Timestamp &out)
{
    constexpr size_t longest = 48;
    const auto content = stringContent(value);
    if (!content || content->size() > longest)
        return false;
    std::array<char16_t, longest> units;
    for (size_t i = 0; i < content->size(); ++i)
        units[i] = static_cast<unsigned char>((*content)[i]);
    const auto time = parseTimestamp(QStringView(units.data(), static_cast<qsizetype>(content->size())));
    if (!time)
        return false;
    out = *time;
    return true;
}

/// Walks a value that Stagewatch has no use for, so that a fault inside it is found here and not lost.
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

bool readObject(ondemand::value &value, JsonValue &out)
{
    ondemand::object object;
    std::string_view bytes;
    if (value.get_object().get(object) || object.raw_json().get(bytes))
        return false;
    JsonDocument document = readJson(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    if (!document.value || document.repaired)
        return false;
    out = std::move(*document.value);
    return true;
}

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

enum RootField : unsigned {
    TypeField,
    ProjectField,
    TimeField,
    SequenceField,
    StreamField,
    RunField,
    ReplayedField,
    DataField
};
enum DataFieldName : unsigned {
    StageField,
    DisplayField,
    MessageField,
    LevelField,
    ProgressField,
    PercentageField,
    EtaField,
    EtaDisplayField,
    MetricsField
};

} // namespace

struct FastDecoder::Private
{
    bool decode(QByteArrayView utf8, Event &event);
    bool readRoot(ondemand::object &root, Event &event);
    bool readRootField(std::string_view key, ondemand::value value, Event &event);
    bool readData(ondemand::value &value, Payload &payload);
    bool readLog(ondemand::object &data, Log &log);
    bool readProgress(ondemand::object &data, ProgressUpdate &update);
    bool readStageField(std::string_view key, ondemand::value &value, StageName &stage, bool &known);
    void finishStage(StageName &stage);
    bool readLevel(ondemand::value &value, LogLevel &level);

    ondemand::parser parser;
    std::vector<char> buffer; ///< the message and the slack that the parser wants behind it
    SeenFields seenRoot;
    SeenFields seenData;
    RepeatedText projectId;
    RepeatedText streamId;
    RepeatedText runId;
    RepeatedText stageId;
    RepeatedText stageDisplay;
    StageName derived; ///< the last display that was made out of an id
    std::string levelBytes;
    LogLevel level = LogLevel::Info;
    const QString logType = u"log"_s;
    const QString progressType = u"progress_update"_s;
};

bool FastDecoder::Private::decode(QByteArrayView utf8, Event &event)
{
    // A rare giant must not leave every connection with buffers of its size.
    constexpr size_t largest = 1024 * 1024;
    const auto size = static_cast<size_t>(utf8.size());
    if (size == 0 || size > largest)
        return false;
    if (buffer.size() < size + simdjson::SIMDJSON_PADDING)
        buffer.resize(size + size / 2 + simdjson::SIMDJSON_PADDING);
    std::memcpy(buffer.data(), utf8.data(), size);

    ondemand::document document;
    ondemand::object root;
    ondemand::value type;
    if (parser.iterate(buffer.data(), size, buffer.size()).get(document) || document.get_object().get(root)
        || root.find_field_unordered("event_type").get(type))
        return false;
    const auto name = stringContent(type);
    if (name == "log")
        event.payload.emplace<Log>();
    else if (name == "progress_update")
        event.payload.emplace<ProgressUpdate>();
    else
        return false;
    event.eventType = event.as<Log>() ? logType : progressType;
    if (root.reset().error() || !readRoot(root, event))
        return false;
    // Whatever follows the object makes the message no JSON.
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool FastDecoder::Private::readRoot(ondemand::object &root, Event &event)
{
    seenRoot = {};
    for (auto field : root) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key))
            return false;
        if (!readRootField(key, field.value_unsafe().value(), event))
            return false;
    }
    return seenRoot.has(DataField) && seenRoot.has(TimeField);
}

bool FastDecoder::Private::readRootField(std::string_view key, ondemand::value value, Event &event)
{
    if (key == "event_type")
        return seenRoot.firstTime(TypeField);
    if (key == "project_id")
        return seenRoot.firstTime(ProjectField) && projectId.read(value, event.projectId);
    if (key == "timestamp")
        return seenRoot.firstTime(TimeField) && readTime(value, event.time);
    if (key == "stream_id")
        return seenRoot.firstTime(StreamField) && streamId.read(value, event.streamId);
    if (key == "run_id")
        return seenRoot.firstTime(RunField) && runId.read(value, event.runId);
    if (key == "replayed")
        return seenRoot.firstTime(ReplayedField) && !value.get_bool().get(event.replayed);
    if (key == "data")
        return seenRoot.firstTime(DataField) && readData(value, event.payload);
    if (key == "sequence") {
        constexpr int64_t limit = int64_t(1) << 53;
        int64_t sequence = 0;
        if (!seenRoot.firstTime(SequenceField) || value.get_int64().get(sequence) || sequence < 0 || sequence >= limit)
            return false;
        event.sequence = sequence;
        return true;
    }
    return isSound(value, 1);
}

bool FastDecoder::Private::readData(ondemand::value &value, Payload &payload)
{
    ondemand::object data;
    if (value.get_object().get(data))
        return false;
    seenData = {};
    if (auto *log = std::get_if<Log>(&payload))
        return readLog(data, *log);
    return readProgress(data, std::get<ProgressUpdate>(payload));
}

bool FastDecoder::Private::readStageField(std::string_view key, ondemand::value &value, StageName &stage, bool &known)
{
    known = true;
    if (key == "stage")
        return seenData.firstTime(StageField) && stageId.read(value, stage.id);
    if (key == "stage_display")
        return seenData.firstTime(DisplayField) && stageDisplay.read(value, stage.display);
    known = false;
    return true;
}

void FastDecoder::Private::finishStage(StageName &stage)
{
    if (!stage.display.isEmpty() || stage.id.isEmpty())
        return;
    if (derived.id != stage.id)
        derived = toStageName(stage.id, {});
    stage.display = derived.display;
}

bool FastDecoder::Private::readLevel(ondemand::value &value, LogLevel &out)
{
    const auto content = stringContent(value);
    if (!content)
        return false;
    if (*content != levelBytes) {
        QString name;
        if (!readText(value, name))
            return false;
        level = logLevelFromWire(name);
        levelBytes = *content;
    }
    out = level;
    return true;
}

bool FastDecoder::Private::readLog(ondemand::object &data, Log &log)
{
    for (auto field : data) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key))
            return false;
        ondemand::value value = field.value_unsafe().value();
        bool known = false;
        if (!readStageField(key, value, log.stage, known))
            return false;
        if (known)
            continue;
        bool ok = false;
        if (key == "message")
            ok = seenData.firstTime(MessageField) && readText(value, log.message);
        else if (key == "level")
            ok = seenData.firstTime(LevelField) && readLevel(value, log.level);
        else
            ok = isSound(value, 2);
        if (!ok)
            return false;
    }
    finishStage(log.stage);
    return true;
}

bool FastDecoder::Private::readProgress(ondemand::object &data, ProgressUpdate &update)
{
    std::optional<double> fraction;
    std::optional<double> percentage;
    for (auto field : data) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key))
            return false;
        ondemand::value value = field.value_unsafe().value();
        bool known = false;
        if (!readStageField(key, value, update.stage, known))
            return false;
        if (known)
            continue;
        bool ok = false;
        if (key == "progress")
            ok = seenData.firstTime(ProgressField) && readNumber(value, fraction);
        else if (key == "progress_percentage")
            ok = seenData.firstTime(PercentageField) && readNumber(value, percentage);
        else if (key == "message")
            ok = seenData.firstTime(MessageField) && readText(value, update.message);
        else if (key == "estimated_time_remaining")
            ok = seenData.firstTime(EtaField) && readNumber(value, update.estimatedTimeRemaining);
        else if (key == "estimated_time_display")
            ok = seenData.firstTime(EtaDisplayField) && readText(value, update.estimatedTimeDisplay);
        else if (key == "metrics")
            ok = seenData.firstTime(MetricsField) && readObject(value, update.metrics);
        else
            ok = isSound(value, 2);
        if (!ok)
            return false;
    }
    if (const auto share = deriveFraction(fraction, percentage)) {
        if (isOutsideRange(*share))
            return false;
        update.progress = toProgress(*share);
    }
    if (update.estimatedTimeRemaining && *update.estimatedTimeRemaining < 0)
        return false;
    if (update.estimatedTimeDisplay.isEmpty() && update.estimatedTimeRemaining)
        update.estimatedTimeDisplay = estimatedTimeDisplay(*update.estimatedTimeRemaining);
    finishStage(update.stage);
    return true;
}

FastDecoder::FastDecoder()
    : d(std::make_unique<Private>())
{
}

FastDecoder::~FastDecoder() = default;

bool FastDecoder::decode(QByteArrayView utf8, Event &event)
{
    return d->decode(utf8, event);
}

} // namespace stagewatch::protocol
