// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runfold.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

/// Makes room for one more at the end by dropping the oldest tenth, so that a flood costs a move now and then and not
/// every time.
template <typename T> void makeRoom(std::vector<T> &list, int limit)
{
    if (list.size() >= size_t(limit))
        list.erase(list.begin(), list.begin() + std::max(1, limit / 10));
}

} // namespace

void RunFold::fold()
{
    if (const auto *connected = m_event.as<Connected>())
        return greet(*connected);
    if (const auto *acknowledged = m_event.as<CancelAcknowledged>()) {
        // Where nobody is there to hear the request, the run is not about to end.
        m_run.m_cancelling = m_run.m_cancelling || acknowledged->delivered.value_or(true);
        return settle();
    }
    if (isConnectionEvent(m_event))
        return;
    ++m_run.m_eventCount;
    m_run.m_lastSequence = std::max(m_run.m_lastSequence, m_event.sequence.value_or(0));
    if (m_run.m_runId.isEmpty())
        m_run.m_runId = m_event.runId;
    std::visit(*this, m_event.payload);
    if (m_run.m_startedAt && !m_event.as<Gap>() && !m_event.as<Snapshot>())
        touch(m_event.time);
}

void RunFold::fold(const LogSpan &logs)
{
    static_assert(LogSpan::keptTail >= size_t(Run::keptLogs));
    m_run.m_eventCount += logs.count;
    m_run.m_lastSequence = std::max(m_run.m_lastSequence, logs.lastSequence);
    if (m_run.m_runId.isEmpty())
        m_run.m_runId = logs.runId;
    begin();
    for (const LogEntry &entry : logs.tail)
        addLog(entry);
    m_run.m_logCount += logs.count - qint64(logs.tail.size());
    touch(logs.latest);
}

void RunFold::greet(const Connected &connected)
{
    m_run.m_resolves = m_run.m_resolves || connected.protocol.startsWith("stagewatch/"_L1);
    std::vector<PlannedStage> stages;
    for (const StageName &name : connected.stages)
        stages.push_back({ name, {}, {} });
    plan(stages);
    const ProgressScope before = m_run.m_scope.scope();
    m_run.m_scope.declare(connected.progressScope);
    if (m_run.m_scope.scope() != before && !m_run.isEnded())
        redraw();
}

/// The run's story has begun, with this event at the latest.
void RunFold::begin()
{
    if (!m_run.m_startedAt)
        m_run.m_startedAt = m_event.time;
    if (m_run.m_status == RunStatus::Pending)
        settle();
}

void RunFold::touch(Timestamp time)
{
    if (!m_run.m_updatedAt || *m_run.m_updatedAt < time)
        m_run.m_updatedAt = time;
}

/// What a run that goes on does just now.
void RunFold::settle()
{
    if (m_run.isEnded())
        return;
    if (m_run.m_cancelling)
        m_run.m_status = RunStatus::Cancelling;
    else if (m_run.pendingApprovalCount() > 0 || m_run.m_waits)
        m_run.m_status = RunStatus::WaitingForApproval;
    else if (m_run.m_startedAt)
        m_run.m_status = RunStatus::Running;
}

void RunFold::operator()(const StageTransition &transition)
{
    if (const auto status = endOf(m_event)) {
        end(*status, true);
        if (m_run.m_status == *status && !transition.message.isEmpty())
            m_run.m_message = transition.message;
        return;
    }
    begin();
    if (m_run.isEnded())
        return;
    const int before = m_run.m_current;
    const int index = enter(transition.stage, true);
    const bool entered = m_run.m_current != before;
    passApprovals(entered);
    if (!transition.message.isEmpty()) {
        m_run.m_message = transition.message;
        if (index >= 0)
            m_run.m_stages[size_t(index)].message = transition.message;
    }
    if (transition.progress)
        observe(index, *transition.progress, entered);
    else if (entered && m_run.m_scope.scope() == ProgressScope::Pipeline)
        m_run.m_stages[size_t(index)].startProgress = m_run.m_progress; // the last number stands for the missing one
}

void RunFold::operator()(const ProgressUpdate &update)
{
    begin();
    if (update.metrics.isObject())
        addMetrics(update.metrics, {}, 0);
    if (m_run.isEnded())
        return;
    const int before = m_run.m_current;
    const int index = enter(update.stage, false);
    passApprovals(m_run.m_current != before);
    if (!update.message.isEmpty()) {
        m_run.m_message = update.message;
        if (index >= 0)
            m_run.m_stages[size_t(index)].message = update.message;
    }
    if (update.estimatedTimeRemaining) {
        m_run.m_eta = update.estimatedTimeRemaining;
        m_run.m_etaAt = std::max(m_event.time, m_run.m_updatedAt.value_or(m_event.time));
    }
    if (update.progress)
        observe(index, *update.progress, m_run.m_current != before);
}

