// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/decoder.h"

#include "protocol/fastdecoder.h"
#include "protocol/fields.h"
#include "protocol/jsonreader.h"
#include "protocol/payloaddecoder.h"

#include <QCoreApplication>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

void readEnvelope(const Fields &root, const Fields *data, Timestamp receivedAt, Event &event)
{
    event.projectId = root.text(u"project_id");
    auto time = root.time(u"timestamp");
    if (!time && data)
        time = data->time(u"timestamp");
    event.time = time.value_or(receivedAt);
    event.timeIsReceipt = !time.has_value();
    event.sequence = root.count(u"sequence");
    event.streamId = root.text(u"stream_id");
    event.runId = root.text(u"run_id");
    event.replayed = root.boolean(u"replayed").value_or(false);
}

/// What concerns one connection names the stream and the run in `data`, beside what it says of them.
void readEnvelopeInData(const Fields &data, Event &event)
{
    const bool isSnapshot = event.as<Snapshot>() != nullptr;
    if (!isSnapshot && !event.as<Connected>() && !event.as<Pong>() && !event.as<Gap>())
        return;
    if (event.projectId.isEmpty())
        event.projectId = data.text(u"project_id");
    if (event.streamId.isEmpty())
        event.streamId = data.text(u"stream_id");
    if (event.runId.isEmpty())
        event.runId = data.text(u"run_id");
    if (isSnapshot && !event.sequence)
        event.sequence = data.count(u"sequence");
}

Event decodeMessage(const JsonValue &message, const QString &eventType, Timestamp receivedAt, ProblemList &problems)
{
    const JsonValue nothing = JsonValue::object();
    const Fields root(message, {}, problems);
    const JsonValue *found = root.find(u"data");
    const bool hasData = found && found->isObject();
    // Some servers put the fields beside event_type.
    const JsonValue &dataObject = hasData ? *found : found ? nothing : message;
    const Fields data(dataObject, hasData ? u"data."_s : QString(), problems);

    Event event;
    event.eventType = eventType;
    readEnvelope(root, hasData ? &data : nullptr, receivedAt, event);
    event.payload = decodePayload(eventType, { root, data, event.time });
    if (hasData)
        readEnvelopeInData(data, event);
    else if (found && !event.as<UnknownEvent>())
        root.odd(u"data", Text::tr("is not an object; its fields were taken as absent"));
    return event;
}

QString notFinite(const QString &name, const QString &eventType)
{
    if (name.isEmpty()) {
        return Text::tr("A number of a message of type %1 is not finite; JSON has no word for that, so it was read as "
                        "text.")
            .arg(eventType);
    }
    return Text::tr("The number %1 of a message of type %2 is not finite; JSON has no word for that, so it was read as "
                    "text.")
        .arg(name, eventType);
}

Decoded decodeThoroughly(QByteArrayView utf8, Timestamp receivedAt)
{
    Decoded decoded;
    ProblemList problems(utf8, receivedAt);
    const JsonDocument document = readJson(utf8);
    const JsonValue *type = document.value ? document.value->find(u"event_type") : nullptr;
    if (!document.value) {
        problems.add(Problem::Kind::NotJson, Text::tr("A message is not JSON. %1").arg(document.error));
    } else if (!document.value->isObject()) {
        problems.add(Problem::Kind::NotAnObject, Text::tr("A message is JSON, but not an object."));
    } else if (!type || type->isNull()) {
        problems.add(Problem::Kind::NoEventType, Text::tr("A message has no event_type."));
    } else if (type->type() != JsonValue::Type::String || type->toText().isEmpty()) {
        problems.add(Problem::Kind::NoEventType,
                     Text::tr("A message has an event_type that is no text, or an empty one."));
    } else {
        const QString eventType = type->toText();
        problems.setEventType(eventType);
        if (document.repaired) {
            problems.add(Problem::Kind::NotFinite, notFinite(document.repairedName.left(80), eventType.left(80)));
        }
        decoded.event = decodeMessage(*document.value, eventType, receivedAt, problems);
    }
    decoded.problems = problems.take();
    return decoded;
}

} // namespace

struct Decoder::Private
{
    FastDecoder fast;
};

Decoder::Decoder()
    : d(std::make_unique<Private>())
{
}

Decoder::~Decoder() = default;
Decoder::Decoder(Decoder &&) noexcept = default;
Decoder &Decoder::operator=(Decoder &&) noexcept = default;

Decoded Decoder::decode(QByteArrayView utf8, Timestamp receivedAt)
{
    Decoded decoded;
    if (d->fast.decode(utf8, decoded.event.emplace()))
        return decoded;
    return decodeThoroughly(utf8, receivedAt);
}

} // namespace stagewatch::protocol
