// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/connection.h"

#include "client/closereading.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::ConnectionStatus;
using protocol::currentTimestamp;
using protocol::Problem;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

ReconnectPolicy::Limits limitsOf(const ConnectionSettings &settings)
{
    return { .base = settings.backoffBase,
             .cap = settings.backoffCap,
             .stableAfter = settings.stableAfter,
             .maxAttempts = settings.maxAttempts };
}

} // namespace

Connection::Connection(ConnectionSettings settings, std::shared_ptr<journal::Journal> journal,
                       std::shared_ptr<Mailbox> mailbox, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_access(m_settings)
    , m_outbox(std::move(journal), m_settings.endpoint.projectId, m_settings.logs, std::move(mailbox))
    , m_status(m_outbox.status())
    , m_policy(limitsOf(m_settings), [] { return QRandomGenerator::global()->generateDouble(); })
    , m_poller(m_settings.endpoint, m_access,
               { .interval = m_settings.pollInterval, .timeout = m_settings.connectTimeout },
               [this] { return m_outbox.intake().position(); })
    , m_inquiry(m_access, m_settings.connectTimeout)
{
    for (QTimer *timer : { &m_retryTimer, &m_stableTimer })
        timer->setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &Connection::startAttempt);
    connect(&m_inquiry, &HandshakeInquiry::finished, this, &Connection::onHandshakeFailed);
    connect(&m_stableTimer, &QTimer::timeout, this, [this] {
        m_policy.held(m_settings.stableAfter);
        m_outbox.forgetProblem();
        publish();
    });
    connect(&m_outbox, &Outbox::batchReady, this, &Connection::batchReady);
    connect(&m_outbox, &Outbox::statusChanged, this, &Connection::statusChanged);
    connect(&m_poller, &RestPoller::message, this, [this](const QByteArray &utf8, bool isState) {
        const auto now = currentTimestamp();
        m_outbox.heard(now);
        const IntakeNote note =
            m_outbox.intake().take(utf8, now, isState ? StreamIntake::Source::PolledState : StreamIntake::Source::Live);
        m_outbox.flushSoon();
        if (note.kind == IntakeNote::Kind::FatalError)
            onFatalError(note.text);
    });
    connect(&m_poller, &RestPoller::polled, this, &Connection::onPolled);
    connect(&m_poller, &RestPoller::failed, this, &Connection::onPollFailed);
    connect(&m_poller, &RestPoller::sendFailed, this, &Connection::sendFailed);
    m_status.maxAttempts = m_settings.maxAttempts;
}

void Connection::start()
{
    startAttempt();
}

void Connection::startAttempt()
{
    m_retryTimer.stop();
    if (m_closing || m_socket || m_inquiry.isRunning())
        return;
    if (!m_poller.isRunning()) {
        m_policy.attemptStarted();
        m_status.phase = Phase::Connecting;
        m_status.latch = ConnectionStatus::Latch::None;
        m_status.retryAt.reset();
        publish();
    }
    openSocket();
}

void Connection::openSocket()
{
    const protocol::Endpoint &endpoint = m_settings.endpoint;
    m_socket = new StreamSocket(m_access, m_useFallback ? endpoint.fallbackStreamUrl : endpoint.streamUrl,
                                m_settings.connectTimeout, this);
    connect(m_socket, &StreamSocket::opened, this, &Connection::onOpened);
    connect(m_socket, &StreamSocket::ended, this, &Connection::onEnded);
    m_socket->open();
}

void Connection::dropSocket()
{
    delete m_session;
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket.clear();
}

void Connection::closeSocket()
{
    if (m_session) {
        m_session->disconnect(this);
        m_socket->disconnect(m_session);
        m_session->deleteLater();
        m_session.clear();
    }
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    connect(m_socket, &StreamSocket::ended, m_socket, &QObject::deleteLater);
    m_socket->close();
    m_socket.clear();
}

