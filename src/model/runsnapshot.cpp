// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that takes over a whole state: the first look at a run, or the check after a reconnect.
#include "model/runfold.h"

#include <algorithm>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace stagewatch::model {

void RunFold::on(const Event &event, const Snapshot &snapshot)
{
    m_run.m_scope.declare(snapshot.progressScope);
    if (!snapshot.runId.isEmpty())
        m_run.m_runId = snapshot.runId;
    else if (!event.runId.isEmpty())
        m_run.m_runId = event.runId;
    if (snapshot.startedAt)
        m_run.m_startedAt = m_run.m_startedAt ? std::min(*m_run.m_startedAt, *snapshot.startedAt) : *snapshot.startedAt;
    else if (!m_run.m_startedAt && snapshot.status != RunStatus::Pending)
        m_run.m_startedAt = snapshot.updatedAt.value_or(event.time);
    if (snapshot.updatedAt)
        m_run.m_updatedAt = std::max(m_run.m_updatedAt.value_or(*snapshot.updatedAt), *snapshot.updatedAt);
    if (event.sequence)
        m_run.m_lastSequence = std::max(m_run.m_lastSequence, *event.sequence);

    adoptStages(snapshot);
    adoptLists(snapshot);
    if (snapshot.progress)
        m_run.m_progress = std::max(m_run.m_progress.value_or(0), snapshot.progress->fraction);
    m_run.m_eta = snapshot.estimatedTimeRemaining;
    if (!snapshot.error.isEmpty())
        m_run.m_error = snapshot.error;
    if (!snapshot.result.isNull())
        m_run.m_result = snapshot.result;
    if (isTerminal(snapshot.status))
        end(snapshot.status, snapshot.updatedAt.value_or(event.time));
    else if (!m_run.isEnded())
        m_run.m_status = snapshot.status;
}

void RunFold::adoptStages(const Snapshot &snapshot)
{
    for (const StageState &state : snapshot.stages) {
        if (state.stage.id.isEmpty())
            continue;
        const int index = findStage(state.stage);
        Stage &stage = m_run.m_stages[size_t(index)];
        stage.status = state.status;
        if (!state.stage.display.isEmpty())
            stage.name.display = state.stage.display;
        if (state.progress)
            stage.progress = state.progress;
        if (state.startedAt)
            stage.startedAt = state.startedAt;
        stage.endedAt = state.endedAt;
        if (state.status == StageStatus::Running
            || (state.stage.id == snapshot.stage.id && state.status != StageStatus::Pending))
            m_run.m_current = index;
    }
    // A server without a list of stages still says which one runs.
    if (snapshot.stages.empty() && !snapshot.stage.id.isEmpty() && !isTerminal(snapshot.status) && !m_run.isEnded()
        && (!m_run.currentStage() || m_run.currentStage()->name.id != snapshot.stage.id))
        enterStage(snapshot.stage, snapshot.updatedAt.value_or(m_run.m_updatedAt.value_or(Timestamp{})), {});
    if (snapshot.status == RunStatus::Completed)
        m_run.m_current = -1;
}

void RunFold::adoptLists(const Snapshot &snapshot)
{
    for (const LogEntry &entry : snapshot.logs) {
        if (std::find(m_run.m_logs.begin(), m_run.m_logs.end(), entry) != m_run.m_logs.end()
            || (!m_run.m_logs.empty() && entry.time < m_run.m_logs.back().time))
            continue;
        if (m_run.m_logs.size() == size_t(Run::keptLogs))
            m_run.m_logs.pop_front();
        m_run.m_logs.push_back(entry);
        ++m_run.m_logCount;
    }
    for (const DecisionEntry &entry : snapshot.decisions) {
        if (m_run.m_decisions.size() < keptDecisions
            && std::find(m_run.m_decisions.begin(), m_run.m_decisions.end(), entry) == m_run.m_decisions.end())
            m_run.m_decisions.push_back(entry);
    }
    for (ApprovalEntry &known : m_run.m_approvals) {
        const bool waits = std::any_of(
            snapshot.pendingApprovals.begin(), snapshot.pendingApprovals.end(),
            [&](const ApprovalEntry &entry) { return entry.request.approvalId == known.request.approvalId; });
        // Answered while nobody here listened, and the server's state does not say by whom.
        if (!waits && !known.resolution && !known.request.approvalId.startsWith("sw-"_L1)) {
            ApprovalResolved resolved;
            resolved.approvalId = known.request.approvalId;
            resolved.decision = ApprovalDecision::Approved;
            resolved.resolvedAt = snapshot.updatedAt;
            resolved.source = ResolutionSource::Passed;
            known.resolution = resolved;
        }
    }
    for (const ApprovalEntry &entry : snapshot.pendingApprovals) {
        if (!m_run.findApproval(entry.request.approvalId) && m_run.m_approvals.size() < keptApprovals)
            m_run.m_approvals.push_back(entry);
    }
}

} // namespace stagewatch::model
