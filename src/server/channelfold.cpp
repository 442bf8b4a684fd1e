// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/channelfold.h"

#include "server/posting.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
/// More than a person decides in one run; a pipeline that asks on and on hears the newest again.
constexpr size_t keptOrders = 10'000;

/// The request_id that an approval_resolved keeps, so that the same request gets the same answer after a restart too.
QString requestIdOf(const QByteArray &message)
{
    const auto json = JsonValue::parse(message);
    const JsonValue *data = json ? json->find(u"data") : nullptr;
    const JsonValue *id = data ? data->find(u"request_id") : nullptr;
    return id ? id->toText() : QString();
}
} // namespace

void ChannelFold::setPlan(std::vector<model::PlannedStage> plan)
{
    m_plan = std::move(plan);
    m_planIsGiven = !m_plan.empty();
    m_run.setPlan(m_plan);
}

void ChannelFold::beginRun(const QString &runId)
{
    m_desk.closeAll();
    m_runId = runId;
    m_run = model::Run(m_projectId);
    m_run.setPlan(m_plan);
    m_lastApproval.clear();
    m_lastProgress.clear();
    m_orders.clear();
}

ChannelFold::Folded ChannelFold::apply(const QByteArray &message)
{
    Folded folded;
    const std::optional<MessageTail> tail = readTail(message);
    if (tail && !tail->publisherId.isEmpty())
        m_ledger.stored(tail->publisherId, tail->publisherSequence, tail->sequence);
    Decoded decoded = m_decoder.decode(message, currentTimestamp());
    if (!decoded.event)
        return folded;
    Event &event = *decoded.event;
    if (event.runId != m_runId) {
        // A decision or a cancel of an earlier run does not begin that one again.
        if (!m_runId.isEmpty() && (event.as<ApprovalResolved>() || event.as<CancelRequested>())) {
            if (const auto *resolved = event.as<ApprovalResolved>())
                m_desk.restore(*resolved, requestIdOf(message));
            folded.event = std::move(event);
            return folded;
        }
        beginRun(event.runId);
    }
    m_run.complete(event);
    const bool wasEnded = m_run.isEnded();
    m_run.apply(event);
    note(event, message);
    folded.runEnded = !wasEnded && m_run.isEnded();
    if (folded.runEnded) {
        m_desk.closeAll();
        m_lastApproval.clear();
        learnPlan();
    }
    folded.event = std::move(event);
    return folded;
}

void ChannelFold::remember(const QByteArray &message)
{
    const std::optional<MessageTail> tail = readTail(message);
    if (tail && !tail->publisherId.isEmpty())
        m_ledger.stored(tail->publisherId, tail->publisherSequence, tail->sequence);
    if (!message.contains("\"approval_re"))
        return;
    const Decoded decoded = m_decoder.decode(message, currentTimestamp());
    if (!decoded.event)
        return;
    if (const auto *request = decoded.event->as<ApprovalRequired>())
        m_desk.open(*request);
    else if (const auto *resolved = decoded.event->as<ApprovalResolved>())
        m_desk.restore(*resolved, requestIdOf(message));
}

void ChannelFold::note(const Event &event, const QByteArray &message)
{
    if (event.as<StageTransition>() || event.as<ProgressUpdate>())
        m_lastProgress = message;
    if (const auto *request = event.as<ApprovalRequired>(); request && !m_run.isEnded()) {
        m_desk.open(*request);
        m_lastApproval = request->approvalId;
    }
    const auto *resolved = event.as<ApprovalResolved>();
    if (resolved)
        m_desk.restore(*resolved, requestIdOf(message));
    if (!resolved && !event.as<CancelRequested>())
        return;
    if (m_orders.size() == keptOrders)
        m_orders.erase(m_orders.begin());
    m_orders.push_back(event.sequence.value_or(0));
}

void ChannelFold::learnPlan()
{
    if (m_planIsGiven || m_run.status() != RunStatus::Completed)
        return;
    m_plan.clear();
    for (const model::Stage &stage : m_run.stages())
        m_plan.push_back({ stage.name, stage.startProgress, std::nullopt });
}

} // namespace stagewatch::server