void Connection::onOpened()
{
    const auto now = currentTimestamp();
    m_poller.stop();
    m_retryTimer.stop();
    if (m_outbox.lastHeard())
        m_outbox.intake().setOutage(*m_outbox.lastHeard(), now);
    m_session = new Session(*m_socket, m_outbox.intake(), m_settings,
                            { .isReconnect = m_outbox.lastHeard().has_value(),
                              .extensions = m_status.hasExtensions,
                              .withoutReplay = std::exchange(m_withoutReplay, false) },
                            this);
    connect(m_session, &Session::received, this, [this](protocol::Timestamp at) {
        m_outbox.heard(at);
        m_outbox.flushSoon();
    });
    connect(m_session, &Session::greeted, this, [this](bool extensions) {
        m_status.hasExtensions = extensions;
        publish();
    });
    connect(m_session, &Session::ponged, this, [this](std::optional<std::chrono::milliseconds> roundTrip) {
        m_outbox.heard(currentTimestamp());
        m_status.lastPong = m_outbox.lastHeard();
        if (roundTrip)
            m_status.roundTrip = roundTrip;
        publish();
    });
    connect(m_session, &Session::fatalError, this, &Connection::onFatalError);
    connect(m_session, &Session::died, this, &Connection::onDied);
    m_status.phase = Phase::Connected;
    m_status.connectedSince = now;
    m_status.disconnectedSince.reset();
    m_status.retryAt.reset();
    m_status.everConnected = true;
    m_status.error.clear();
    m_openFor.start();
    m_stableTimer.start(m_settings.stableAfter);
    publish();
}

void Connection::onEnded(const SocketEnd &end)
{
    delete m_session;
    m_socket->deleteLater();
    m_socket.clear();
    if (!end.opened) {
        m_inquiry.begin(end.evidence);
        return;
    }
    const CloseReading reading = readClose(end, m_settings.endpoint.server());
    m_withoutReplay = reading.problem == Problem::Kind::TooBig;
    leaveConnected();
    if (reading.isProblem)
        m_outbox.addProblem(reading.problem, reading.sentence);
    follow(m_policy.ended(reading.outcome), reading.sentence);
}

void Connection::onDied()
{
    const QString sentence = Text::tr("%1 has not answered a ping for %2 s; the connection is taken for dead.")
                                 .arg(m_settings.endpoint.server(),
                                      QString::number(static_cast<double>(m_settings.pongTimeout.count()) / 1000.0));
    // Called from inside the session, which must not be deleted there.
    m_session->disconnect(this);
    m_session->deleteLater();
    m_session.clear();
    dropSocket();
    leaveConnected();
    m_outbox.addProblem(Problem::Kind::Transport, sentence);
    follow(m_policy.ended({}), sentence);
}

void Connection::onFatalError(const QString &text)
{
    const bool wasOpen = m_session != nullptr;
    m_poller.stop();
    closeSocket();
    if (wasOpen)
        leaveConnected();
    follow(
        m_policy.ended({ .kind = AttemptOutcome::Kind::Fatal, .retryAfter = {} }),
        Text::tr(
            "%1 reported an error that it cannot recover from: %2. Stagewatch stays disconnected until you try again.")
            .arg(m_settings.endpoint.server(), text.simplified().left(500)));
}

void Connection::leaveConnected()
{
    m_policy.held(std::chrono::milliseconds(m_openFor.elapsed()));
    m_stableTimer.stop();
    m_outbox.intake().endCatchUp(true, currentTimestamp());
    m_status.connectedSince.reset();
    m_status.roundTrip.reset();
    m_status.disconnectedSince = currentTimestamp();
}

void Connection::onHandshakeFailed(const HandshakeFailure &failure)
{
    if (failure.error == HandshakeError::NotFound) {
        m_useFallback = !m_useFallback && !m_settings.endpoint.fallbackStreamUrl.isEmpty();
        if (m_useFallback) {
            openSocket();
            return;
        }
    }
    attemptFailed(outcomeOf(failure), failure.sentence, Problem::Kind::Transport);
}

void Connection::attemptFailed(const AttemptOutcome &outcome, const QString &sentence, Problem::Kind problem)
{
    if (m_poller.isRunning() && outcome.kind != AttemptOutcome::Kind::Refused) {
        m_retryTimer.start(m_settings.webSocketRetry); // polling goes on meanwhile
        return;
    }
    m_poller.stop();
    m_outbox.addProblem(problem, sentence);
    follow(m_policy.ended(outcome), sentence);
}

