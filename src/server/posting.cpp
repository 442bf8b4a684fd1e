// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/posting.h"

#include "protocol/publishing.h"
#include "protocol/repeatedname.h"

#include <QUuid>

#include <array>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
constexpr qint64 numberLimit = qint64(1) << 53;
constexpr auto sequenceMark = ",\"sequence\":";
constexpr auto logType = "log"_L1;

constexpr std::array reservedFields{ "sequence"_L1, "stream_id"_L1, "replayed"_L1 };

/// Reads the fields that the server understands and remembers the first fault.
class Reader
{
public:
    Reader(JsonValue message, const QString &projectId, Timestamp now)
        : m_message(std::move(message))
        , m_projectId(projectId)
        , m_now(now)
    {
    }

    std::variant<Posting, PostingFault> read()
    {
        Posting posting;
        refuseRepeats(m_message, {});
        posting.publisherSequence = number(u"publisher_sequence"_s);
        m_fault.publisherSequence = posting.publisherSequence;
        posting.publisherId = tag(u"publisher_id"_s);
        posting.runId = tag(u"run_id"_s);
        if (posting.publisherId.isEmpty() == posting.publisherSequence.has_value())
            refuse(u"publisher_id"_s, u"publisher_id and publisher_sequence are given together or not at all"_s);
        checkType();
        checkProject();
        for (const QLatin1StringView field : reservedFields) {
            if (m_message.find(QString(field)))
                refuse(field, u"the field is the server's to give; leave it out"_s);
        }
        checkData();
        if (!m_fault.sentence.isEmpty())
            return m_fault;
        posting.asksApproval = m_type == "approval_required"_L1;
        posting.isLog = m_type == logType;
        posting.head = head();
        return posting;
    }

private:
    void refuse(const QString &field, const QString &why)
    {
        if (m_fault.sentence.isEmpty()) {
            m_fault.field = field;
            m_fault.sentence = u"The event cannot be taken: %1: %2."_s.arg(field, why);
        }
    }

    void refuseRepeats(const JsonValue &object, const QString &prefix)
    {
        constexpr qsizetype longest = 64;
        if (const QString *name = repeatedName(object))
            refuse(prefix + name->left(longest), u"stands there several times"_s);
    }

    const JsonValue *find(const QString &name) const
    {
        const JsonValue *value = m_message.find(name);
        return value && !value->isNull() ? value : nullptr;
    }

    QString tag(const QString &name)
    {
        const JsonValue *value = find(name);
        if (!value)
            return {};
        if (value->type() == JsonValue::Type::String && isValidTag(value->toText()))
            return value->toText();
        refuse(name, u"must be 1 to 128 letters, digits, '.', '_', ':', '~' or '-'"_s);
        return {};
    }

    std::optional<qint64> number(const QString &name)
    {
        const JsonValue *value = find(name);
        if (!value)
            return std::nullopt;
        const auto whole = value->type() == JsonValue::Type::Number ? value->toInteger() : std::nullopt;
        if (whole && *whole >= 0 && *whole < numberLimit)
            return whole;
        refuse(name, u"must be a whole number from 0 to below 2^53"_s);
        return std::nullopt;
    }

    void checkType()
    {
        const JsonValue *type = find(u"event_type"_s);
        if (!type || type->type() != JsonValue::Type::String || type->toText().isEmpty()) {
            refuse(u"event_type"_s, u"must be text: the kind of event, \"log\" say"_s);
            return;
        }
        m_type = type->toText();
        constexpr qsizetype longestType = 128;
        if (m_type.size() > longestType)
            refuse(u"event_type"_s, u"has more than %1 characters"_s.arg(longestType));
        if (isServerEventType(m_type))
            refuse(u"event_type"_s, u"\"%1\" is said by the server alone"_s.arg(m_type));
    }

    void checkProject()
    {
        const JsonValue *project = find(u"project_id"_s);
        if (project && project->toText() != m_projectId)
            refuse(u"project_id"_s,
                   u"is another project than that of the address, \"%1\"; leave it out"_s.arg(m_projectId));
    }

    void checkData()
    {
        const JsonValue *data = find(u"data"_s);
        if (data && !data->isObject()) {
            refuse(u"data"_s, u"must be an object"_s);
            return;
        }
        if (data)
            refuseRepeats(*data, u"data."_s);
        if (m_type != "approval_required"_L1)
            return;
        JsonValue request = data ? *data : JsonValue::object();
        const JsonValue *id = request.find(u"approval_id");
        if (id && (id->type() != JsonValue::Type::String || !isValidTag(id->toText())))
            refuse(u"data.approval_id"_s, u"must be 1 to 128 letters, digits, '.', '_', ':', '~' or '-'"_s);
        if (!id) {
            request.set(u"approval_id"_s,
                        JsonValue::string(u"apr_"_s + QUuid::createUuid().toString(QUuid::Id128).left(16)));
            m_message.set(u"data"_s, std::move(request));
        }
    }

