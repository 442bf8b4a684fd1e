// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/channelfold.h"

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
    m_lineRun = runId.toLatin1();
    m_run = model::Run(m_projectId);
    m_run.setPlan(m_plan);
    m_lastApproval.clear();
    m_lastProgress.clear();
    m_orders.clear();
}

void ChannelFold::noteStored(const std::optional<MessageTail> &tail)
{
    if (tail && !tail->publisherId.isEmpty())
        m_ledger.stored(tail->publisherId, tail->publisherSequence, tail->sequence);
}

bool ChannelFold::putByLog(const QByteArray &message)
{
    const std::optional<MessageTail> tail = readTail(message);
    if (!tail || tail->runId.isEmpty() || tail->runId != m_lineRun)
        return false;
    // Without what the stream added, so that the lines of a publisher that counts look alike too.
    m_lineText.resize(0);
    m_lineText.append(message.constData(), tail->begin);
    m_lineText += '}';
    if (!m_lines.read(m_lineText, m_line))
        return false;
    noteStored(tail);
    m_logs.runId = m_runId;
    m_logs.add(m_line.time, tail->sequence);
    if (m_lastLogs.size() == LogSpan::keptTail)
        m_lastLogs.pop_front();
    m_lastLogs.push_back(message);
    return true;
}

void ChannelFold::applyLogs()
{
    if (m_logs.count == 0)
        return;
    for (const QByteArray &message : m_lastLogs) {
        Decoded decoded = m_decoder.decode(message, currentTimestamp());
        if (auto *log = decoded.event ? decoded.event->as<Log>() : nullptr)
            m_logs.tail.push_back({ decoded.event->time, std::move(*log) });
    }
    m_lastLogs.clear();
    m_run.complete(m_logs);
    m_run.apply(m_logs);
    m_logs = {};
}

ChannelFold::Folded ChannelFold::apply(const QByteArray &message)
{
    applyLogs();
    Folded folded;
    noteStored(readTail(message));
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
    noteStored(readTail(message));
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
