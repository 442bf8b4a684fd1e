// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishmessage.h"

#include "protocol/encoder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::JsonValue;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

/// The server adds its own number, the ids of stream and run and, where there is none, the project's.
constexpr qsizetype serverAdds = 1024;

bool isForOthers(const QString &name)
{
    return name == "sequence"_L1 || name == "stream_id"_L1 || name == "replayed"_L1 || name == "publisher_id"_L1
        || name == "publisher_sequence"_L1;
}

QByteArray quoted(const QString &text)
{
    return JsonValue::string(text).toJson();
}

QByteArray tailOf(const PublisherTag &tag)
{
    return ",\"publisher_id\":" + quoted(tag.publisherId)
        + ",\"publisher_sequence\":" + QByteArray::number(tag.publisherSequence) + '}';
}

QByteArray timeField(const PublisherTag &tag)
{
    return ",\"timestamp\":\"" + protocol::formatTimestamp(tag.now).toLatin1() + '"';
}

} // namespace

QByteArray publishMessage(const QString &eventType, const JsonValue &data, const PublisherTag &tag)
{
    QByteArray message = "{\"event_type\":" + quoted(eventType) + timeField(tag);
    if (!tag.runId.isEmpty())
        message += ",\"run_id\":" + quoted(tag.runId);
    message += ",\"data\":" + (data.isNull() ? QByteArray("{}") : data.toJson());
    return message + tailOf(tag);
}

QByteArray publishMessage(const JsonValue &event, const PublisherTag &tag)
{
    QByteArray message = "{";
    const auto put = [&message](const QString &name, const JsonValue &value) {
        message += (message.size() > 1 ? "," : "") + quoted(name) + ':' + value.toJson();
    };
    for (const auto &[name, value] : event.members()) {
        if (isForOthers(name) || (name == "run_id"_L1 && !tag.runId.isEmpty())
            || (name == "timestamp"_L1 && value.isNull()))
            continue;
        put(name, value);
    }
    const JsonValue *time = event.find(u"timestamp");
    if (!time || time->isNull())
        message += timeField(tag);
    if (!tag.runId.isEmpty())
        put(u"run_id"_s, JsonValue::string(tag.runId));
    return message + tailOf(tag);
}

std::optional<PublisherTag> carriedTag(const JsonValue &event, QString *error)
{
    const JsonValue *id = event.find(u"publisher_id");
    const JsonValue *number = event.find(u"publisher_sequence");
    if (!id && !number)
        return {};
    const qint64 whole = number ? number->toInteger().value_or(-1) : -1;
    if (!id || id->type() != JsonValue::Type::String || id->toText().isEmpty() || whole < 0) {
        *error =
            Text::tr("it carries a publisher_id or a publisher_sequence, but not both as a text and a whole number");
        return {};
    }
    return PublisherTag{ .publisherId = id->toText(), .publisherSequence = whole, .runId = {}, .now = {} };
}

QString publishFault(const JsonValue &event)
{
    if (!event.isObject())
        return Text::tr("it is no JSON object");
    const JsonValue *type = event.find(u"event_type");
    if (!type || type->type() != JsonValue::Type::String || type->toText().isEmpty())
        return Text::tr("it has no event_type");
    return {};
}

QString publishFault(QByteArrayView message)
{
    constexpr qsizetype limit = protocol::messageSizeLimit - serverAdds;
    if (message.size() <= limit)
        return {};
    return Text::tr("it has %1 bytes; a server takes %2 at most").arg(message.size()).arg(limit);
}

std::optional<Outgoing> readPublishMessage(QByteArray message)
{
    // Inside a string the quotes would be escaped, so the last place is the field itself.
    const qsizetype tail = message.lastIndexOf(",\"publisher_id\":");
    if (tail < 0)
        return {};
    const auto fields = JsonValue::parse('{' + message.sliced(tail + 1));
    const JsonValue *id = fields ? fields->find(u"publisher_id") : nullptr;
    const JsonValue *number = fields ? fields->find(u"publisher_sequence") : nullptr;
    const auto whole = number ? number->toInteger() : std::nullopt;
    if (!id || !whole)
        return {};
    Outgoing outgoing;
    outgoing.publisherId = id->toText();
    outgoing.publisherSequence = *whole;
    outgoing.message = std::move(message);
    return outgoing;
}

QUrl publishUrl(const QUrl &streamUrl, const QUrl &apiUrl)
{
    if (streamUrl.isEmpty())
        return {};
    QUrl url = streamUrl;
    QString path = url.path(QUrl::FullyEncoded);
    if (path.endsWith("/publish"_L1))
        return url;
    if (path.endsWith("/stream"_L1))
        path.chop(qsizetype(sizeof("stream") - 1));
    else
        path = apiUrl.path(QUrl::FullyEncoded) + u'/';
    url.setPath(path + u"publish"_s, QUrl::TolerantMode);
    return url;
}

} // namespace stagewatch::client
