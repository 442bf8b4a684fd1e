// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/logline.h"

#include "protocol/jsonreader.h"
#include "protocol/ondemandfields.h"

#include <cstring>

namespace stagewatch::protocol {

namespace ondemand = simdjson::ondemand;

namespace {

enum Field : unsigned {
    TypeField,
    ProjectField,
    TimeField,
    SequenceField,
    StreamField,
    RunField,
    ReplayedField,
    DataField,
    StageField,
    DisplayField,
    MessageField,
    LevelField
};

constexpr size_t largest = 1024 * 1024; ///< a rare giant must not leave every stream with buffers of its size

} // namespace

struct LogLineReader::Private
{
    bool read(const char *bytes, size_t size, LogLine &line);
    bool readRootField(std::string_view key, ondemand::value value, LogLine &line);
    bool readData(ondemand::value &value, LogLine &line);
    bool readDataField(std::string_view key, ondemand::value value, LogLine &line);
    static bool readMessage(ondemand::value &value, QByteArrayView &out);

    ondemand::parser parser;
    std::vector<char> buffer; ///< the message and the slack that the parser wants behind it
    SeenFields seen;
    RepeatedText projectId;
    RepeatedText streamId;
    RepeatedText runId;
    RepeatedTime time;
    RepeatedStage stage;
    RepeatedLevel level;
    QString project; ///< read to be checked; a stream has one
};

bool LogLineReader::Private::read(const char *bytes, size_t size, LogLine &line)
{
    ondemand::document document;
    ondemand::object root;
    if (parser.iterate(bytes, size, size + simdjson::SIMDJSON_PADDING).get(document) || document.get_object().get(root))
        return false;
    seen = {};
    line.sequence.reset();
    line.replayed = false;
    line.level = LogLevel::Info;
    line.stage.id.clear();
    line.stage.display.clear();
    line.streamId.clear();
    line.runId.clear();
    line.message = {};
    for (auto field : root) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key) || !readRootField(key, field.value_unsafe().value(), line))
            return false;
    }
    if (!seen.has(TypeField) || !seen.has(DataField) || !seen.has(TimeField))
        return false;
    stage.finish(line.stage);
    // Whatever follows the object makes the message no JSON.
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

bool LogLineReader::Private::readRootField(std::string_view key, ondemand::value value, LogLine &line)
{
    if (key == "event_type")
        return seen.firstTime(TypeField) && stringContent(value) == "log";
    if (key == "project_id")
        return seen.firstTime(ProjectField) && projectId.read(value, project);
    if (key == "timestamp")
        return seen.firstTime(TimeField) && time.read(value, line.time);
    if (key == "data")
        return seen.firstTime(DataField) && readData(value, line);
    if (key == "sequence")
        return seen.firstTime(SequenceField) && readSequence(value, line.sequence);
    if (key == "stream_id")
        return seen.firstTime(StreamField) && streamId.read(value, line.streamId);
    if (key == "run_id")
        return seen.firstTime(RunField) && runId.read(value, line.runId);
    if (key == "replayed")
        return seen.firstTime(ReplayedField) && !value.get_bool().get(line.replayed);
    return isSound(value, 1);
}

bool LogLineReader::Private::readData(ondemand::value &value, LogLine &line)
{
    ondemand::object data;
    if (value.get_object().get(data))
        return false;
    for (auto field : data) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key) || !readDataField(key, field.value_unsafe().value(), line))
            return false;
    }
    return true;
}

bool LogLineReader::Private::readDataField(std::string_view key, ondemand::value value, LogLine &line)
{
    if (key == "level")
        return seen.firstTime(LevelField) && level.read(value, line.level);
    if (key == "message")
        return seen.firstTime(MessageField) && readMessage(value, line.message);
    if (key == "stage")
        return seen.firstTime(StageField) && stage.readId(value, line.stage);
    if (key == "stage_display")
        return seen.firstTime(DisplayField) && stage.readDisplay(value, line.stage);
    return isSound(value, 2);
}

bool LogLineReader::Private::readMessage(ondemand::value &value, QByteArrayView &out)
{
    const auto content = stringContent(value);
    if (!content)
        return false;
    out = QByteArrayView(content->data(), qsizetype(content->size()));
    return isSoundText(out);
}

LogLineReader::LogLineReader()
    : d(std::make_unique<Private>())
{
}

LogLineReader::~LogLineReader() = default;
LogLineReader::LogLineReader(LogLineReader &&) noexcept = default;
LogLineReader &LogLineReader::operator=(LogLineReader &&) noexcept = default;

qsizetype LogLineReader::slack()
{
    return qsizetype(simdjson::SIMDJSON_PADDING);
}

bool LogLineReader::read(QByteArrayView utf8, LogLine &line)
{
    const auto size = size_t(utf8.size());
    if (size == 0 || size > largest)
        return false;
    if (d->buffer.size() < size + simdjson::SIMDJSON_PADDING)
        d->buffer.resize(size + size / 2 + simdjson::SIMDJSON_PADDING);
    std::memcpy(d->buffer.data(), utf8.data(), size);
    if (!d->read(d->buffer.data(), size, line))
        return false;
    if (!line.message.isNull())
        line.message = utf8.sliced(line.message.data() - d->buffer.data(), line.message.size());
    return true;
}

bool LogLineReader::readInPlace(QByteArrayView utf8, LogLine &line)
{
    const auto size = size_t(utf8.size());
    return size > 0 && size <= largest && d->read(utf8.data(), size, line);
}

} // namespace stagewatch::protocol