    QByteArray head()
    {
        for (const QString &name : { u"publisher_id"_s, u"publisher_sequence"_s, u"run_id"_s })
            m_message.remove(name);
        m_message.set(u"project_id"_s, JsonValue::string(m_projectId));
        if (!find(u"timestamp"_s))
            m_message.set(u"timestamp"_s, JsonValue::string(formatTimestamp(m_now)));
        QByteArray json = m_message.toJson();
        json.chop(1);
        return json;
    }

    JsonValue m_message;
    const QString &m_projectId;
    Timestamp m_now;
    QString m_type;
    PostingFault m_fault;
};

QByteArray quoted(const QString &text)
{
    return JsonValue::string(text).toJson();
}

/// The text of a member of a tail, by its mark `,"name":"`; values hold no quotes, so the next one ends it.
QByteArray textMember(QByteArrayView tail, QByteArrayView mark)
{
    const qsizetype start = tail.indexOf(mark);
    if (start < 0)
        return {};
    const QByteArrayView rest = tail.sliced(start + mark.size());
    const qsizetype end = rest.indexOf('"');
    return end < 0 ? QByteArray() : rest.first(end).toByteArray();
}

qint64 leadingNumber(QByteArrayView text)
{
    qint64 value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9' || value >= numberLimit)
            break;
        value = value * 10 + (c - '0');
    }
    return value;
}
} // namespace

bool isValidTag(QStringView text)
{
    constexpr qsizetype longest = 128;
    return !text.isEmpty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'.'
            || c == u'_' || c == u':' || c == u'~' || c == u'-';
    });
}

std::variant<Posting, PostingFault> readPosting(JsonValue message, const QString &projectId, Timestamp now)
{
    if (!message.isObject())
        return PostingFault{ {}, u"The event is JSON, but not an object."_s, std::nullopt };
    return Reader(std::move(message), projectId, now).read();
}

std::variant<Posting, PostingFault> readPosting(QByteArrayView utf8, const QString &projectId, Timestamp now)
{
    QString error;
    std::optional<JsonValue> message = JsonValue::parse(utf8, &error);
    if (!message)
        return PostingFault{ {}, u"The event is not JSON. "_s + error, std::nullopt };
    return readPosting(std::move(*message), projectId, now);
}

Posting makePosting(const QString &eventType, const QString &projectId, QByteArrayView dataJson, Timestamp now)
{
    Posting posting;
    posting.isLog = eventType == logType;
    posting.head.reserve(dataJson.size() + 256);
    posting.head += R"({"event_type":)" + quoted(eventType) + R"(,"project_id":)" + quoted(projectId)
        + R"(,"timestamp":")" + formatTimestamp(now).toLatin1() + R"(","data":)";
    posting.head += dataJson;
    return posting;
}

QByteArray makeTail(const QString &streamId, const QString &runId, const Posting &posting)
{
    QByteArray tail = R"(,"stream_id":)" + quoted(streamId) + R"(,"run_id":)" + quoted(runId);
    if (posting.publisherSequence)
        tail += R"(,"publisher_id":)" + quoted(posting.publisherId) + R"(,"publisher_sequence":)"
            + QByteArray::number(*posting.publisherSequence);
    return tail + '}';
}

std::optional<MessageTail> readTail(QByteArrayView message)
{
    const qsizetype start = message.lastIndexOf(QByteArrayView(sequenceMark));
    if (start < 0)
        return std::nullopt;
    const QByteArrayView tail = message.sliced(start + qsizetype(qstrlen(sequenceMark)));
    MessageTail result;
    result.begin = start;
    result.sequence = leadingNumber(tail);
    result.runId = textMember(tail, R"(,"run_id":")");
    result.publisherId = textMember(tail, R"(,"publisher_id":")");
    const QByteArrayView mark = ",\"publisher_sequence\":";
    if (const qsizetype at = tail.indexOf(mark); at >= 0)
        result.publisherSequence = leadingNumber(tail.sliced(at + mark.size()));
    return result;
}

QByteArray withoutTail(const QByteArray &message)
{
    const qsizetype start = message.lastIndexOf(sequenceMark);
    return start < 0 ? message : message.left(start) + '}';
}

} // namespace stagewatch::server
