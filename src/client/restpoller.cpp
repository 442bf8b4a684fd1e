// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/restpoller.h"

#include "protocol/jsonvalue.h"
#include "protocol/timestamp.h"

#include <QCoreApplication>
#include <QUrlQuery>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::JsonValue;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

/// The addresses for which a server without events answers one of these.
bool meansNotThere(int status)
{
    return status == 404 || status == 405 || status == 501;
}

std::optional<qint64> integerOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.find(name);
    return value ? value->toInteger() : std::nullopt;
}

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.find(name);
    return value ? value->toText() : QString();
}

} // namespace

RestPoller::RestPoller(const protocol::Endpoint &endpoint, const Access &access, Times times, PositionSource position,
                       QObject *parent)
    : QObject(parent)
    , m_endpoint(endpoint)
    , m_access(access)
    , m_times(times)
    , m_position(std::move(position))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &RestPoller::askEvents);
}

RestPoller::~RestPoller()
{
    // Their replies must go before the network that they belong to.
    qDeleteAll(findChildren<RestCall *>(Qt::FindDirectChildrenOnly));
}

void RestPoller::start()
{
    if (m_running)
        return;
    m_running = true;
    ++m_round;
    askEvents();
}

void RestPoller::stop()
{
    m_running = false;
    m_timer.stop();
    ++m_round;
}

QUrl RestPoller::address(const QString &below) const
{
    QUrl url = m_endpoint.apiUrl;
    QString path = url.path(QUrl::FullyEncoded);
    if (path.endsWith(u'/'))
        path.chop(1);
    url.setPath(path + u'/' + below, QUrl::StrictMode);
    return url;
}

RestCall *RestPoller::call(const QUrl &url, const std::optional<QByteArray> &body)
{
    return new RestCall(m_network, m_access, url, m_times.timeout, body, this);
}

void RestPoller::askEvents()
{
    if (!m_hasEvents) {
        askState();
        return;
    }
    const SequenceLedger::Position asked = m_position();
    QUrlQuery query;
    query.addQueryItem(u"since"_s, QString::number(asked.sequence.value_or(0)));
    if (!asked.streamId.isEmpty())
        query.addQueryItem(u"stream_id"_s, QString::fromLatin1(QUrl::toPercentEncoding(asked.streamId)));
    query.addQueryItem(u"limit"_s, QString::number(m_limit));
    QUrl url = address(u"events"_s);
    url.setQuery(query);
    connect(call(url), &RestCall::finished, this, [this, asked, round = m_round](const RestAnswer &answer) {
        if (round == m_round)
            onEvents(answer, asked);
    });
}

void RestPoller::onEvents(const RestAnswer &answer, const SequenceLedger::Position &asked)
{
    if (meansNotThere(answer.status)) {
        m_hasEvents = false;
        askState();
        return;
    }
    if (answer.status == 410) {
        onTrimmed(answer, asked);
        return;
    }
    if (answer.status == 200 && !answer.isOk() && m_limit > 1) {
        m_limit /= 2; // too big for one answer
        askEvents();
        return;
    }
    const std::optional<JsonValue> body = answer.isOk() ? JsonValue::parse(answer.body) : std::nullopt;
    if (!answer.isOk()) {
        roundFailed(answer);
    } else if (!body || !body->isObject() || !body->find(u"events")) {
        m_hasEvents = false; // a web page, or another API's answer
        askState();
    } else if (takeEvents(*body, asked)) {
        askEvents();
    } else {
        askState();
    }
}

bool RestPoller::takeEvents(const JsonValue &body, const SequenceLedger::Position &asked)
{
    const std::vector<JsonValue> &events = body.find(u"events")->items();
    for (const JsonValue &event : events)
        Q_EMIT message(event.toJson(), false);
    if (!m_running)
        return false;
    const SequenceLedger::Position now = m_position();
    const std::optional<qint64> last = integerOf(body, u"last_sequence");
    // Ask on only while it leads somewhere: a server that repeats itself must not be asked in a circle.
    return now != asked && !events.empty() && last && now.sequence && *now.sequence < *last;
}

