// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/handshakeinquiry.h"
#include "client/outbox.h"
#include "client/reconnectpolicy.h"
#include "client/restpoller.h"
#include "client/session.h"
#include "client/settings.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

namespace stagewatch::client {

/// One stream, kept alive: attempts, waits, the open WebSocket, polling in its place, and the latch (PROTOCOL section
/// 4). Lives in the I/O thread; what it has to say lies in the mailbox.
class Connection : public QObject
{
    Q_OBJECT
public:
    Connection(ConnectionSettings settings, std::shared_ptr<journal::Journal> journal, std::shared_ptr<Mailbox> mailbox,
               QObject *parent = nullptr);

    void start();
    void retryNow();
    void send(const protocol::ClientMessage &message);
    /// closed() follows, 1 s later at most.
    void close();

Q_SIGNALS:
    void batchReady();
    void statusChanged();
    void sendFailed(const stagewatch::protocol::ClientMessage &message, const QString &reason);
    void closed();

private:
    using Phase = protocol::ConnectionStatus::Phase;

    void startAttempt();
    void openSocket();
    void dropSocket();
    void closeSocket();
    void onOpened();
    void onEnded(const SocketEnd &end);
    void onDied();
    void onFatalError(const QString &text);
    void onHandshakeFailed(const HandshakeFailure &failure);
    void attemptFailed(const AttemptOutcome &outcome, const QString &sentence, protocol::Problem::Kind problem);
    void leaveConnected();
    void follow(const NextStep &step, const QString &sentence);
    void latch(protocol::ConnectionStatus::Latch latch, const QString &sentence);
    void startPolling(const QString &why);
    void onPolled();
    void onPollFailed(const RestAnswer &answer);
    void publish();

    ConnectionSettings m_settings;
    Access m_access;
    Outbox m_outbox;
    protocol::ConnectionStatus &m_status; ///< the outbox's
    ReconnectPolicy m_policy;
    RestPoller m_poller;
    QPointer<StreamSocket> m_socket;
    QPointer<Session> m_session;
    HandshakeInquiry m_inquiry; ///< why the last handshake failed
    QTimer m_retryTimer;
    QTimer m_stableTimer;
    QElapsedTimer m_openFor;
    QString m_whyPolling;
    bool m_useFallback = false;
    bool m_withoutReplay = false;
    bool m_closing = false;
};

} // namespace stagewatch::client
