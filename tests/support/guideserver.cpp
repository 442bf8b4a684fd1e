// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/guideserver.h"

#include <QJsonDocument>
#include <QTest>
#include <QWebSocket>
#include <QWebSocketServer>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

namespace {

const QString projectId = u"proj_abc123"_s;
const QString timestamp = u"2024-01-01T12:00:00.000Z"_s;

} // namespace

GuideServer::GuideServer(QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QWebSocketServer>(u"guide"_s, QWebSocketServer::NonSecureMode))
{
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &GuideServer::onNewConnection);
    start();
}

GuideServer::GuideServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent)
    , m_server(std::make_unique<QWebSocketServer>(u"guide"_s, QWebSocketServer::SecureMode))
{
    m_server->setSslConfiguration(tls);
    connect(m_server.get(), &QWebSocketServer::newConnection, this, &GuideServer::onNewConnection);
    start();
}

GuideServer::~GuideServer()
{
    stop();
}

bool GuideServer::start()
{
    const bool listens = m_server->listen(QHostAddress::LocalHost, m_port);
    if (listens)
        m_port = m_server->serverPort();
    return listens;
}

void GuideServer::stop()
{
    m_server->close();
    const QList<QWebSocket *> clients = std::exchange(m_clients, {});
    for (QWebSocket *client : clients) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
}

QUrl GuideServer::url() const
{
    QUrl url;
    const bool secure = m_server->secureMode() == QWebSocketServer::SecureMode;
    url.setScheme(secure ? u"wss"_s : u"ws"_s);
    url.setHost(secure ? u"localhost"_s : u"127.0.0.1"_s);
    url.setPort(m_port);
    return url;
}

void GuideServer::onNewConnection()
{
    while (QWebSocket *client = m_server->nextPendingConnection()) {
        m_clients.append(client);
        m_requests.append(client->request());
        connect(client, &QWebSocket::textMessageReceived, this,
                [this, client](const QString &text) { onText(*client, text); });
        connect(client, &QWebSocket::disconnected, this, [this, client] {
            m_clients.removeOne(client);
            m_closeCodes.append(client->closeCode());
            client->deleteLater();
        });
        if (greets) {
            client->sendTextMessage(
                QString::fromUtf8(QJsonDocument(QJsonObject{ { u"event_type"_s, u"connected"_s },
                                                             { u"project_id"_s, projectId },
                                                             { u"timestamp"_s, timestamp },
                                                             { u"message"_s, u"WebSocket connection established"_s } })
                                      .toJson(QJsonDocument::Compact)));
        }
        if (onClient)
            onClient(*client);
    }
}

void GuideServer::onText(QWebSocket &client, const QString &text)
{
    const QJsonObject message = QJsonDocument::fromJson(text.toUtf8()).object();
    m_sent.append(message);
    m_unclaimed.append(message);
    if (answersPings && message.value("type"_L1) == "ping"_L1) {
        client.sendTextMessage(uR"({"event_type":"pong","timestamp":"%1"})"_s.arg(timestamp));
        return;
    }
    if (onMessage)
        onMessage(client, message);
}

void GuideServer::serverSends(const QByteArray &text)
{
    const QString message = QString::fromUtf8(text);
    for (QWebSocket *client : std::as_const(m_clients)) {
        if (client->isValid())
            client->sendTextMessage(message);
    }
}

void GuideServer::serverSendsBinary(const QByteArray &bytes)
{
    for (QWebSocket *client : std::as_const(m_clients))
        client->sendBinaryMessage(bytes);
}

QByteArray GuideServer::event(const QString &type, const QJsonObject &data, const QJsonObject &beside)
{
    QJsonObject event = beside;
    event.insert(u"event_type"_s, type);
    event.insert(u"project_id"_s, projectId);
    event.insert(u"timestamp"_s, timestamp);
    event.insert(u"data"_s, data);
    return QJsonDocument(event).toJson(QJsonDocument::Compact);
}

void GuideServer::closeClients(int code, const QString &reason)
{
    const QList<QWebSocket *> clients = m_clients;
    for (QWebSocket *client : clients)
        client->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

bool GuideServer::expectClientSent(const QString &type, QJsonObject *message)
{
    return QTest::qWaitFor([&] {
        for (qsizetype i = 0; i < m_unclaimed.size(); ++i) {
            if (m_unclaimed[i].value("type"_L1).toString() != type)
                continue;
            const QJsonObject found = m_unclaimed.takeAt(i);
            if (message)
                *message = found;
            return true;
        }
        return false;
    });
}

qsizetype GuideServer::countOfSent(const QString &type) const
{
    return std::count_if(m_sent.cbegin(), m_sent.cend(),
                         [&type](const QJsonObject &message) { return message.value("type"_L1).toString() == type; });
}

} // namespace stagewatch::test
