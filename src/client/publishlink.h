// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/handshakeinquiry.h"
#include "client/heartbeat.h"
#include "client/reconnectpolicy.h"
#include "client/settings.h"
#include "client/streamsocket.h"
#include "protocol/jsonvalue.h"

#include <QElapsedTimer>
#include <QPointer>

namespace stagewatch::client {

/// A publisher's connection, kept alive: attempts, waits, the greeting, pings, and the latch. Everything but 401 and
/// 403 is worth another try, also a close with 1000: events wait. Ready once the server has said `connected`, because
/// what reaches it together with the handshake is lost.
class PublishLink : public QObject
{
    Q_OBJECT
public:
    enum class Phase { Connecting, Connected, Waiting, Latched };

    explicit PublishLink(ConnectionSettings settings, QObject *parent = nullptr);

    void start();
    /// Ends a wait or a latch; attempts are counted anew.
    void retryNow();
    void send(const QByteArray &utf8);
    /// The server stored something: it works, so attempts are counted anew, however short the connection was.
    void noteProgress() { m_policy.held(m_settings.stableAfter); }
    /// Gives the connection up and makes another one.
    void reconnect(const QString &sentence);
    /// Closes with 1000; closed() follows, 1 s later at most.
    void close();

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] bool isReady() const { return m_phase == Phase::Connected; }
    [[nodiscard]] const QString &error() const { return m_error; }
    [[nodiscard]] bool isRefused() const { return m_refused; }

Q_SIGNALS:
    void ready(const stagewatch::protocol::JsonValue &greeting);
    /// A message that is no greeting, ping or pong.
    void received(const stagewatch::protocol::JsonValue &message, const QByteArray &utf8);
    /// A connection that was open ended; `tooBig` where a message of this side was why.
    void lost(bool tooBig);
    void changed();
    void closed();

private:
    void startAttempt();
    void openSocket();
    void onOpened();
    void onEnded(const SocketEnd &end);
    void onHandshakeFailed(const HandshakeFailure &failure);
    void take(QByteArrayView utf8);
    void beat();
    void armHeartbeat();
    void dropSocket();
    void follow(AttemptOutcome outcome, const QString &sentence);
    void set(Phase phase, const QString &error);
    [[nodiscard]] Heartbeat::Time now() const { return Heartbeat::Time(m_clock.elapsed()); }

    ConnectionSettings m_settings;
    Access m_access;
    QUrl m_url;
    QUrl m_fallbackUrl;
    ReconnectPolicy m_policy;
    Heartbeat m_heartbeat;
    QPointer<StreamSocket> m_socket;
    HandshakeInquiry m_inquiry; ///< why the last handshake failed
    QTimer m_retryTimer;
    QTimer m_greetingTimer;
    QTimer m_beatTimer;
    QTimer m_stableTimer;
    QElapsedTimer m_clock;
    QElapsedTimer m_openFor;
    Phase m_phase = Phase::Connecting;
    QString m_error;
    bool m_refused = false;
    bool m_useFallback = false;
    bool m_closing = false;
};

} // namespace stagewatch::client
