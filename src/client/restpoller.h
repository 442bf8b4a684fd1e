// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/restcall.h"
#include "client/sequenceledger.h"
#include "protocol/clientmessage.h"
#include "protocol/endpoint.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <functional>

namespace stagewatch::client {

/// Asks a project's REST addresses where no WebSocket can be had: its events from the last one known on, where the
/// server has them, and its state. Carries cancel and approvals the other way. What it reads comes out as messages of
/// the stream.
class RestPoller : public QObject
{
    Q_OBJECT
public:
    using PositionSource = std::function<SequenceLedger::Position()>;
    struct Times
    {
        std::chrono::milliseconds interval;
        std::chrono::milliseconds timeout; ///< of each request
    };

    RestPoller(const protocol::Endpoint &endpoint, const Access &access, Times times, PositionSource position,
               QObject *parent = nullptr);
    ~RestPoller() override;

    /// Polls at once, and then in the interval, until stop().
    void start();
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Posts a cancel or an approval; the server's answer comes as a message. Nothing else can be sent by REST.
    void send(const protocol::ClientMessage &message);

Q_SIGNALS:
    /// `isState`: a snapshot, which may say nothing new.
    void message(const QByteArray &utf8, bool isState);
    /// A whole round went well.
    void polled();
    /// A round failed, and polling has stopped; the answer's error says why.
    void failed(const stagewatch::client::RestAnswer &answer);
    void sendFailed(const stagewatch::protocol::ClientMessage &message, const QString &reason);

private:
    void askEvents();
    void onEvents(const RestAnswer &answer, const SequenceLedger::Position &asked);
    void onTrimmed(const RestAnswer &answer, const SequenceLedger::Position &asked);
    [[nodiscard]] bool takeEvents(const protocol::JsonValue &body, const SequenceLedger::Position &asked);
    void askState();
    void onState(const RestAnswer &answer);
    void roundFailed(const RestAnswer &answer);
    [[nodiscard]] RestCall *call(const QUrl &url, const std::optional<QByteArray> &body = {});
    [[nodiscard]] QUrl address(const QString &below) const;
    [[nodiscard]] QByteArray envelope(const QString &eventType, const protocol::JsonValue &data) const;

    protocol::Endpoint m_endpoint;
    Access m_access;
    Times m_times;
    PositionSource m_position;
    QNetworkAccessManager m_network;
    QTimer m_timer;
    bool m_running = false;
    bool m_hasEvents = true; ///< until the server says that it has no such address
    int m_limit = 1000; ///< events a request; halved where they do not fit
    int m_round = 0; ///< answers to an earlier start() count for nothing
};

} // namespace stagewatch::client
