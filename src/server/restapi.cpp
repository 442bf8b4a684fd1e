// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/restapi.h"

#include "protocol/clientmessage.h"
#include "protocol/encoder.h"
#include "server/channel.h"
#include "server/eventspage.h"
#include "server/httppublish.h"
#include "server/projects.h"

#include <QHttpServerRequest>
#include <QPointer>
#include <QTcpSocket>
#include <QUrlQuery>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
/// Bytes of answers that those who asked do not read; each of them is held until its time is over.
constexpr qint64 untakenLimit = 64 * 1024 * 1024;

QByteArray okResponse(const QByteArray &body, const QByteArray &contentType)
{
    return "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nConnection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n\r\n" + body;
}

Refusal wrongMethod(const QByteArray &allowed)
{
    return { 405, u"This path takes %1 only."_s.arg(QString::fromLatin1(allowed)), { { "Allow"_ba, allowed } } };
}

} // namespace

struct RestApi::Request
{
    QByteArray path;
    QUrlQuery query;
    QHttpServerRequest::Method method;
    QByteArray contentType;
    QByteArray idempotencyKey;
    QByteArray body;
    Caller caller;

    [[nodiscard]] bool reads() const
    {
        return method == QHttpServerRequest::Method::Get || method == QHttpServerRequest::Method::Head;
    }
    /// The body as a client's message of that type, or why not.
    [[nodiscard]] std::variant<ClientMessage, Refusal> message(const QString &type,
                                                               const QString &approvalId = {}) const;
};

std::variant<ClientMessage, Refusal> RestApi::Request::message(const QString &type, const QString &approvalId) const
{
    if (contentType.split(';').first().trimmed().toLower() != "application/json")
        return Refusal{ 415, u"Send the body as Content-Type: application/json."_s };
    QString error;
    std::optional<JsonValue> value = body.trimmed().isEmpty() ? JsonValue::object() : JsonValue::parse(body, &error);
    if (!value || !value->isObject())
        return Refusal{ 400, value ? u"The body is JSON, but no object."_s : u"The body is not JSON: "_s + error };
    value->set(u"type"_s, JsonValue::string(type));
    if (!approvalId.isEmpty())
        value->set(u"approval_id"_s, JsonValue::string(approvalId));
    DecodedClientMessage decoded = decodeClientMessage(value->toJson());
    if (!decoded.message)
        return Refusal{ 400, decoded.error };
    return std::move(*decoded.message);
}

RestApi::RestApi(Projects &projects, Identify identify, bool plainGuide, QObject *parent)
    : QAbstractHttpServer(parent)
    , m_projects(projects)
    , m_identify(std::move(identify))
    , m_plainGuide(plainGuide)
{
}

bool RestApi::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    // What follows on this connection would not have passed the listener.
    disconnect(socket, &QTcpSocket::readyRead, nullptr, nullptr);
    const Request read{ request.url().path(QUrl::FullyEncoded).toLatin1(),
                        request.query(),
                        request.method(),
                        request.value("content-type"),
                        request.value("idempotency-key"),
                        request.body(),
                        m_identify(request.value("authorization"), socket->peerAddress()) };
    const bool headOnly = read.method == QHttpServerRequest::Method::Head;
    answer(read, [this, peer = QPointer<QTcpSocket>(socket), headOnly](const Reply &reply) {
        if (!peer)
            return;
        const auto *body = std::get_if<Body>(&reply);
        QByteArray response =
            body ? okResponse(body->bytes, body->contentType) : httpResponse(std::get<Refusal>(reply));
        if (headOnly)
            response.truncate(response.indexOf("\r\n\r\n") + 4);
        deliver(peer, response);
    });
    return true;
}

void RestApi::deliver(QTcpSocket *peer, const QByteArray &response)
{
    peer->write(response);
    peer->flush(); // at the next turn of the event loop many more answers may wait beside it
    const qint64 untaken = peer->bytesToWrite();
    m_untaken += untaken;
    connect(new QObject(peer), &QObject::destroyed, this, [this, untaken] { m_untaken -= untaken; });
    peer->disconnectFromHost();
}

