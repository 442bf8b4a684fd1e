// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QPair>
#include <QPointer>
#include <QStringList>
#include <QUrl>
#include <QWebSocket>
#include <functional>
#include <memory>

class QWebSocketServer;

namespace stagewatch::test {

/// The publish path of a server on loopback, which keeps the one promise that publishers rest on, an event of the same
/// publisher and number is stored once, and breaks whatever else a test wants broken.
class PublishServer : public QObject
{
    Q_OBJECT
public:
    enum class Answer {
        Store, ///< and say so at once
        StoreLater, ///< and say so in answerLater(), the newest first
        StoreTwice, ///< and say so twice
        StoreSilently, ///< and never say so
        Ignore, ///< as if it had never come
        Refuse, ///< by an error event
        CloseTooBig ///< break the connection with 1009
    };

    explicit PublishServer(QObject *parent = nullptr);
    ~PublishServer() override;

    bool start(); ///< again on the same port
    void stop();
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QUrl url() const; ///< ws://127.0.0.1:PORT

    bool greets = true;
    bool namesPublisher = true; ///< answers carry publisher_id
    bool keepsMessages = true; ///< off for tests that measure memory
    QString runId; ///< told in `connected`
    /// What becomes of an event; Store where it is not set.
    std::function<Answer(const QJsonObject &event)> judge;
    /// An event was stored.
    std::function<void(const QJsonObject &event)> onStored;

    void answerLater();
    /// An event to every open publisher.
    void tell(const QString &type, const QJsonObject &data, const QJsonObject &beside = {});
    void closeClients(int code);
    void abortClients();

    [[nodiscard]] const QList<QJsonObject> &stored() const { return m_stored; }
    [[nodiscard]] qint64 storedCount() const { return m_sequence; }
    /// data.message of what was stored, in order.
    [[nodiscard]] QStringList messages() const;
    /// event_type of what was stored, in order.
    [[nodiscard]] QStringList types() const;
    [[nodiscard]] qint64 received() const { return m_received; }
    [[nodiscard]] qint64 mostOnWire() const { return m_mostUnanswered; }
    [[nodiscard]] int accepted() const { return m_accepted; }
    [[nodiscard]] int open() const { return static_cast<int>(m_clients.size()); }
    [[nodiscard]] const QStringList &paths() const { return m_paths; }
    [[nodiscard]] const QList<QByteArray> &tokens() const { return m_tokens; }
    [[nodiscard]] const QList<int> &closeCodes() const { return m_closeCodes; }

private:
    void onNewConnection();
    void onEvent(QWebSocket &client, const QJsonObject &event);
    void answer(QWebSocket &client, const QString &type, const QJsonObject &data);
    void acknowledge(QWebSocket &client, const QJsonObject &event);

    std::unique_ptr<QWebSocketServer> m_server;
    quint16 m_port = 0;
    QList<QWebSocket *> m_clients;
    QHash<QPair<QString, qint64>, qint64> m_sequences;
    QList<QJsonObject> m_stored;
    QList<QPair<QPointer<QWebSocket>, QJsonObject>> m_later;
    QStringList m_paths;
    QList<QByteArray> m_tokens;
    QList<int> m_closeCodes;
    qint64 m_sequence = 0;
    qint64 m_received = 0;
    qint64 m_mostUnanswered = 0;
    int m_accepted = 0;
};

} // namespace stagewatch::test
