// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/publishersession.h"

#include "server/channel.h"

#include <QWebSocket>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

PublisherSession::PublisherSession(Connection connection, Channel &channel, Caller caller, const Limits &limits,
                                   QObject *parent)
    : StreamSession(std::move(connection), channel, std::move(caller), limits, parent)
    , m_logs(channel.envelope().projectId)
{
    connect(&channel, &Channel::ordered, this, [this](qint64 sequence) {
        m_owed.push_back(sequence);
        sendOrders();
    });
}

void PublisherSession::start()
{
    m_counted = true;
    channel().publisherCame();
    send(connectedMessage(channel().envelope(), channel().greeting(), currentTimestamp()));
    // It may have been away when these were decided.
    m_owed.assign(channel().orders().begin(), channel().orders().end());
    m_lastReplayed = channel().lastSequence();
    sendOrders();
}

void PublisherSession::ended()
{
    if (std::exchange(m_counted, false))
        channel().publisherLeft();
}

/// Only while there is room: a pipeline that does not listen must not fill the memory with what it is told.
void PublisherSession::sendOrders()
{
    while (!m_owed.empty() && hasRoom() && !isOver()) {
        const qint64 sequence = m_owed.front();
        m_owed.pop_front();
        const QByteArray message = channel().message(sequence);
        if (!message.isEmpty()) // trimmed meanwhile
            send(sequence <= m_lastReplayed ? asReplayed(message) : message);
    }
}

void PublisherSession::receive(const QByteArray &message)
{
    if (const std::optional<Posting> log = m_logs.read(message, currentTimestamp())) {
        post(*log);
        return;
    }
    QString error;
    std::optional<JsonValue> json = JsonValue::parse(message, &error);
    if (!json) {
        refuse(u"The message is not JSON. "_s + error);
        return;
    }
    if (answerPing(*json))
        return;
    const auto read = readPosting(std::move(*json), channel().envelope().projectId, currentTimestamp());
    if (const auto *fault = std::get_if<PostingFault>(&read))
        refuse(fault->sentence, fault->publisherSequence);
    else
        post(std::get<Posting>(read));
}

bool PublisherSession::answerPing(const JsonValue &message)
{
    const JsonValue *type = message.find(u"type");
    if (!type || message.find(u"event_type"))
        return false;
    if (type->toText() == "ping"_L1)
        send(pongMessage(channel().envelope(), channel().lastSequence(), currentTimestamp()));
    else if (type->toText() != "pong"_L1)
        refuse(u"A publisher sends events and \"ping\"; \"%1\" belongs to the stream that watchers open."_s.arg(
            type->toText().left(64)));
    return true;
}

void PublisherSession::post(const Posting &posting)
{
    if (const QString refusal = channel().refusal(posting); !refusal.isEmpty()) {
        refuse(refusal, posting.publisherSequence);
        return;
    }
    if (channel().isFull()) {
        close(closeNoProgress, u"The disk takes no more now; come back and send what is not acknowledged."_s);
        return;
    }
    const QPointer<PublisherSession> self(this);
    channel().post(posting, [self, id = posting.publisherId, number = posting.publisherSequence](qint64 sequence) {
        if (self)
            self->send(publishedMessage(self->channel().envelope(), id, number, sequence, currentTimestamp()));
    });
}

} // namespace stagewatch::server
