// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/messages.h"

#include "protocol/encoder.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
JsonValue head(const Envelope &envelope, const QString &eventType, Timestamp now)
{
    return JsonValue::object({ { u"event_type"_s, JsonValue::string(eventType) },
                               { u"project_id"_s, JsonValue::string(envelope.projectId) },
                               { u"timestamp"_s, JsonValue::string(formatTimestamp(now)) } });
}

/// A message that belongs to one connection: no sequence of its own.
QByteArray connectionMessage(const Envelope &envelope, const QString &eventType, JsonValue data, Timestamp now)
{
    JsonValue message = head(envelope, eventType, now);
    message.set(u"data"_s, std::move(data));
    if (!envelope.plainGuide)
        message.set(u"stream_id"_s, JsonValue::string(envelope.streamId));
    return message.toJson();
}
} // namespace

QByteArray asReplayed(QByteArray message)
{
    message.chop(1);
    message += replayedEnd;
    return message;
}

QByteArray connectedMessage(const Envelope &envelope, const Greeting &greeting, Timestamp now)
{
    JsonValue message = head(envelope, u"connected"_s, now);
    message.set(u"message"_s, JsonValue::string(u"WebSocket connection established"_s));
    if (envelope.plainGuide)
        return message.toJson();
    JsonValue stages = JsonValue::array();
    for (const StageName &stage : greeting.stages)
        stages.items().push_back(JsonValue::object(
            { { u"stage"_s, JsonValue::string(stage.id) }, { u"stage_display"_s, JsonValue::string(stage.display) } }));
    JsonValue capabilities = JsonValue::array();
    for (const QString &capability : { u"state"_s, u"replay"_s, u"approvals"_s, u"cancel"_s, u"rest"_s, u"publish"_s })
        capabilities.items().push_back(JsonValue::string(capability));
    const JsonValue streamId = JsonValue::string(envelope.streamId);
    message.set(u"data"_s,
                JsonValue::object({ { u"protocol"_s, JsonValue::string(u"stagewatch/1"_s) },
                                    { u"capabilities"_s, capabilities },
                                    { u"stream_id"_s, streamId },
                                    { u"first_sequence"_s, JsonValue::number(greeting.firstSequence) },
                                    { u"last_sequence"_s, JsonValue::number(greeting.lastSequence) },
                                    { u"run_id"_s, JsonValue::string(greeting.runId) },
                                    { u"progress_scope"_s, JsonValue::string(wireName(greeting.progressScope)) },
                                    { u"stages"_s, stages } }));
    message.set(u"stream_id"_s, streamId);
    if (!greeting.runId.isEmpty())
        message.set(u"run_id"_s, JsonValue::string(greeting.runId));
    return message.toJson();
}

QByteArray pongMessage(const Envelope &envelope, qint64 lastSequence, Timestamp now)
{
    JsonValue message = JsonValue::object({ { u"event_type"_s, JsonValue::string(u"pong"_s) },
                                            { u"timestamp"_s, JsonValue::string(formatTimestamp(now)) } });
    if (envelope.plainGuide)
        return message.toJson();
    message.set(u"project_id"_s, JsonValue::string(envelope.projectId));
    message.set(u"stream_id"_s, JsonValue::string(envelope.streamId));
    message.set(u"data"_s,
                JsonValue::object({ { u"last_sequence"_s, JsonValue::number(lastSequence) },
                                    { u"stream_id"_s, JsonValue::string(envelope.streamId) } }));
    return message.toJson();
}

QByteArray gapMessage(const Envelope &envelope, qint64 requestedSince, qint64 firstSequence, const QString &reason,
                      Timestamp now)
{
    return connectionMessage(envelope, u"gap"_s,
                             JsonValue::object({ { u"requested_since"_s, JsonValue::number(requestedSince) },
                                                 { u"first_sequence"_s, JsonValue::number(firstSequence) },
                                                 { u"stream_id"_s, JsonValue::string(envelope.streamId) },
                                                 { u"reason"_s, JsonValue::string(reason) } }),
                             now);
}

JsonValue cancelAcknowledgement(const QString &requestId, bool delivered, bool plainGuide)
{
    JsonValue data = JsonValue::object({ { u"message"_s, JsonValue::string(u"Cancellation request received"_s) } });
    if (plainGuide)
        return data;
    if (!requestId.isEmpty())
        data.set(u"request_id"_s, JsonValue::string(requestId));
    data.set(u"delivered"_s, JsonValue::boolean(delivered));
    return data;
}

QByteArray cancelAcknowledgedMessage(const Envelope &envelope, const QString &requestId, bool delivered, Timestamp now)
{
    return connectionMessage(envelope, u"cancel_acknowledged"_s,
                             cancelAcknowledgement(requestId, delivered, envelope.plainGuide), now);
}

QByteArray approvalAcknowledgedMessage(const Envelope &envelope, const ApprovalAcknowledged &acknowledgement,
                                       Timestamp now)
{
    return connectionMessage(envelope, u"approval_acknowledged"_s, encodePayload(acknowledgement), now);
}

QByteArray publishedMessage(const Envelope &envelope, const QString &publisherId,
                            std::optional<qint64> publisherSequence, qint64 sequence, Timestamp now)
{
    JsonValue data = JsonValue::object();
    if (publisherSequence) {
        data.set(u"publisher_id"_s, JsonValue::string(publisherId));
        data.set(u"publisher_sequence"_s, JsonValue::number(*publisherSequence));
    }
    data.set(u"sequence"_s, JsonValue::number(sequence));
    return connectionMessage(envelope, u"published"_s, std::move(data), now);
}

QByteArray clientErrorMessage(const Envelope &envelope, const QString &sentence, Timestamp now,
                              std::optional<qint64> publisherSequence)
{
    JsonValue data = JsonValue::object({ { u"error"_s, JsonValue::string(u"Invalid message"_s) },
                                         { u"details"_s, JsonValue::string(sentence) },
                                         { u"recoverable"_s, JsonValue::boolean(true) } });
    if (publisherSequence)
        data.set(u"publisher_sequence"_s, JsonValue::number(*publisherSequence));
    return connectionMessage(envelope, u"error"_s, std::move(data), now);
}

} // namespace stagewatch::server
