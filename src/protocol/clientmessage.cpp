// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/clientmessage.h"

#include "protocol/repeatedname.h"

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 sequenceLimit = qint64(1) << 53;
/// Of what a client wrote, in a sentence that is sent back to it.
constexpr qsizetype longestShown = 64;

/// Reads the fields of a client's message strictly: unlike a server's events, a command that is not understood must not
/// be guessed at. Remembers the first fault.
class StrictFields
{
public:
    explicit StrictFields(const JsonValue &message)
        : m_message(message)
    {
    }

    QString text(const QString &name)
    {
        const JsonValue *value = find(name);
        if (!value)
            return {};
        if (value->type() != JsonValue::Type::String)
            refuse(name, u"must be text"_s);
        return value->toText();
    }

    /// The sender's name for its message, which is remembered.
    QString requestId()
    {
        constexpr qsizetype longest = 256;
        const QString id = text(u"request_id"_s);
        if (id.size() > longest)
            refuse(u"request_id"_s, u"has more than %1 characters"_s.arg(longest));
        return id;
    }

    bool boolean(const QString &name)
    {
        const JsonValue *value = find(name);
        if (value && value->type() != JsonValue::Type::Bool)
            refuse(name, u"must be true or false"_s);
        return value && value->toBool();
    }

    std::optional<qint64> sequence(const QString &name)
    {
        const JsonValue *value = find(name);
        if (!value)
            return std::nullopt;
        const auto number = value->toInteger();
        if (value->type() != JsonValue::Type::Number || !number || *number < 0 || *number >= sequenceLimit) {
            refuse(name, u"must be a whole number from 0 to below 2^53"_s);
            return std::nullopt;
        }
        return number;
    }

    const JsonValue *find(const QString &name) const
    {
        const JsonValue *value = m_message.find(name);
        return value && !value->isNull() ? value : nullptr;
    }

    void refuse(const QString &name, const QString &why)
    {
        if (error.isEmpty())
            error = u"The field %1 %2."_s.arg(name, why);
    }

    QString error;

private:
    const JsonValue &m_message;
};

ClientMessage readApproval(StrictFields &fields)
{
    ApprovalResponse response;
    response.approvalId = fields.text(u"approval_id"_s);
    if (response.approvalId.isEmpty())
        fields.refuse(u"approval_id"_s, u"is missing: it says which approval is answered"_s);
    const QString decision = fields.text(u"decision"_s);
    if (decision == "approved"_L1)
        response.decision = ApprovalDecision::Approved;
    else if (decision != "rejected"_L1)
        fields.refuse(u"decision"_s, u"must be \"approved\" or \"rejected\""_s);
    if (const JsonValue *data = fields.find(u"approval_data"_s))
        response.approvalData = *data;
    response.comment = fields.text(u"comment"_s);
    response.responder = fields.text(u"responder"_s);
    response.requestId = fields.requestId();
    return response;
}

std::optional<ClientMessage> readMessage(const QString &type, StrictFields &fields)
{
    if (type == "ping"_L1)
        return Ping{};
    if (type == "pong"_L1)
        return PongReply{};
    if (type == "cancel"_L1)
        return Cancel{ fields.text(u"reason"_s), fields.boolean(u"force"_s), fields.requestId() };
    if (type == "get_state"_L1)
        return GetState{ fields.text(u"stream_id"_s), fields.sequence(u"since"_s) };
    if (type == "approval_response"_L1)
        return readApproval(fields);
    fields.refuse(u"type"_s,
                  u"is \"%1\"; this server knows ping, pong, cancel, get_state and approval_response"_s.arg(
                      type.left(longestShown)));
    return std::nullopt;
}

class Writer
{
public:
    explicit Writer(const QString &type) { json.set(u"type"_s, JsonValue::string(type)); }

    void put(const QString &name, const QString &text)
    {
        if (!text.isEmpty())
            json.set(name, JsonValue::string(text));
    }

    JsonValue json = JsonValue::object();
};

QByteArray write(const Ping &)
{
    return Writer(u"ping"_s).json.toJson();
}

QByteArray write(const PongReply &)
{
    return Writer(u"pong"_s).json.toJson();
}

QByteArray write(const Cancel &cancel)
{
    Writer out(u"cancel"_s);
    out.put(u"reason"_s, cancel.reason);
    if (cancel.force)
        out.json.set(u"force"_s, JsonValue::boolean(true));
    out.put(u"request_id"_s, cancel.requestId);
    return out.json.toJson();
}

QByteArray write(const GetState &get)
{
    Writer out(u"get_state"_s);
    out.put(u"stream_id"_s, get.streamId);
    if (get.since)
        out.json.set(u"since"_s, JsonValue::number(*get.since));
    return out.json.toJson();
}

QByteArray write(const ApprovalResponse &response)
{
    Writer out(u"approval_response"_s);
    out.put(u"approval_id"_s, response.approvalId);
    out.put(u"decision"_s, wireName(response.decision));
    if (response.approvalData)
        out.json.set(u"approval_data"_s, *response.approvalData);
    out.put(u"comment"_s, response.comment);
    out.put(u"responder"_s, response.responder);
    out.put(u"request_id"_s, response.requestId);
    return out.json.toJson();
}

} // namespace

QByteArray encode(const ClientMessage &message)
{
    return std::visit([](const auto &one) { return write(one); }, message);
}

DecodedClientMessage decodeClientMessage(QByteArrayView utf8)
{
    DecodedClientMessage decoded;
    QString error;
    const auto json = JsonValue::parse(utf8, &error);
    if (!json) {
        decoded.error = u"The message is not JSON. "_s + error;
        return decoded;
    }
    if (!json->isObject()) {
        decoded.error = u"The message is JSON, but not an object."_s;
        return decoded;
    }
    // Two readers may take two different ones of them, and a decision must say one thing.
    if (const QString *name = repeatedNameWithin(*json)) {
        decoded.error = u"The field %1 stands there several times."_s.arg(name->left(longestShown));
        return decoded;
    }
    const JsonValue *type = json->find(u"type");
    if (!type || type->type() != JsonValue::Type::String) {
        decoded.error = type ? u"The field type must be text."_s : u"The field type is missing."_s;
        return decoded;
    }
    StrictFields fields(*json);
    auto message = readMessage(type->toText(), fields);
    if (fields.error.isEmpty())
        decoded.message = std::move(message);
    decoded.error = fields.error;
    return decoded;
}

} // namespace stagewatch::protocol
