// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/channel.h"

#include "protocol/encoder.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
/// Events are made readable in bunches: one write and one round through the watchers each.
constexpr auto tickTime = 5ms;
/// Room for the mark of a replayed event.
constexpr qsizetype eventSizeLimit = messageSizeLimit - 64;
/// An answer comes back whole in approval_resolved and in every late acknowledgement.
constexpr qsizetype answerSizeLimit = messageSizeLimit / 2;
constexpr qsizetype reasonLimit = 4096; ///< characters
} // namespace

Channel::Channel(ChannelSettings settings, std::unique_ptr<ChannelStore> store, QObject *parent)
    : QObject(parent)
    , m_settings(std::move(settings))
    , m_store(std::move(store))
    , m_run(m_settings.envelope.projectId)
    , m_last(m_store->end() - 1)
{
    m_tick.setSingleShot(true);
    m_tick.setTimerType(Qt::PreciseTimer);
    connect(&m_tick, &QTimer::timeout, this, &Channel::commit);
    m_run.setPlan(m_settings.plan);
}

Channel::~Channel() = default;

void Channel::beginRun(const QString &runId)
{
    m_desk.closeAll();
    m_runId = runId;
    m_run = model::Run(m_settings.envelope.projectId);
    m_run.setPlan(m_settings.plan);
    m_cancelling = false;
    m_lastApproval.clear();
    m_lastProgress.clear();
}

bool Channel::publish(const QString &eventType, QByteArrayView dataJson)
{
    const Timestamp now = currentTimestamp();
    const QByteArray message = eventMessage(m_settings.envelope, eventType, dataJson, m_last + 1, m_runId, now);
    if (message.size() > eventSizeLimit) {
        Q_EMIT failed(
            u"An event of type %1 has %2 bytes, more than a message may have; it was left out."_s.arg(eventType).arg(
                message.size()));
        return false;
    }
    Decoded decoded = m_decoder.decode(message, now);
    if (!decoded.event) {
        Q_EMIT failed(u"An event of type %1 does not read back as one; it was left out."_s.arg(eventType));
        return false;
    }
    Event &event = *decoded.event;
    ++m_last;
    m_run.complete(event);
    const model::Stage *stage = m_run.currentStage();
    m_store->append(message, event, stage ? stage->name.id : QString());
    const bool wasEnded = m_run.isEnded();
    m_run.apply(event);
    note(event);
    if (event.as<StageTransition>() || event.as<ProgressUpdate>())
        m_lastProgress = message;
    if (!m_tick.isActive())
        m_tick.start(tickTime);
    if (!wasEnded && m_run.isEnded()) {
        m_desk.closeAll();
        m_lastApproval.clear();
        commit();
        Q_EMIT runEnded(m_run.status());
    }
    return true;
}

void Channel::note(const Event &event)
{
    const auto *request = event.as<ApprovalRequired>();
    if (!request)
        return;
    m_desk.open(*request);
    m_lastApproval = request->approvalId;
}

void Channel::commit()
{
    m_tick.stop();
    if (m_store->end() > m_last)
        return;
    QString error;
    if (!m_store->commit(&error)) {
        if (!m_storeFailing)
            Q_EMIT failed(
                u"The journal of project %1 cannot be written: %2"_s.arg(m_settings.envelope.projectId, error));
        m_storeFailing = true;
        m_tick.start(1s);
        return;
    }
    m_storeFailing = false;
    Q_EMIT advanced();
}

void Channel::expireApproval(const QString &approvalId)
{
    const std::optional<ApprovalResolved> resolved = m_desk.expire(approvalId, currentTimestamp());
    if (!resolved)
        return;
    if (!m_settings.envelope.plainGuide)
        publish(u"approval_resolved"_s, encodePayload(*resolved).toJson());
    Q_EMIT approvalResolved(*resolved);
}

RunStatus Channel::status() const
{
    return m_cancelling && !m_run.isEnded() ? RunStatus::Cancelling : m_run.status();
}

Greeting Channel::greeting() const
{
    Greeting greeting{ firstSequence(), m_last, m_runId, m_settings.progressScope, {} };
    for (const model::PlannedStage &stage : m_settings.plan)
        greeting.stages.push_back(stage.name);
    return greeting;
}

QByteArray Channel::stateMessage() const
{
    Event state;
    state.eventType = u"state"_s;
    state.projectId = m_settings.envelope.projectId;
    state.time = currentTimestamp();
    state.sequence = m_last;
    state.streamId = m_settings.envelope.streamId;
    state.runId = m_runId;
    Snapshot snapshot = m_run.snapshot();
    snapshot.runId = m_runId;
    snapshot.status = status();
    if (m_settings.progressScope != ProgressScope::Unknown)
        snapshot.progressScope = m_settings.progressScope;
    state.payload = std::move(snapshot);
    return encodeWithin(std::move(state), messageSizeLimit);
}

bool Channel::cancel(const Cancel &request, const QString &requester)
{
    if (!m_attached || m_run.isEnded())
        return false;
    m_cancelling = true;
    Q_EMIT cancelRequested({ request.reason, requester, request.force });
    return true;
}

ApprovalDesk::Outcome Channel::answer(ApprovalResponse response)
{
    if (encode(ClientMessage(response)).size() > answerSizeLimit)
        return u"The answer is larger than the %1 KiB that are passed on."_s.arg(answerSizeLimit / 1024);
    // A stream of the guide alone names no approval: whatever id a client made up, it means the one that is open.
    if (m_settings.envelope.plainGuide && m_desk.isOpen(m_lastApproval))
        response.approvalId = m_lastApproval;
    ApprovalDesk::Outcome outcome = m_desk.answer(response, currentTimestamp());
    const auto *answer = std::get_if<ApprovalDesk::Answer>(&outcome);
    if (answer && answer->resolved) {
        if (!m_settings.envelope.plainGuide)
            publish(u"approval_resolved"_s, encodePayload(*answer->resolved).toJson());
        Q_EMIT approvalResolved(*answer->resolved);
    }
    return outcome;
}

void Channel::watcherCame()
{
    ++m_watchers;
    Q_EMIT watched();
}

} // namespace stagewatch::server
