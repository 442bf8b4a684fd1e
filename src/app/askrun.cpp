// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/askrun.h"

#include "app/restserver.h"
#include "protocol/encoder.h"

#include <QFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

using client::PublisherStatus;
using protocol::ApprovalDecision;
using protocol::ApprovalResolved;
using protocol::JsonValue;
using protocol::ResolutionSource;
using protocol::TimeoutAction;

namespace {

using namespace std::chrono_literals;

/// For the last words to the server.
constexpr auto closePatience = 5s;
/// QTimer counts milliseconds in an int, which is less than a month.
constexpr std::chrono::milliseconds longestWait = 1h;

QString freshId(const QString &prefix)
{
    return prefix + QUuid::createUuid().toString(QUuid::WithoutBraces);
}

QString secondsOf(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

/// "Approved by ann: looks good."
QString verdict(const ApprovalResolved &resolution)
{
    QString text = resolution.decision == ApprovalDecision::Approved ? u"Approved"_s : u"Rejected"_s;
    if (!resolution.responder.isEmpty())
        text += u" by "_s + resolution.responder;
    else if (resolution.source == ResolutionSource::Policy)
        text += u" by the server's policy"_s;
    return resolution.comment.isEmpty() ? text + u'.' : text + u": "_s + resolution.comment;
}

} // namespace

AskRun::AskRun(Setup setup, std::unique_ptr<client::Publisher> publisher, QObject *parent)
    : QObject(parent)
    , m_setup(std::move(setup))
    , m_publisher(std::move(publisher))
    , m_access(m_setup.connection)
    , m_approvalId(freshId(u"ask-"_s))
{
    m_clock.setSingleShot(true);
    connect(&m_clock, &QTimer::timeout, this, &AskRun::watchClock);
    client::Publisher *object = m_publisher.get();
    connect(object, &client::Publisher::greeted, this, &AskRun::onGreeted);
    connect(object, &client::Publisher::statusChanged, this, &AskRun::noteStatus);
    connect(object, &client::Publisher::approvalResolved, this, &AskRun::onResolved);
    connect(object, &client::Publisher::cancelRequested, this, &AskRun::onCancel);
    connect(object, &client::Publisher::acknowledged, this, [this](qint64 number) {
        if (number == m_question)
            onStored();
    });
    connect(object, &client::Publisher::rejected, this, [this](qint64 number, const QString &why) {
        m_setup.note(why);
        if (number == m_question)
            finish(ExitCode::Refused);
    });
    connect(object, &client::Publisher::closed, this, &AskRun::onClosed);
}

void AskRun::start()
{
    if (m_setup.timeout)
        m_deadline.setRemainingTime(*m_setup.timeout + m_setup.grace);
    watchClock();
    if (!m_setup.runId.isEmpty())
        ask();
    else
        m_looking = true;
}

void AskRun::onGreeted(const QString &currentRun)
{
    if (!m_looking || m_question != 0 || m_finishing)
        return;
    m_looking = false;
    if (currentRun.isEmpty()) {
        onState({});
        return;
    }
    QUrl url = m_setup.connection.endpoint.apiUrl;
    url.setPath(url.path(QUrl::FullyEncoded) + u"/state"_s, QUrl::TolerantMode);
    auto *call = new client::RestCall(m_network, m_access, url, m_setup.connection.connectTimeout, std::nullopt, this);
    connect(call, &client::RestCall::finished, this, [this](const client::RestAnswer &answer) {
        if (!m_finishing)
            onState(answer);
    });
}

void AskRun::onState(const client::RestAnswer &answer)
{
    if (answer.isOk()) {
        try {
            const protocol::Event event = asEvent(answer.body, u"state"_s, m_setup.connection.endpoint.projectId);
            if (const auto *state = event.as<protocol::Snapshot>(); state && !isTerminal(state->status))
                m_setup.runId = state->runId.isEmpty() ? event.runId : state->runId;
        } catch (const CommandError &error) {
            m_setup.note(error.text);
        }
    }
    // Who may publish may not be allowed to look. The server then puts the question into the run that is under way, and
    // nobody's run is ended here.
    const bool unknown = answer.status != 0 && !answer.isOk() && answer.status != 404;
    if (m_setup.runId.isEmpty() && !unknown) {
        m_ownRun = true;
        m_setup.runId = freshId(u"ask-run-"_s);
    }
    m_publisher->setRunId(m_setup.runId);
    ask();
}

void AskRun::ask()
{
    protocol::ApprovalRequired request;
    request.approvalId = m_approvalId;
    request.approvalType = m_setup.approvalType;
    request.title = m_setup.question.section(u'\n', 0, 0);
    request.message = m_setup.question;
    request.proposal = m_setup.proposal;
    request.options = { u"approved"_s, u"rejected"_s };
    if (m_setup.timeout) {
        request.expiresAt = protocol::currentTimestamp() + *m_setup.timeout;
        request.onTimeout = m_setup.onTimeout;
        m_deadline.setRemainingTime(*m_setup.timeout + m_setup.grace);
        watchClock();
    }
    m_question = m_publisher->publish(u"approval_required"_s, protocol::encodePayload(request));
}

void AskRun::onStored()
{
    m_stored = true;
    if (m_finishing)
        return;
    const QString until = m_setup.timeout ? u" within %1 s"_s.arg(secondsOf(*m_setup.timeout)) : QString();
    m_setup.note(u"Waiting for an answer%1, in a window or by \"stagewatch approve\" or \"reject\", to approval %2 of "
                 "project %3."_s.arg(until, m_approvalId, m_setup.connection.endpoint.projectId));
}

void AskRun::onResolved(const ApprovalResolved &resolution)
{
    if (resolution.approvalId == m_approvalId && !m_finishing)
        settle(resolution, true);
}

void AskRun::onCancel(const protocol::CancelRequested &request)
{
    if (m_question == 0 || m_finishing || m_setup.runId.isEmpty())
        return; // it may be meant for a run before this one
    m_setup.note(u"The run was cancelled%1, so nobody will answer."_s.arg(
        request.requester.isEmpty() ? QString() : u" by "_s + request.requester));
    endOwnRun(protocol::PipelineCancelled{ request.reason, request.requester, {} });
    finish(ExitCode::Cancelled);
}

void AskRun::watchClock()
{
    if (m_finishing || m_deadline.isForever())
        return;
    if (m_deadline.hasExpired())
        onExpired();
    else
        m_clock.start(
            std::min(longestWait, std::chrono::ceil<std::chrono::milliseconds>(m_deadline.remainingTimeAsDuration())));
}

void AskRun::onExpired()
{
    ApprovalResolved resolution;
    resolution.approvalId = m_approvalId;
    resolution.source = ResolutionSource::Timeout;
    resolution.decision =
        m_setup.onTimeout == TimeoutAction::Approve ? ApprovalDecision::Approved : ApprovalDecision::Rejected;
    settle(resolution, false);
}

void AskRun::settle(const ApprovalResolved &resolution, bool byServer)
{
    const bool timedOut = resolution.source == ResolutionSource::Timeout;
    const bool approved = resolution.decision == ApprovalDecision::Approved;
    JsonValue data = resolution.approvalData.isNull() ? m_setup.proposal : resolution.approvalData;
    if (data.isNull())
        data = JsonValue::object();
    QString said = verdict(resolution);
    if (timedOut) {
        said = u"Nobody decided within %1 s; %2."_s.arg(
            m_setup.timeout ? secondsOf(*m_setup.timeout) : u"the time"_s,
            m_setup.onTimeout == TimeoutAction::Fail
                ? u"the question failed"_s
                : (approved ? u"approved, as --on-timeout says"_s : u"rejected, as --on-timeout says"_s));
        if (!byServer)
            said += u" The server did not say so: it could not be asked, or answers late."_s;
    }
    m_setup.note(said);
    if (timedOut && m_setup.onTimeout == TimeoutAction::Fail) {
        endOwnRun(protocol::PipelineFailed{ u"Nobody answered: "_s + m_setup.question, said, {} });
        finish(ExitCode::TimedOut);
    } else if (approved) {
        m_setup.result(data.toJson());
        JsonValue result = JsonValue::object();
        result.set(u"decision"_s, JsonValue::string(u"approved"_s));
        if (!resolution.responder.isEmpty())
            result.set(u"responder"_s, JsonValue::string(resolution.responder));
        result.set(u"approval_data"_s, data);
        endOwnRun(protocol::PipelineCompleted{ said, std::move(result) });
        finish(ExitCode::Completed);
    } else {
        endOwnRun(protocol::PipelineCancelled{ said, resolution.responder, said });
        finish(ExitCode::Failed);
    }
}

void AskRun::endOwnRun(const protocol::Payload &end)
{
    if (!m_ownRun || m_question == 0)
        return;
    const QString type = std::holds_alternative<protocol::PipelineCompleted>(end) ? u"pipeline_completed"_s
        : std::holds_alternative<protocol::PipelineFailed>(end)                   ? u"pipeline_failed"_s
                                                                                  : u"pipeline_cancelled"_s;
    m_publisher->publish(type, protocol::encodePayload(end));
}

void AskRun::noteStatus()
{
    if (m_finishing)
        return;
    const PublisherStatus status = m_publisher->status();
    const bool latched = status.phase == PublisherStatus::Phase::Latched;
    if (latched && m_stored && !status.refused) {
        // The question stands, so the answer is worth waiting for, however long the server is away.
        QMetaObject::invokeMethod(m_publisher.get(), &client::Publisher::retryNow, Qt::QueuedConnection);
        return;
    }
    if (status.phase == PublisherStatus::Phase::Connecting)
        return;
    if (status.error != m_lastNote && !status.error.isEmpty())
        m_setup.note(status.error);
    m_lastNote = status.error;
    if (latched)
        finish(status.refused ? ExitCode::Refused : ExitCode::NotConnected);
}

void AskRun::interrupt()
{
    if (m_finishing)
        return;
    endOwnRun(protocol::PipelineCancelled{ u"The command that asked was interrupted."_s, {}, {} });
    finish(ExitCode::Interrupted);
}

void AskRun::finish(ExitCode code)
{
    if (std::exchange(m_finishing, true))
        return;
    m_code = code;
    m_clock.stop();
    m_publisher->close(m_stored ? closePatience : 1s);
}

void AskRun::onClosed()
{
    const QString spool = m_publisher->spoolPath();
    if (m_publisher->status().unacknowledged > 0 && !spool.isEmpty()) {
        if (m_ownRun && m_stored)
            m_setup.note(u"The server does not know yet that this run is over. Tell it later with\n  %1"_s.arg(
                m_setup.resend(spool)));
        else
            QFile::remove(spool); // a question that nobody saw is no use later
    }
    Q_EMIT finished(m_code);
}

} // namespace stagewatch::app
