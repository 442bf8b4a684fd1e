// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/logline.h"

#include "protocol/jsonreader.h"
#include "protocol/lineshape.h"
#include "protocol/ondemandfields.h"

#include <algorithm>
#include <array>
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

constexpr int mostLuck = 1'000;
constexpr int costOfLearning = 50;
constexpr int pause = 10'000; ///< lines
constexpr size_t largest = 1024 * 1024; ///< a rare giant must not leave every stream with buffers of its size

} // namespace

struct LogLineReader::Private
{
    bool read(std::string_view message, const char *padded, LogLine &line);
    bool readLongWay(const char *bytes, size_t size, LogLine &line);
    void learn(std::string_view message, const LogLine &line);
    void note(LineShape::Field field, ondemand::value &value);
    void clearAbsent(LogLine &line) const;
    bool readRootField(std::string_view key, ondemand::value value, LogLine &line);
    bool readData(ondemand::value &value, LogLine &line);
    bool readDataField(std::string_view key, ondemand::value value, LogLine &line);
    static bool readMessage(ondemand::value &value, QByteArrayView &out);

    ondemand::parser parser;
    std::vector<char> buffer; ///< the message and the slack that the parser wants behind it
    std::array<LineShape, 4> shapes; ///< of the last lines
    size_t latest = 0; ///< the one that read the last line
    std::vector<LineShape::Slot> slots; ///< of the line that is read the long way
    const char *begin = nullptr; ///< of that line
    int luck = mostLuck; ///< grows with lines that had a known shape, falls with others; below 0 none is learned
    SeenFields seen;
    RepeatedText projectId;
    RepeatedText streamId;
    RepeatedText runId;
    RepeatedTime time;
    RepeatedStage stage;
    RepeatedLevel level;
    QString project; ///< read to be checked; a stream has one
};

/// By the shape of one of the lines before it, or else the long way. `padded` are the same bytes with slack behind
/// them; null: they have to be copied for it.
bool LogLineReader::Private::read(std::string_view message, const char *padded, LogLine &line)
{
    for (size_t i = 0; i < shapes.size(); ++i) {
        const size_t candidate = (latest + i) % shapes.size();
        if (!shapes[candidate].read(message, line))
            continue;
        latest = candidate;
        luck = std::min(luck + 1, mostLuck);
        return true;
    }
    if (!padded) {
        if (buffer.size() < message.size() + simdjson::SIMDJSON_PADDING)
            buffer.resize(message.size() + message.size() / 2 + simdjson::SIMDJSON_PADDING);
        std::memcpy(buffer.data(), message.data(), message.size());
    }
    const char *const bytes = padded ? padded : buffer.data();
    if (!readLongWay(bytes, message.size(), line))
        return false;
    if (!line.message.isNull())
        line.message = QByteArrayView(message.data() + (line.message.data() - bytes), line.message.size());
    learn(message, line);
    return true;
}

/// A stream whose lines have no shape in common pays for learning only now and then.
void LogLineReader::Private::learn(std::string_view message, const LogLine &line)
{
    if (luck < 0) {
        luck += 1;
        return;
    }
    luck -= costOfLearning;
    if (luck < 0)
        luck = -pause;
    latest = (latest + shapes.size() - 1) % shapes.size();
    shapes[latest].learn(message, line, slots);
}

/// Remembers where a value stands that differs from line to line.
void LogLineReader::Private::note(LineShape::Field field, ondemand::value &value)
{
    const std::string_view token = value.raw_json_token();
    const auto at = size_t(token.data() - begin);
    if (field == LineShape::Field::Sequence)
        slots.push_back({ field, at, at + std::min(token.find_first_not_of("0123456789"), token.size()) });
    else if (const size_t end = token.find_last_of('"'); end != std::string_view::npos && end > 0)
        slots.push_back({ field, at + 1, at + end });
}

bool LogLineReader::Private::readLongWay(const char *bytes, size_t size, LogLine &line)
{
    begin = bytes;
    slots.clear();
    ondemand::document document;
    ondemand::object root;
    if (parser.iterate(bytes, size, size + simdjson::SIMDJSON_PADDING).get(document) || document.get_object().get(root))
        return false;
    seen = {};
    line.sequence.reset();
    line.replayed = false;
    line.message = {};
    for (auto field : root) {
        std::string_view key;
        if (field.error() || field.unescaped_key().get(key) || !readRootField(key, field.value_unsafe().value(), line))
            return false;
    }
    if (!seen.has(TypeField) || !seen.has(DataField) || !seen.has(TimeField))
        return false;
    clearAbsent(line);
    stage.finish(line.stage);
    // Whatever follows the object makes the message no JSON.
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

/// What the line before had and this one has not.
void LogLineReader::Private::clearAbsent(LogLine &line) const
{
    if (!seen.has(LevelField))
        line.level = LogLevel::Info;
    if (!seen.has(StageField))
        line.stage.id.clear();
    if (!seen.has(DisplayField))
        line.stage.display.clear();
    if (!seen.has(StreamField))
        line.streamId.clear();
    if (!seen.has(RunField))
        line.runId.clear();
}

bool LogLineReader::Private::readRootField(std::string_view key, ondemand::value value, LogLine &line)
{
    if (key == "event_type")
        return seen.firstTime(TypeField) && stringContent(value) == "log";
    if (key == "project_id")
        return seen.firstTime(ProjectField) && projectId.read(value, project);
    if (key == "timestamp") {
        note(LineShape::Field::Time, value);
        return seen.firstTime(TimeField) && time.read(value, line.time);
    }
    if (key == "data")
        return seen.firstTime(DataField) && readData(value, line);
    if (key == "sequence") {
        note(LineShape::Field::Sequence, value);
        return seen.firstTime(SequenceField) && readSequence(value, line.sequence);
    }
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
    if (key == "level") {
        note(LineShape::Field::Level, value);
        return seen.firstTime(LevelField) && level.read(value, line.level);
    }
    if (key == "message") {
        note(LineShape::Field::Message, value);
        return seen.firstTime(MessageField) && readMessage(value, line.message);
    }
    if (key == "stage") {
        note(LineShape::Field::Stage, value);
        return seen.firstTime(StageField) && stage.readId(value, line.stage);
    }
    if (key == "stage_display") {
        note(LineShape::Field::Display, value);
        return seen.firstTime(DisplayField) && stage.readDisplay(value, line.stage);
    }
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
    return size > 0 && size <= largest && d->read({ utf8.data(), size }, nullptr, line);
}

bool LogLineReader::readInPlace(QByteArrayView utf8, LogLine &line)
{
    const auto size = size_t(utf8.size());
    return size > 0 && size <= largest && d->read({ utf8.data(), size }, utf8.data(), line);
}

} // namespace stagewatch::protocol
