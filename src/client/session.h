// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/heartbeat.h"
#include "client/settings.h"
#include "client/streamintake.h"
#include "client/streamsocket.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace stagewatch::client {

/// The talk over one open WebSocket: asks for the state and what was missed, answers and sends pings, and hands every
/// message to the intake.
class Session : public QObject
{
    Q_OBJECT
public:
    struct Context
    {
        bool isReconnect = false;
        bool extensions = false; ///< an earlier connection met a server with extensions
        bool withoutReplay = false; ///< a replay would bring the message that ended the last connection
    };

    Session(StreamSocket &socket, StreamIntake &intake, const ConnectionSettings &settings, Context context,
            QObject *parent = nullptr);

Q_SIGNALS:
    /// A message came; what it held waits in the intake.
    void received(protocol::Timestamp at);
    void greeted(bool extensions);
    /// The server lives; the round trip where a ping was answered.
    void ponged(std::optional<std::chrono::milliseconds> roundTrip);
    void fatalError(const QString &text);
    /// A ping was not answered in time, and nothing else came.
    void died();

private:
    void take(QByteArrayView message);
    void takeBinary(const QByteArray &bytes);
    void act(const IntakeNote &note);
    void greet(const IntakeNote &note);
    void askForState();
    void checkCatchUp();
    void beat();
    void armHeartbeat();
    void heard();
    void answered();
    [[nodiscard]] Heartbeat::Time now() const;

    StreamSocket &m_socket;
    StreamIntake &m_intake;
    Context m_context;
    Heartbeat m_heartbeat;
    std::chrono::milliseconds m_catchUpTimeout;
    QElapsedTimer m_clock;
    Heartbeat::Time m_lastMessage{ 0 };
    QTimer m_beatTimer;
    QTimer m_askTimer;
    QTimer m_catchUpTimer;
    std::optional<IntakeNote> m_greeting;
    bool m_asked = false;
};

} // namespace stagewatch::client
