// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishlink.h"

#include "client/closereading.h"
#include "client/publishmessage.h"
#include "protocol/clientmessage.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::JsonValue;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

constexpr int tooBigCode = 1009;

ReconnectPolicy::Limits limitsOf(const ConnectionSettings &settings)
{
    return { .base = settings.backoffBase,
             .cap = settings.backoffCap,
             .stableAfter = settings.stableAfter,
             .maxAttempts = settings.maxAttempts };
}

QString seconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

} // namespace

PublishLink::PublishLink(ConnectionSettings settings, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_access(m_settings)
    , m_url(publishUrl(m_settings.endpoint.streamUrl, m_settings.endpoint.apiUrl))
    , m_fallbackUrl(publishUrl(m_settings.endpoint.fallbackStreamUrl, m_settings.endpoint.apiUrl))
    , m_policy(limitsOf(m_settings), [] { return QRandomGenerator::global()->generateDouble(); })
    , m_heartbeat(m_settings.pingInterval, m_settings.pongTimeout)
    , m_inquiry(m_access, m_settings.connectTimeout)
{
    for (QTimer *timer : { &m_retryTimer, &m_greetingTimer, &m_beatTimer, &m_stableTimer })
        timer->setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &PublishLink::startAttempt);
    connect(&m_inquiry, &HandshakeInquiry::finished, this, &PublishLink::onHandshakeFailed);
    connect(&m_beatTimer, &QTimer::timeout, this, &PublishLink::beat);
    connect(&m_stableTimer, &QTimer::timeout, this, [this] { m_policy.held(m_settings.stableAfter); });
    connect(&m_greetingTimer, &QTimer::timeout, this, [this] {
        reconnect(Text::tr("%1 accepted the connection and then said nothing for %2 s. Is it a Stagewatch server that "
                           "hosts pipelines?")
                      .arg(m_settings.endpoint.server(), seconds(m_settings.connectTimeout)));
    });
    m_clock.start();
}

void PublishLink::start()
{
    startAttempt();
}

void PublishLink::startAttempt()
{
    m_retryTimer.stop();
    if (m_closing || m_socket || m_inquiry.isRunning())
        return;
    m_policy.attemptStarted();
    m_refused = false;
    set(Phase::Connecting, m_error);
    openSocket();
}

void PublishLink::openSocket()
{
    m_socket = new StreamSocket(m_access, m_useFallback ? m_fallbackUrl : m_url, m_settings.connectTimeout, this);
    connect(m_socket, &StreamSocket::opened, this, &PublishLink::onOpened);
    connect(m_socket, &StreamSocket::ended, this, &PublishLink::onEnded);
    connect(m_socket, &StreamSocket::textReceived, this, &PublishLink::take);
    connect(m_socket, &StreamSocket::heard, this, [this] {
        if (m_heartbeat.heard())
            armHeartbeat();
    });
    connect(m_socket, &StreamSocket::ponged, this, [this] { (void)m_heartbeat.answered(now()); });
    m_socket->open();
}

void PublishLink::onOpened()
{
    m_openFor.start();
    m_greetingTimer.start(m_settings.connectTimeout);
    m_heartbeat.start(now());
    armHeartbeat();
}

void PublishLink::take(QByteArrayView utf8)
{
    const auto message = JsonValue::parse(utf8);
    const JsonValue *type = message ? message->find(u"event_type") : nullptr;
    if (!type && message)
        type = message->find(u"type");
    const QString name = type ? type->toText() : QString();
    if (name == "connected"_L1) {
        if (isReady() || m_closing)
            return;
        m_greetingTimer.stop();
        m_stableTimer.start(m_settings.stableAfter);
        set(Phase::Connected, {});
        Q_EMIT ready(*message);
    } else if (name == "pong"_L1) {
        (void)m_heartbeat.answered(now());
    } else if (name == "ping"_L1) {
        m_socket->sendText(protocol::encode(protocol::PongReply()));
    } else if (message) {
        Q_EMIT received(*message, utf8.toByteArray());
    }
}

