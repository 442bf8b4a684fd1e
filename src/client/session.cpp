// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/session.h"

#include "client/coarseclock.h"
#include "protocol/clientmessage.h"

#include <QCoreApplication>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::currentTimestamp;

namespace {

using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

/// A server greets at once; one that has not by then is asked without having said what it can.
constexpr auto greetingTimeout = 300ms;

} // namespace

Session::Session(StreamSocket &socket, StreamIntake &intake, const ConnectionSettings &settings, Context context,
                 QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_intake(intake)
    , m_context(context)
    , m_heartbeat(settings.pingInterval, settings.pongTimeout)
    , m_catchUpTimeout(settings.connectTimeout)
{
    for (QTimer *timer : { &m_beatTimer, &m_askTimer, &m_catchUpTimer })
        timer->setSingleShot(true);
    connect(&m_beatTimer, &QTimer::timeout, this, &Session::beat);
    connect(&m_askTimer, &QTimer::timeout, this, &Session::askForState);
    connect(&m_catchUpTimer, &QTimer::timeout, this, &Session::checkCatchUp);
    connect(&socket, &StreamSocket::textReceived, this, &Session::take);
    connect(&socket, &StreamSocket::binaryReceived, this, &Session::takeBinary);
    connect(&socket, &StreamSocket::heard, this, &Session::heard);
    connect(&socket, &StreamSocket::ponged, this, &Session::answered);
    m_clock.start();
    m_heartbeat.start(now());
    armHeartbeat();
    m_askTimer.start(greetingTimeout);
}

Heartbeat::Time Session::now() const
{
    return Heartbeat::Time(m_clock.elapsed());
}

void Session::take(QByteArrayView message)
{
    const protocol::Timestamp at = coarseTimestamp();
    m_lastMessage = coarseElapsed();
    heard();
    act(m_intake.take(message, at));
    Q_EMIT received(at);
}

void Session::takeBinary(const QByteArray &bytes)
{
    m_lastMessage = coarseElapsed();
    heard();
    m_intake.addProblem(
        protocol::Problem::Kind::BinaryMessage,
        Text::tr("The server sent a binary message of %1 bytes; the protocol has text only, so it was left out.")
            .arg(bytes.size()),
        currentTimestamp(), bytes);
    Q_EMIT received(currentTimestamp());
}

void Session::act(const IntakeNote &note)
{
    switch (note.kind) {
    case IntakeNote::Kind::Connected:
        greet(note);
        break;
    case IntakeNote::Kind::Pong:
        answered();
        break;
    case IntakeNote::Kind::Ping:
        m_socket.sendText(protocol::encode(protocol::PongReply()));
        break;
    case IntakeNote::Kind::FatalError:
        Q_EMIT fatalError(note.text);
        return;
    case IntakeNote::Kind::State:
        m_catchUpTimer.stop();
        break;
    case IntakeNote::Kind::Gap:
    case IntakeNote::Kind::Nothing:
        break;
    }
    if (!m_asked)
        askForState();
}

void Session::greet(const IntakeNote &note)
{
    m_greeting = note;
    m_context.extensions = note.extensions;
    Q_EMIT greeted(note.extensions);
    // The question went out before the server said that it can replay: ask again, if nothing came yet that a replay
    // would repeat.
    if (m_asked && note.extensions && !m_intake.isCatchingUp() && !m_intake.position().sequence)
        m_asked = false;
}

void Session::askForState()
{
    m_asked = true;
    m_askTimer.stop();
    const SequenceLedger::Position &position = m_intake.position();
    protocol::GetState question;
    if (m_context.extensions && !m_context.withoutReplay) {
        question.streamId = position.streamId;
        question.since = position.sequence;
        if (!question.since && m_greeting) {
            question.streamId = m_greeting->streamId;
            question.since = std::max<qint64>(0, m_greeting->firstSequence.value_or(1) - 1);
        }
    }
    if (question.since && !question.streamId.isEmpty()) {
        m_intake.beginCatchUp(question.streamId, *question.since);
        m_lastMessage = coarseElapsed();
        m_catchUpTimer.start(m_catchUpTimeout);
    } else {
        question = {};
        if (m_context.isReconnect) {
            m_intake.noteGap(u"disconnected"_s, currentTimestamp());
            Q_EMIT received(currentTimestamp());
        }
    }
    m_socket.sendText(protocol::encode(question));
}

void Session::checkCatchUp()
{
    if (!m_intake.isCatchingUp())
        return;
    const Heartbeat::Time quiet = coarseElapsed() - m_lastMessage;
    if (quiet < m_catchUpTimeout) {
        m_catchUpTimer.start(m_catchUpTimeout - quiet); // a long replay is under way
        return;
    }
    if (m_context.isReconnect)
        m_intake.noteGap(u"disconnected"_s, currentTimestamp());
    m_intake.endCatchUp(false, currentTimestamp());
    Q_EMIT received(currentTimestamp());
}

void Session::beat()
{
    switch (m_heartbeat.check(now())) {
    case Heartbeat::Action::Dead:
        Q_EMIT died();
        return;
    case Heartbeat::Action::Ping:
        m_socket.sendText(protocol::encode(protocol::Ping()));
        m_socket.ping(); // answered also by a server that does not know the guide's ping
        break;
    case Heartbeat::Action::Nothing:
        break;
    }
    armHeartbeat();
}

void Session::armHeartbeat()
{
    if (const auto wait = m_heartbeat.nextCheck(now()))
        m_beatTimer.start(std::max(*wait, Heartbeat::Time(1)));
}

void Session::heard()
{
    if (m_heartbeat.heard())
        armHeartbeat();
}

void Session::answered()
{
    heard();
    Q_EMIT ponged(m_heartbeat.answered(now()));
}

} // namespace stagewatch::client
