// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QNetworkRequest>
#include <QObject>
#include <QSslConfiguration>
#include <QUrl>
#include <functional>
#include <memory>

class QWebSocket;
class QWebSocketServer;

namespace stagewatch::test {

/// A plain server of the guide on loopback, with nothing beyond it, which a test leads line by line: serverSends(),
/// expectClientSent(). It greets with `connected` and answers `ping`; both can be switched off. What a test wants
/// beyond that it puts into onMessage.
class GuideServer : public QObject
{
    Q_OBJECT
public:
    explicit GuideServer(QObject *parent = nullptr);
    explicit GuideServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~GuideServer() override;

    /// Listens on that port again after stop(); on any free one the first time.
    bool start();
    /// Closes the port and cuts every connection.
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    /// ws://127.0.0.1:PORT, or wss://localhost:PORT.
    [[nodiscard]] QUrl url() const;

    bool greets = true;
    bool answersPings = true;
    /// Called for every message of a client but those that are answered by themselves.
    std::function<void(QWebSocket &client, const QJsonObject &message)> onMessage;
    /// Called for every new client, after the greeting.
    std::function<void(QWebSocket &client)> onClient;

    /// To every open client.
    void serverSends(const QByteArray &text);
    void serverSendsBinary(const QByteArray &bytes);
    /// An event of the guide with that data.
    [[nodiscard]] static QByteArray event(const QString &type, const QJsonObject &data, const QJsonObject &beside = {});
    void closeClients(int code, const QString &reason = {});

    /// Waits until a client sent a message of that type which no earlier call was given. False after 5 s.
    [[nodiscard]] bool expectClientSent(const QString &type, QJsonObject *message = nullptr);
    [[nodiscard]] qsizetype countOfSent(const QString &type) const;

    [[nodiscard]] int accepted() const { return static_cast<int>(m_requests.size()); } ///< connections so far
    [[nodiscard]] int open() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] const QList<QNetworkRequest> &requests() const { return m_requests; }
    /// Codes with which clients closed, in order.
    [[nodiscard]] const QList<int> &closeCodes() const { return m_closeCodes; }

private:
    void onNewConnection();
    void onText(QWebSocket &client, const QString &text);

    std::unique_ptr<QWebSocketServer> m_server;
    quint16 m_port = 0;
    QList<QWebSocket *> m_clients;
    QList<QNetworkRequest> m_requests;
    QList<QJsonObject> m_sent;
    QList<QJsonObject> m_unclaimed;
    QList<int> m_closeCodes;
};

} // namespace stagewatch::test