void RestPoller::onTrimmed(const RestAnswer &answer, const SequenceLedger::Position &asked)
{
    const JsonValue body = JsonValue::parse(answer.body).value_or(JsonValue());
    const std::optional<qint64> first = integerOf(body, u"first_sequence");
    const QString streamId = textOf(body, u"stream_id");
    JsonValue data = JsonValue::object();
    data.set(u"requested_since"_s, JsonValue::number(asked.sequence.value_or(0)));
    if (first)
        data.set(u"first_sequence"_s, JsonValue::number(*first));
    if (!streamId.isEmpty())
        data.set(u"stream_id"_s, JsonValue::string(streamId));
    const bool restarted = !streamId.isEmpty() && !asked.streamId.isEmpty() && streamId != asked.streamId;
    data.set(u"reason"_s, JsonValue::string(restarted ? u"restarted"_s : u"trimmed"_s));
    Q_EMIT message(envelope(u"gap"_s, data), false);
    if (m_running && m_position() != asked)
        askEvents();
    else if (m_running)
        askState();
}

QByteArray RestPoller::envelope(const QString &eventType, const JsonValue &data) const
{
    JsonValue event = JsonValue::object();
    event.set(u"event_type"_s, JsonValue::string(eventType));
    event.set(u"project_id"_s, JsonValue::string(m_endpoint.projectId));
    const JsonValue *time = data.find(u"timestamp");
    event.set(u"timestamp"_s,
              time ? *time : JsonValue::string(protocol::formatTimestamp(protocol::currentTimestamp())));
    for (const QString &name : { u"sequence"_s, u"stream_id"_s }) {
        if (const JsonValue *value = data.find(name))
            event.set(name, *value);
    }
    event.set(u"data"_s, data);
    return event.toJson();
}

void RestPoller::askState()
{
    connect(call(address(u"state"_s)), &RestCall::finished, this, [this, round = m_round](const RestAnswer &answer) {
        if (round == m_round)
            onState(answer);
    });
}

void RestPoller::onState(const RestAnswer &answer)
{
    const std::optional<JsonValue> body = answer.isOk() ? JsonValue::parse(answer.body) : std::nullopt;
    if (!body || !body->isObject()) {
        roundFailed(answer);
        return;
    }
    Q_EMIT message(body->find(u"event_type") ? answer.body : envelope(u"state"_s, *body), true);
    if (!m_running)
        return;
    Q_EMIT polled();
    if (m_running)
        m_timer.start(m_times.interval);
}

void RestPoller::roundFailed(const RestAnswer &answer)
{
    stop();
    RestAnswer failure = answer;
    if (failure.error.isEmpty())
        failure.error = Text::tr("%1 gives no state of the project by REST.").arg(m_endpoint.apiUrl.host());
    Q_EMIT failed(failure);
}

void RestPoller::send(const protocol::ClientMessage &message)
{
    QString below;
    QString answerType;
    if (std::holds_alternative<protocol::Cancel>(message)) {
        below = u"cancel"_s;
        answerType = u"cancel_acknowledged"_s;
    } else if (const auto *approval = std::get_if<protocol::ApprovalResponse>(&message)) {
        below = u"approvals/"_s + QString::fromLatin1(QUrl::toPercentEncoding(approval->approvalId));
        answerType = u"approval_acknowledged"_s;
    } else {
        return; // a ping or a get_state is what polling does anyway
    }
    connect(call(address(below), protocol::encode(message)), &RestCall::finished, this,
            [this, message, answerType](const RestAnswer &answer) {
                const std::optional<JsonValue> body = JsonValue::parse(answer.body);
                const bool isEvent = body && body->find(u"event_type");
                const bool isAnswer = body && body->find(u"accepted");
                if (isEvent)
                    Q_EMIT this->message(answer.body, false);
                else if (isAnswer || (answer.isOk() && body && body->isObject()))
                    Q_EMIT this->message(envelope(answerType, *body), false);
                else if (answer.isOk())
                    Q_EMIT this->message(envelope(answerType, JsonValue::object()), false);
                else
                    Q_EMIT sendFailed(message, answer.error);
            });
}

} // namespace stagewatch::client