void Connection::follow(const NextStep &step, const QString &sentence)
{
    if (!m_status.disconnectedSince)
        m_status.disconnectedSince = currentTimestamp();
    switch (step.action) {
    case NextStep::Action::Poll:
        startPolling(sentence);
        return;
    case NextStep::Action::Latch:
        latch(step.latch, sentence);
        return;
    case NextStep::Action::Wait:
        break;
    }
    m_status.phase = Phase::Waiting;
    m_status.error = sentence;
    m_status.retryAt = currentTimestamp() + step.wait;
    m_retryTimer.start(step.wait);
    publish();
}

void Connection::latch(ConnectionStatus::Latch latch, const QString &sentence)
{
    m_status.phase = Phase::Latched;
    m_status.latch = latch;
    m_status.retryAt.reset();
    m_status.error = sentence;
    publish();
}

void Connection::startPolling(const QString &why)
{
    m_whyPolling = why;
    m_status.phase = Phase::Connecting;
    m_status.error = why;
    publish();
    m_poller.start();
}

void Connection::onPolled()
{
    const auto now = currentTimestamp();
    m_outbox.heard(now);
    m_status.lastPong = now;
    if (m_status.phase != Phase::Polling) {
        m_status.phase = Phase::Polling;
        m_status.connectedSince = now;
        m_status.disconnectedSince.reset();
        m_status.everConnected = true;
        m_status.error = m_whyPolling + u' ' + Text::tr("Stagewatch asks the server by REST meanwhile.");
        m_retryTimer.start(m_settings.webSocketRetry);
    }
    publish();
}

void Connection::onPollFailed(const RestAnswer &answer)
{
    const bool wasPolling = m_status.phase == Phase::Polling;
    m_retryTimer.stop();
    dropSocket();
    m_inquiry.cancel();
    if (wasPolling) {
        m_status.connectedSince.reset();
        m_status.disconnectedSince = currentTimestamp();
    }
    AttemptOutcome outcome{ .kind = AttemptOutcome::Kind::Transient, .retryAfter = answer.retryAfter };
    if (answer.status == 401 || answer.status == 403)
        outcome.kind = AttemptOutcome::Kind::Refused;
    // Before the first answer, what is wrong with the WebSocket is the better hint.
    const bool useRestError = wasPolling || outcome.kind == AttemptOutcome::Kind::Refused;
    const QString sentence = useRestError ? answer.error : m_whyPolling;
    m_outbox.addProblem(Problem::Kind::Transport, sentence);
    follow(m_policy.ended(outcome), sentence);
}

void Connection::retryNow()
{
    if (m_closing || m_status.phase == Phase::Connected || m_status.phase == Phase::Connecting)
        return;
    m_policy.reset();
    m_outbox.forgetProblem();
    startAttempt();
}

void Connection::send(const protocol::ClientMessage &message)
{
    const bool byRest = std::holds_alternative<protocol::Cancel>(message)
        || std::holds_alternative<protocol::ApprovalResponse>(message);
    if (m_socket && m_socket->isOpen())
        m_socket->sendText(protocol::encode(message));
    else if (m_status.phase == Phase::Polling && byRest)
        m_poller.send(message);
    else if (m_status.phase != Phase::Polling)
        Q_EMIT sendFailed(message,
                          Text::tr("Not sent: there is no connection to %1 now. Send it again once it is connected.")
                              .arg(m_settings.endpoint.server()));
}

void Connection::close()
{
    if (m_closing)
        return;
    m_closing = true;
    m_retryTimer.stop();
    m_stableTimer.stop();
    m_poller.stop();
    m_inquiry.cancel();
    m_status.phase = Phase::Closed;
    m_status.retryAt.reset();
    m_status.connectedSince.reset();
    m_status.attempt = m_policy.attempt();
    m_outbox.close();
    if (m_socket && m_socket->isOpen()) {
        QPointer<StreamSocket> socket = m_socket;
        closeSocket();
        connect(socket, &StreamSocket::ended, this, &Connection::closed);
        return;
    }
    dropSocket();
    QMetaObject::invokeMethod(this, &Connection::closed, Qt::QueuedConnection);
}

void Connection::publish()
{
    m_status.attempt = m_policy.attempt();
    m_outbox.flush();
}

} // namespace stagewatch::client