void RestApi::missingHandler(const QHttpServerRequest &, QTcpSocket *socket)
{
    socket->disconnectFromHost(); // never called: handleRequest() answers everything
}

void RestApi::answer(const Request &request, const Send &send)
{
    const bool fixed = request.path == "/healthz" || (request.path == "/metrics" && m_metrics)
        || (request.path == "/api/v1/projects" && !m_plainGuide);
    if (fixed && !request.reads())
        return send(wrongMethod("GET"_ba));
    if (request.path == "/healthz")
        return send(Body{ R"({"status":"ok"})"_ba });
    if (fixed && request.path == "/metrics")
        return send(Body{ m_metrics(), "text/plain; version=0.0.4; charset=utf-8"_ba });
    if (fixed)
        return send(listProjects());
    const ApiPath path = parseApiPath(request.path);
    if (path.hasProject && !path.rest.isEmpty())
        return answerProject(request, path, send);
    send(Refusal{ 404, u"There is nothing at this path; GET /api/v1/projects lists the projects."_s });
}

void RestApi::answerProject(const Request &request, const ApiPath &path, const Send &send)
{
    const QString what = path.rest.first();
    const bool known = what == "connections"_L1
        || (!m_plainGuide
            && (what == "state"_L1 || what == "events"_L1 || what == "cancel"_L1 || what == "approvals"_L1));
    const qsizetype parts = what == "approvals"_L1 ? 2 : 1;
    if (!known || path.rest.size() != parts)
        return send(Refusal{
            404, u"A project has state, events, connections, cancel and approvals/{approval_id}; not this path."_s });
    const bool posts = request.method == QHttpServerRequest::Method::Post;
    const bool publishes = what == "events"_L1 && posts;
    // To ask for a project's state makes no project; to publish into it does.
    Channel *channel = publishes ? m_projects.channel(path.projectId) : m_projects.existing(path.projectId);
    const ProjectOccupancy room = m_projects.occupancy(path.projectId);
    if (!channel && publishes && room.full)
        return send(Refusal{ 429,
                             u"The server has all the projects that it takes; publish into one of them."_s,
                             { { "Retry-After"_ba, "5"_ba } } });
    if (!channel && (!room.exists || (room.isNew && !publishes && what != "connections"_L1)))
        return send(Refusal{
            404,
            u"There is no project \"%1\" here; GET /api/v1/projects lists those there are."_s.arg(path.projectId) });
    const bool writes = what == "cancel"_L1 || what == "approvals"_L1;
    if (writes ? !posts : !request.reads() && !publishes)
        return send(wrongMethod(writes ? "POST"_ba : what == "events"_L1 ? "GET, POST"_ba : "GET"_ba));
    if (what == "connections"_L1)
        return send(connections(path.projectId));
    if (!channel)
        channel = m_projects.channel(path.projectId);
    if (!channel)
        return send(Refusal{ 503, u"The project cannot be hosted now; the server's log says why."_s });
    if (publishes)
        return publish(request, *channel, send);
    if (what == "cancel"_L1)
        return cancel(request, *channel, send);
    if (what == "approvals"_L1)
        return approve(request, *channel, path.rest.last(), send);
    if (m_untaken > untakenLimit)
        return send(Refusal{ 429,
                             u"The server holds all the answers that it keeps for those who do not take them; try "
                             "again in a moment."_s,
                             { { "Retry-After"_ba, "5"_ba } } });
    channel->commit();
    send(what == "state"_L1 ? Reply(Body{ channel->stateMessage() }) : events(request, *channel));
}

