// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/publishserver.h"

#include <QJsonDocument>
#include <QWebSocketServer>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

namespace {

const QString streamId = u"stream-1"_s;

QByteArray message(const QString &type, const QJsonObject &data, const QJsonObject &beside = {})
{
    QJsonObject object = beside;
    object.insert(u"event_type"_s, type);
    object.insert(u"project_id"_s, u"proj_abc123"_s);
    object.insert(u"timestamp"_s, u"2024-01-01T12:00:00.000Z"_s);
    object.insert(u"stream_id"_s, streamId);
    object.insert(u"data"_s, data);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QPair<QString, qint64> keyOf(const QJsonObject &event)
{
    return { event.value("publisher_id"_L1).toString(), event.value("publisher_sequence"_L1).toInteger() };
}

} // namespace

PublishServer::PublishServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QWebSocketServer>(u"publish"_s, QWebSocketServer::NonSecureMode))
{
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &PublishServer::onNewConnection);
    start();
}

PublishServer::~PublishServer()
{
    stop();
}

bool PublishServer::start()
{
    const bool listens = m_server->listen(QHostAddress::LocalHost, m_port);
    if (listens)
        m_port = m_server->serverPort();
    return listens;
}

void PublishServer::stop()
{
    m_server->close();
    abortClients();
}

QUrl PublishServer::url() const
{
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    return url;
}

void PublishServer::onNewConnection()
{
    while (QWebSocket *client = m_server->nextPendingConnection()) {
        ++m_accepted;
        m_clients.append(client);
        m_paths.append(client->requestUrl().path());
        m_tokens.append(client->request().rawHeader("Authorization"));
        connect(client, &QWebSocket::textMessageReceived, this, [this, client](const QString &text) {
            const QJsonObject object = QJsonDocument::fromJson(text.toUtf8()).object();
            if (object.value("type"_L1) == "ping"_L1)
                client->sendTextMessage(QString::fromUtf8(message(u"pong"_s, {})));
            else
                onEvent(*client, object);
        });
        connect(client, &QWebSocket::disconnected, this, [this, client] {
            m_clients.removeOne(client);
            m_closeCodes.append(client->closeCode());
            client->deleteLater();
        });
        if (greets)
            answer(
                *client, u"connected"_s,
                { { u"protocol"_s, u"stagewatch/1"_s }, { u"capabilities"_s, u"publish"_s }, { u"run_id"_s, runId } });
    }
}

void PublishServer::answer(QWebSocket &client, const QString &type, const QJsonObject &data)
{
    client.sendTextMessage(QString::fromUtf8(message(type, data)));
}

void PublishServer::acknowledge(QWebSocket &client, const QJsonObject &event)
{
    const auto key = keyOf(event);
    QJsonObject data{ { u"publisher_sequence"_s, key.second }, { u"sequence"_s, m_sequences.value(key) } };
    if (namesPublisher)
        data.insert(u"publisher_id"_s, key.first);
    answer(client, u"published"_s, data);
}

void PublishServer::onEvent(QWebSocket &client, const QJsonObject &event)
{
    ++m_received;
    const Answer what = judge ? judge(event) : Answer::Store;
    const auto key = keyOf(event);
    if (what == Answer::Ignore)
        return;
    if (what == Answer::CloseTooBig) {
        client.close(QWebSocketProtocol::CloseCodeTooMuchData);
        return;
    }
    if (what == Answer::Refuse) {
        answer(client, u"error"_s,
               { { u"error"_s, u"The event is not taken"_s },
                 { u"details"_s, u"its type belongs to the server"_s },
                 { u"recoverable"_s, true },
                 { u"publisher_sequence"_s, key.second } });
        return;
    }
    if (!m_sequences.contains(key)) {
        m_sequences.insert(key, ++m_sequence);
        if (keepsMessages)
            m_stored.append(event);
        if (onStored)
            onStored(event);
    }
    if (what == Answer::StoreLater) {
        m_later.append({ &client, event });
        m_mostUnanswered = std::max<qint64>(m_mostUnanswered, m_later.size());
        return;
    }
    if (what == Answer::StoreSilently)
        return;
    acknowledge(client, event);
    if (what == Answer::StoreTwice)
        acknowledge(client, event);
}

void PublishServer::answerLater()
{
    while (!m_later.isEmpty()) {
        const auto [client, event] = m_later.takeLast();
        if (client && client->isValid())
            acknowledge(*client, event);
    }
}

void PublishServer::tell(const QString &type, const QJsonObject &data, const QJsonObject &beside)
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendTextMessage(QString::fromUtf8(message(type, data, beside)));
}

void PublishServer::closeClients(int code)
{
    const QList<QWebSocket *> clients = m_clients;
    for (QWebSocket *client : clients)
        client->close(QWebSocketProtocol::CloseCode(code));
}

void PublishServer::abortClients()
{
    const QList<QWebSocket *> clients = std::exchange(m_clients, {});
    for (QWebSocket *client : clients) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
}

QStringList PublishServer::messages() const
{
    QStringList texts;
    for (const QJsonObject &event : m_stored)
        texts.append(event.value("data"_L1).toObject().value("message"_L1).toString());
    return texts;
}

QStringList PublishServer::types() const
{
    QStringList names;
    for (const QJsonObject &event : m_stored)
        names.append(event.value("event_type"_L1).toString());
    return names;
}

} // namespace stagewatch::test