void RunFold::operator()(const Log &log)
{
    begin();
    addLog({ m_event.time, log });
}

void RunFold::addLog(const LogEntry &entry)
{
    if (m_run.m_logs.size() >= size_t(Run::keptLogs))
        m_run.m_logs.pop_front();
    m_run.m_logs.push_back(entry);
    ++m_run.m_logCount;
}

void RunFold::operator()(const Decision &decision)
{
    begin();
    makeRoom(m_run.m_decisions, Run::keptDecisions);
    m_run.m_decisions.push_back({ m_event.time, decision });
}

void RunFold::operator()(const ErrorEvent &error)
{
    makeRoom(m_run.m_errors, Run::keptErrors);
    m_run.m_errors.emplace_back(m_event.time, error);
}

void RunFold::operator()(const Gap &gap)
{
    makeRoom(m_run.m_gaps, Run::keptErrors);
    m_run.m_gaps.push_back(gap);
    if (gap.reason == "restarted"_L1)
        m_run.m_lastSequence = 0;
}

void RunFold::operator()(const CancelRequested &request)
{
    if (m_run.isEnded())
        return;
    m_run.m_cancelling = true;
    m_run.m_cancelReason = request.reason;
    m_run.m_cancelRequester = request.requester;
    settle();
}

void RunFold::operator()(const PipelineCompleted &completed)
{
    end(RunStatus::Completed, false);
    if (m_run.m_status != RunStatus::Completed)
        return;
    if (m_run.m_result.isNull())
        m_run.m_result = completed.result;
    if (!completed.message.isEmpty())
        m_run.m_message = completed.message;
}

void RunFold::operator()(const PipelineFailed &failed)
{
    end(RunStatus::Failed, false, failed.stage);
    if (m_run.m_status != RunStatus::Failed)
        return;
    if (m_run.m_error.isEmpty())
        m_run.m_error = failed.error;
    if (!failed.message.isEmpty())
        m_run.m_message = failed.message;
}

void RunFold::operator()(const PipelineCancelled &cancelled)
{
    end(RunStatus::Cancelled, false);
    if (m_run.m_status != RunStatus::Cancelled)
        return;
    if (!cancelled.reason.isEmpty())
        m_run.m_cancelReason = cancelled.reason;
    if (!cancelled.requester.isEmpty())
        m_run.m_cancelRequester = cancelled.requester;
    if (!cancelled.message.isEmpty())
        m_run.m_message = cancelled.message;
}

void RunFold::end(RunStatus status, bool provisional, const StageName &stage)
{
    if (!m_run.m_startedAt)
        m_run.m_startedAt = m_event.time;
    finish(status, provisional, stage, m_event.time);
}

/// The first terminal event decides; one that follows a mere transition may still correct it, any other only adds what
/// is missing.
void RunFold::finish(RunStatus status, bool provisional, const StageName &stage, Timestamp time)
{
    const bool ended = m_run.isEnded();
    if (ended && (!m_run.m_endIsProvisional || provisional) && status != m_run.m_status)
        return;
    m_run.m_endIsProvisional = provisional && (!ended || m_run.m_endIsProvisional);
    if (!ended) {
        m_run.m_endedAt = std::max({ time, m_run.m_startedAt.value_or(time), m_run.m_updatedAt.value_or(time) });
        m_run.m_endStage = m_run.m_current;
        m_run.m_eta.reset();
    }
    m_run.m_status = status;
    finishStages(status, stage);
    m_run.m_current = status == RunStatus::Completed ? -1 : m_run.m_endStage;
    if (status == RunStatus::Completed)
        m_run.m_progress = 1;
}

void RunFold::finishStages(RunStatus status, const StageName &stage)
{
    if (!stage.id.isEmpty()) {
        const int named = addStage(stage);
        if (m_run.m_endStage >= 0 && m_run.m_endStage != named)
            leave(m_run.m_stages[size_t(m_run.m_endStage)], StageStatus::Cancelled, m_run.m_endedAt);
        m_run.m_endStage = named;
    }
    if (m_run.m_endStage < 0)
        return;
    Stage &last = m_run.m_stages[size_t(m_run.m_endStage)];
    const StageStatus statuses[] = { StageStatus::Completed, StageStatus::Failed, StageStatus::Cancelled };
    const bool isOver = last.endedAt && last.status != StageStatus::Running;
    leave(last, statuses[int(status) - int(RunStatus::Completed)], isOver ? last.endedAt : m_run.m_endedAt);
    if (status == RunStatus::Failed)
        m_run.m_failedStage = last.name.id;
}

} // namespace stagewatch::model