RestApi::Reply RestApi::listProjects() const
{
    JsonValue list = JsonValue::array();
    for (const Channel *channel : m_projects.all()) {
        const model::Stage *stage = channel->run().currentStage();
        list.items().push_back(
            JsonValue::object({ { u"project_id"_s, JsonValue::string(channel->envelope().projectId) },
                                { u"run_id"_s, JsonValue::string(channel->runId()) },
                                { u"status"_s, JsonValue::string(wireName(channel->status())) },
                                { u"stage"_s, stage ? JsonValue::string(stage->name.id) : JsonValue() },
                                { u"active_connections"_s, JsonValue::number(qint64(channel->watcherCount())) },
                                { u"stream_id"_s, JsonValue::string(channel->envelope().streamId) },
                                { u"last_sequence"_s, JsonValue::number(channel->lastSequence()) } }));
    }
    return Body{ JsonValue::object({ { u"projects"_s, list } }).toJson() };
}

RestApi::Reply RestApi::connections(const QString &projectId) const
{
    const Channel *channel = m_projects.existing(projectId);
    return Body{ JsonValue::object(
                     { { u"project_id"_s, JsonValue::string(projectId) },
                       { u"active_connections"_s, JsonValue::number(qint64(channel ? channel->watcherCount() : 0)) } })
                     .toJson() };
}

RestApi::Reply RestApi::events(const Request &request, Channel &channel)
{
    auto page = eventsPage(request.query, channel);
    if (auto *refusal = std::get_if<Refusal>(&page))
        return std::move(*refusal);
    return Body{ std::get<QByteArray>(std::move(page)) };
}

/// A batch on its way to the disk: answered when its last event is safe.
struct PendingBatch
{
    size_t waiting = 0;
    qint64 first = std::numeric_limits<qint64>::max();
    qint64 last = 0;
};

void RestApi::publish(const Request &request, Channel &channel, const Send &send) const
{
    const auto read = readPublishBody({ request.contentType, request.idempotencyKey, request.body },
                                      channel.envelope().projectId, currentTimestamp());
    if (const auto *refusal = std::get_if<Refusal>(&read))
        return send(*refusal);
    const auto &postings = std::get<std::vector<Posting>>(read);
    if (const auto fault = channel.refusal(postings))
        return send(refuseEvent(fault->index, { {}, fault->sentence, {} }));
    if (channel.isFull())
        return send(Refusal{
            503, u"The disk takes no more now; send the batch again later."_s, { { "Retry-After"_ba, "5"_ba } } });
    const auto batch = std::make_shared<PendingBatch>();
    batch->waiting = postings.size();
    for (const Posting &posting : postings) {
        channel.post(posting, [batch, send, count = postings.size()](qint64 sequence) {
            batch->first = std::min(batch->first, sequence);
            batch->last = std::max(batch->last, sequence);
            if (--batch->waiting > 0)
                return;
            send(Body{ JsonValue::object({ { u"accepted"_s, JsonValue::number(qint64(count)) },
                                           { u"first_sequence"_s, JsonValue::number(batch->first) },
                                           { u"last_sequence"_s, JsonValue::number(batch->last) } })
                           .toJson() });
        });
    }
}

void RestApi::cancel(const Request &request, Channel &channel, const Send &send) const
{
    const auto message = request.message(u"cancel"_s);
    if (const auto *refusal = std::get_if<Refusal>(&message))
        return send(*refusal);
    const auto &cancel = std::get<Cancel>(std::get<ClientMessage>(message));
    channel.cancel(cancel, request.caller, [send, requestId = cancel.requestId](bool delivered) {
        send(Body{ cancelAcknowledgement(requestId, delivered, false).toJson() });
    });
}

void RestApi::approve(const Request &request, Channel &channel, const QString &approvalId, const Send &send) const
{
    const auto message = request.message(u"approval_response"_s, approvalId);
    if (const auto *refusal = std::get_if<Refusal>(&message))
        return send(*refusal);
    const bool known = channel.knowsApproval(approvalId);
    channel.answer(std::get<ApprovalResponse>(std::get<ClientMessage>(message)), request.caller,
                   [send, known](const ApprovalDesk::Outcome &outcome) {
                       if (const auto *sentence = std::get_if<QString>(&outcome))
                           send(Refusal{ known ? 409 : 404, *sentence });
                       else
                           send(
                               Body{ encodePayload(std::get<ApprovalDesk::Answer>(outcome).acknowledgement).toJson() });
                   });
}

} // namespace stagewatch::server