void PublishLink::send(const QByteArray &utf8)
{
    if (m_socket)
        m_socket->sendText(utf8);
}

void PublishLink::beat()
{
    switch (m_heartbeat.check(now())) {
    case Heartbeat::Action::Dead:
        reconnect(Text::tr("%1 has not answered a ping for %2 s; the connection is taken for dead.")
                      .arg(m_settings.endpoint.server(), seconds(m_settings.pongTimeout)));
        return;
    case Heartbeat::Action::Ping:
        send(protocol::encode(protocol::Ping()));
        if (m_socket)
            m_socket->ping();
        break;
    case Heartbeat::Action::Nothing:
        break;
    }
    armHeartbeat();
}

void PublishLink::armHeartbeat()
{
    if (const auto wait = m_heartbeat.nextCheck(now()))
        m_beatTimer.start(std::max(*wait, Heartbeat::Time(1)));
}

void PublishLink::dropSocket()
{
    for (QTimer *timer : { &m_greetingTimer, &m_beatTimer, &m_stableTimer })
        timer->stop();
    m_heartbeat.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket.clear();
}

void PublishLink::reconnect(const QString &sentence)
{
    if (m_closing || !m_socket)
        return;
    dropSocket();
    m_policy.held(std::chrono::milliseconds(m_openFor.elapsed()));
    follow({}, sentence);
    Q_EMIT lost(false);
}

void PublishLink::onEnded(const SocketEnd &end)
{
    dropSocket();
    if (m_closing) {
        Q_EMIT closed();
        return;
    }
    if (!end.opened) {
        m_inquiry.begin(end.evidence);
        return;
    }
    const CloseReading reading = readClose(end, m_settings.endpoint.server());
    const bool tooBig = end.clean && end.closeCode == tooBigCode;
    m_policy.held(std::chrono::milliseconds(m_openFor.elapsed()));
    follow(reading.outcome,
           tooBig ? Text::tr("%1 closed the connection because a message was too long for it.")
                        .arg(m_settings.endpoint.server())
                  : reading.sentence);
    Q_EMIT lost(tooBig);
}

void PublishLink::onHandshakeFailed(const HandshakeFailure &failure)
{
    if (failure.error == HandshakeError::NotFound && !m_fallbackUrl.isEmpty()) {
        m_useFallback = !m_useFallback;
        if (m_useFallback) {
            openSocket();
            return;
        }
    }
    follow(outcomeOf(failure), failure.sentence);
}

void PublishLink::follow(AttemptOutcome outcome, const QString &sentence)
{
    if (outcome.kind != AttemptOutcome::Kind::Refused)
        outcome.kind = AttemptOutcome::Kind::Transient;
    const NextStep step = m_policy.ended(outcome);
    if (step.action == NextStep::Action::Wait) {
        m_retryTimer.start(step.wait);
        set(Phase::Waiting, sentence);
        return;
    }
    m_refused = step.latch == protocol::ConnectionStatus::Latch::Refused;
    set(Phase::Latched,
        m_refused ? sentence
                  : sentence + u' '
                + Text::tr("That was attempt %1 of %2, and Stagewatch gave up.")
                      .arg(m_policy.attempt())
                      .arg(m_settings.maxAttempts));
}

void PublishLink::set(Phase phase, const QString &error)
{
    if (m_phase == phase && m_error == error)
        return;
    m_phase = phase;
    m_error = error;
    Q_EMIT changed();
}

void PublishLink::retryNow()
{
    if (m_phase != Phase::Waiting && m_phase != Phase::Latched)
        return;
    m_policy.reset();
    startAttempt();
}

void PublishLink::close()
{
    if (std::exchange(m_closing, true))
        return;
    m_retryTimer.stop();
    m_greetingTimer.stop();
    m_beatTimer.stop();
    m_inquiry.cancel();
    if (m_socket && m_socket->isOpen()) {
        m_socket->close(); // closed() follows from onEnded()
        return;
    }
    dropSocket();
    QMetaObject::invokeMethod(this, &PublishLink::closed, Qt::QueuedConnection);
}

} // namespace stagewatch::client
