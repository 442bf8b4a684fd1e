// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventspage.h"

#include "protocol/jsonvalue.h"
#include "server/channel.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {
constexpr qint64 defaultEventLimit = 1000;
constexpr qint64 maxEventLimit = 10'000;
constexpr qsizetype eventBytesLimit = 1024 * 1024;

/// A number of the query, `fallback` where it is not given, nothing where it is no whole number from 0 on.
std::optional<qint64> queryNumber(const QUrlQuery &query, const QString &name, qint64 fallback)
{
    if (!query.hasQueryItem(name))
        return fallback;
    bool ok = false;
    const qint64 value = query.queryItemValue(name).toLongLong(&ok);
    return ok && value >= 0 ? std::optional(value) : std::nullopt;
}

/// A message as a strict reader takes it. Scripts send NaN as Python does, and the journal keeps what was sent; one
/// such number would cost a client the whole answer.
QByteArray strictJson(const QByteArray &message)
{
    // Nothing else that is stored differs from JSON, and reading it all takes its time.
    if (!message.contains("NaN") && !message.contains("Infinity"))
        return message;
    const std::optional<JsonValue> value = JsonValue::parse(message);
    return value ? value->toJson() : message;
}
} // namespace

std::variant<QByteArray, Refusal> eventsPage(const QUrlQuery &query, Channel &channel)
{
    const std::optional<qint64> since = queryNumber(query, u"since"_s, 0);
    const std::optional<qint64> limit = queryNumber(query, u"limit"_s, defaultEventLimit);
    if (!since)
        return Refusal{ 400, u"\"since\" must be a whole number, 0 or more."_s };
    if (!limit || *limit < 1 || *limit > maxEventLimit)
        return Refusal{ 400, u"\"limit\" must be a whole number from 1 to %1."_s.arg(maxEventLimit) };
    // Who polls because WebSocket is blocked on its way watches as well.
    Q_EMIT channel.watched();
    const QString streamId = query.queryItemValue(u"stream_id"_s, QUrl::FullyDecoded);
    const qint64 first = channel.firstSequence();
    const QByteArray numbers = R"("stream_id":)" + JsonValue::string(channel.envelope().streamId).toJson()
        + R"(,"first_sequence":)" + QByteArray::number(first) + R"(,"last_sequence":)"
        + QByteArray::number(channel.lastSequence());
    const bool restarted =
        (!streamId.isEmpty() && streamId != channel.envelope().streamId) || *since > channel.lastSequence();
    if (restarted || *since + 1 < first) {
        Refusal gone{ 410,
                      restarted
                          ? u"The stream was started anew; read it from its first event."_s
                          : u"The events after %1 are no longer kept; read on from the first that is."_s.arg(*since) };
        gone.members = "," + numbers + R"(,"reason":)" + (restarted ? R"("restarted")" : R"("trimmed")");
        return gone;
    }
    QByteArray list;
    qint64 count = 0;
    for (qint64 sequence = *since + 1;
         sequence <= channel.lastSequence() && count < *limit && list.size() < eventBytesLimit; ++sequence) {
        const QByteArray message = channel.message(sequence);
        if (message.isEmpty())
            continue; // the disk does not give it back; its number is missing among the others
        list += (list.isEmpty() ? "" : ",") + strictJson(message);
        ++count;
    }
    return R"({"events":[)" + list + "]," + numbers + '}';
}

} // namespace stagewatch::server
