// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/httppublish.h"

#include "server/logposting.h"

#include <QCryptographicHash>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
using Postings = std::variant<std::vector<Posting>, Refusal>;
/// Of one batch; while it is read, nobody else is served. Fewer than a publisher's numbers that are remembered.
constexpr size_t eventLimit = 50'000;
constexpr int approvalLimit = 20;

/// Adds the events one by one until one of them is refused.
class Batch
{
public:
    Batch(const PublishBody &request, const QString &projectId, Timestamp now)
        : m_projectId(projectId)
        , m_now(now)
        , m_logs(projectId)
    {
        // Any key becomes an id that may stand in a message, and nobody reads the key there.
        if (!request.idempotencyKey.isEmpty())
            m_key = u"key:"_s
                + QString::fromLatin1(
                        QCryptographicHash::hash(request.idempotencyKey, QCryptographicHash::Sha256).toHex().left(40));
    }

    bool add(JsonValue event) { return take(readPosting(std::move(event), m_projectId, m_now)); }
    bool add(QByteArrayView line)
    {
        if (std::optional<Posting> log = m_logs.read(line, m_now))
            return take(std::move(*log));
        return take(readPosting(line, m_projectId, m_now));
    }
    Postings result()
    {
        if (m_refusal)
            return std::move(*m_refusal);
        if (m_postings.empty())
            return Refusal{ 400, u"The body holds no event."_s };
        return std::move(m_postings);
    }

private:
    bool take(std::variant<Posting, PostingFault> read)
    {
        if (const auto *fault = std::get_if<PostingFault>(&read)) {
            m_refusal = refuseEvent(m_postings.size(), *fault);
            return false;
        }
        Posting &posting = std::get<Posting>(read);
        m_approvals += posting.asksApproval ? 1 : 0;
        if (m_postings.size() >= eventLimit || m_approvals > approvalLimit) {
            m_refusal = Refusal{ 413,
                                 u"A batch may have %1 events, and %2 of them may ask for an approval; send it in "
                                 "parts. Nothing of the batch was stored."_s.arg(eventLimit)
                                     .arg(approvalLimit) };
            return false;
        }
        if (!m_key.isEmpty()) {
            posting.publisherId = m_key;
            posting.publisherSequence = qint64(m_postings.size()) + 1;
        }
        m_postings.push_back(std::move(posting));
        return true;
    }

    const QString &m_projectId;
    Timestamp m_now;
    LogPostingReader m_logs;
    QString m_key;
    std::vector<Posting> m_postings;
    int m_approvals = 0;
    std::optional<Refusal> m_refusal;
};

void readJson(const QByteArray &body, Batch &batch, std::optional<Refusal> &refusal)
{
    QString error;
    std::optional<JsonValue> json = JsonValue::parse(body, &error);
    if (!json) {
        refusal = Refusal{ 400, u"The body is not JSON: "_s + error };
        return;
    }
    if (!json->isArray()) {
        batch.add(std::move(*json));
        return;
    }
    for (JsonValue &event : json->items()) {
        if (!batch.add(std::move(event)))
            return;
    }
}

void readLines(const QByteArray &body, Batch &batch)
{
    for (qsizetype start = 0; start < body.size();) {
        qsizetype end = body.indexOf('\n', start);
        if (end < 0)
            end = body.size();
        const QByteArrayView line = QByteArrayView(body).sliced(start, end - start).trimmed();
        start = end + 1;
        if (!line.isEmpty() && !batch.add(line))
            return;
    }
}
} // namespace

Refusal refuseEvent(size_t index, const PostingFault &fault)
{
    Refusal refusal{ 400,
                     u"Event %1 of the batch: %2 Nothing of the batch was stored."_s.arg(index).arg(fault.sentence) };
    refusal.members = R"(,"index":)" + QByteArray::number(qint64(index)) + R"(,"field":)"
        + (fault.field.isEmpty() ? "null"_ba : JsonValue::string(fault.field).toJson());
    return refusal;
}

Postings readPublishBody(const PublishBody &request, const QString &projectId, Timestamp now)
{
    constexpr qsizetype longestKey = 256;
    if (request.idempotencyKey.size() > longestKey)
        return Refusal{ 400, u"The Idempotency-Key is longer than %1 characters."_s.arg(longestKey) };
    Batch batch(request, projectId, now);
    std::optional<Refusal> refusal;
    const QByteArray type = request.contentType.split(';').first().trimmed().toLower();
    if (type == "application/json")
        readJson(request.body, batch, refusal);
    else if (type == "application/x-ndjson" || type == "application/ndjson" || type == "application/jsonl")
        readLines(request.body, batch);
    else
        return Refusal{ 415,
                        u"Send events as Content-Type: application/json (an object or an array) or "
                        "application/x-ndjson (one a line)."_s };
    if (refusal)
        return std::move(*refusal);
    return batch.result();
}

} // namespace stagewatch::server
