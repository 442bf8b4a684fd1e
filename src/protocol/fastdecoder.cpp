// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/fastdecoder.h"

#include "protocol/derive.h"
#include "protocol/encoder.h"
#include "protocol/jsonreader.h"
#include "protocol/ondemandfields.h"

#include <cstring>

namespace stagewatch::protocol {

namespace ondemand = simdjson::ondemand;
using namespace Qt::StringLiterals;

namespace {

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
    bool readStageField(std::string_view key, ondemand::value &value, StageName &out, bool &known);

    ondemand::parser parser;
    std::vector<char> buffer; ///< the message and the slack that the parser wants behind it
    SeenFields seenRoot;
    SeenFields seenData;
    RepeatedText projectId;
    RepeatedText streamId;
    RepeatedText runId;
    RepeatedTime time;
    RepeatedStage stage;
    RepeatedLevel level;
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
        return seenRoot.firstTime(TimeField) && time.read(value, event.time);
    if (key == "stream_id")
        return seenRoot.firstTime(StreamField) && streamId.read(value, event.streamId);
    if (key == "run_id")
        return seenRoot.firstTime(RunField) && runId.read(value, event.runId);
    if (key == "replayed")
        return seenRoot.firstTime(ReplayedField) && !value.get_bool().get(event.replayed);
    if (key == "data")
        return seenRoot.firstTime(DataField) && readData(value, event.payload);
    if (key == "sequence")
        return seenRoot.firstTime(SequenceField) && readSequence(value, event.sequence);
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

bool FastDecoder::Private::readStageField(std::string_view key, ondemand::value &value, StageName &out, bool &known)
{
    known = true;
    if (key == "stage")
        return seenData.firstTime(StageField) && stage.readId(value, out);
    if (key == "stage_display")
        return seenData.firstTime(DisplayField) && stage.readDisplay(value, out);
    known = false;
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
            ok = seenData.firstTime(LevelField) && level.read(value, log.level);
        else
            ok = isSound(value, 2);
        if (!ok)
            return false;
    }
    stage.finish(log.stage);
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
    stage.finish(update.stage);
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
