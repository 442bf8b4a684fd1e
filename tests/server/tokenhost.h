// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server.h"
#include "server/tokenfile.h"
#include "streamclient.h"

#include <QTemporaryDir>
#include <QTest>

/// What the tests of tokens and limits speak with, and the host that they speak to.
namespace stagewatch::test {

inline const QString projectPath = QStringLiteral("/api/v1/projects/churn");

/// A WebSocket with a token, and what came over it.
class Peer
{
public:
    Peer(const QUrl &server, const QString &path, const QByteArray &token)
    {
        QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket, [this](const QString &text) {
            messages.append(QJsonDocument::fromJson(text.toUtf8()).object());
        });
        QUrl url = server;
        url.setScheme(QStringLiteral("ws"));
        url.setPath(path);
        QNetworkRequest request(url);
        if (!token.isNull())
            request.setRawHeader("Authorization", "Bearer " + token);
        m_socket.open(request);
    }
    ~Peer() { m_socket.abort(); }
    QWebSocket &socket() { return m_socket; }
    [[nodiscard]] QJsonObject first(const QString &type) const
    {
        const auto found = std::find_if(messages.begin(), messages.end(), [&](const QJsonObject &message) {
            return message[QStringLiteral("event_type")].toString() == type;
        });
        return found == messages.end() ? QJsonObject() : *found;
    }
    [[nodiscard]] bool has(const QString &type) const { return !first(type).isEmpty(); }
    void send(const QByteArray &text) { m_socket.sendTextMessage(QString::fromUtf8(text)); }

    QList<QJsonObject> messages;

private:
    QWebSocket m_socket;
};

inline QByteArray http(const QByteArray &method, const QByteArray &path, const QByteArray &headers,
                       const QByteArray &body = {})
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
        + (body.isNull()
               ? QByteArray()
               : "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
        + "\r\n" + body;
}

inline QByteArray bearer(const QByteArray &token)
{
    return token.isNull() ? QByteArray() : "Authorization: Bearer " + token + "\r\n";
}

/// A host that wants tokens, in a folder of its own; eve may watch.
class TokenHost
{
protected:
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(m_folder->isValid());
        m_watch = addToken(QStringLiteral("eve"), server::Role::Watch);
    }
    void end()
    {
        m_server.reset();
        m_folder.reset();
    }
    void open(const std::function<void(server::ServerOptions &)> &change = {})
    {
        m_server.reset();
        server::ServerOptions options;
        options.port = 0;
        options.hostsAny = true;
        options.dataDirectory = m_folder->filePath(QStringLiteral("data"));
        options.tokenFile = tokenFile();
        if (change)
            change(options);
        m_server = std::make_unique<server::Server>(options);
        QString error;
        QVERIFY2(m_server->start(&error), qPrintable(error));
    }
    QByteArray addToken(const QString &name, server::Roles roles)
    {
        const QByteArray token = server::makeToken();
        QString error;
        const bool done = server::editTokenBook(
            tokenFile(),
            [&](server::TokenBook &book, QString *) {
                return book.add(name, roles, token, QDateTime::currentDateTimeUtc());
            },
            &error);
        return done ? token : QByteArray();
    }
    [[nodiscard]] QString tokenFile() const { return m_folder->filePath(QStringLiteral("tokens")); }
    [[nodiscard]] int status(const QByteArray &request) const
    {
        return exchange(m_server->url(), request).split(' ').value(1).toInt();
    }
    /// The last sequence of the project, as somebody sees who may watch; 0 where there is no such project.
    [[nodiscard]] qint64 stored() const
    {
        const QByteArray answer = exchange(m_server->url(), http("GET", "/api/v1/projects", bearer(m_watch)));
        const QJsonObject json = QJsonDocument::fromJson(answer.mid(answer.indexOf("\r\n\r\n") + 4)).object();
        for (const QJsonValue &project : json[QStringLiteral("projects")].toArray()) {
            if (project[QStringLiteral("project_id")].toString() == QStringLiteral("churn"))
                return project[QStringLiteral("last_sequence")].toInteger();
        }
        return 0;
    }
    [[nodiscard]] QByteArray metrics() const
    {
        return exchange(m_server->url(), http("GET", "/metrics", bearer(m_watch)));
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<server::Server> m_server;
    QByteArray m_watch; ///< eve's token
};

} // namespace stagewatch::test
