// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTcpSocket>
#include <QTest>
#include <QWebSocket>

/// What the tests of the server speak with: a bare WebSocket, a bare TCP socket and one HTTP request.
namespace stagewatch::test {

class StreamClient
{
public:
    explicit StreamClient(const QUrl &server, const QString &project = QStringLiteral("proj_abc123"),
                          const QString &prefix = QStringLiteral("/api/v1/ws/projects/"),
                          const QString &suffix = QStringLiteral("/stream"))
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            texts.append(text);
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        QUrl url = server;
        url.setScheme(QStringLiteral("ws"));
        url.setPath(prefix + project + suffix);
        m_socket.open(url);
    }
    ~StreamClient() { m_socket.abort(); }

    QWebSocket &socket() { return m_socket; }
    void send(const QJsonObject &message)
    {
        m_socket.sendTextMessage(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
    }
    void sendText(const QString &text) { m_socket.sendTextMessage(text); }
    [[nodiscard]] QJsonObject first(const QString &type, qsizetype from = 0) const
    {
        for (qsizetype i = from; i < messages.size(); ++i) {
            if (messages[i][QStringLiteral("event_type")].toString() == type)
                return messages[i];
        }
        return {};
    }
    [[nodiscard]] bool has(const QString &type, qsizetype from = 0) const { return !first(type, from).isEmpty(); }
    [[nodiscard]] QList<qint64> sequences(qsizetype from = 0) const
    {
        QList<qint64> result;
        for (qsizetype i = from; i < messages.size(); ++i) {
            const QJsonObject &message = messages[i];
            if (message.contains(QStringLiteral("sequence"))
                && message[QStringLiteral("event_type")].toString() != QStringLiteral("state"))
                result.append(message[QStringLiteral("sequence")].toInteger());
        }
        return result;
    }

    QList<QJsonObject> messages;
    QStringList texts;

private:
    QWebSocket m_socket;
};

struct HttpAnswer
{
    int status = 0;
    QByteArray contentType;
    QByteArray body;
    QJsonObject json;
};

inline HttpAnswer request(const QUrl &server, const QString &path, const QByteArray &method = "GET",
                          const QByteArray &body = {}, const QByteArray &contentType = "application/json")
{
    static QNetworkAccessManager manager;
    QNetworkRequest networkRequest(QUrl(server.toString() + path));
    if (!body.isNull())
        networkRequest.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
    networkRequest.setTransferTimeout(10'000);
    QNetworkReply *reply = manager.sendCustomRequest(networkRequest, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    HttpAnswer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.contentType = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    answer.body = reply->readAll();
    answer.json = QJsonDocument::fromJson(answer.body).object();
    reply->deleteLater();
    return answer;
}

/// Sends the bytes as they are and returns what came until the server ended the connection, or nothing within the time.
inline QByteArray exchange(const QUrl &server, const QByteArray &bytes, int milliseconds = 8000)
{
    QTcpSocket socket;
    socket.connectToHost(server.host(), quint16(server.port()));
    QByteArray answer;
    bool ended = false;
    QObject::connect(&socket, &QTcpSocket::readyRead, &socket, [&] { answer += socket.readAll(); });
    QObject::connect(&socket, &QTcpSocket::disconnected, &socket, [&] { ended = true; });
    QObject::connect(&socket, &QTcpSocket::connected, &socket, [&] { socket.write(bytes); });
    if (!QTest::qWaitFor([&] { return ended; }, milliseconds))
        return {};
    return answer;
}

/// A handshake as a browser sends it, with the path, Host and further header lines given.
inline QByteArray handshake(const QByteArray &path, const QByteArray &host, const QByteArray &more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: " + host
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: "
          "dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        + more + "\r\n";
}

} // namespace stagewatch::test
