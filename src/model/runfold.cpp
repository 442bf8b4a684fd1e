// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runfold.h"

#include <algorithm>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace stagewatch::model {

void RunFold::apply(const Event &event)
{
    std::visit([&](const auto &payload) { on(event, payload); }, event.payload);
}

void RunFold::touch(const Event &event)
{
    if (!m_run.m_startedAt)
        m_run.m_startedAt = event.time;
    m_run.m_updatedAt = std::max(m_run.m_updatedAt.value_or(event.time), event.time);
    if (!event.runId.isEmpty() && m_run.m_runId != event.runId)
        m_run.m_runId = event.runId;
    if (event.sequence)
        m_run.m_lastSequence = std::max(m_run.m_lastSequence, *event.sequence);
    ++m_run.m_eventCount;
    if (m_run.m_status == RunStatus::Pending)
        m_run.m_status = RunStatus::Running;
}

void RunFold::on(const Event &event, const Connected &connected)
{
    m_run.m_scope.declare(connected.progressScope);
    if (!event.runId.isEmpty() && m_run.m_runId.isEmpty())
        m_run.m_runId = event.runId;
}

void RunFold::on(const Event &event, const StageTransition &transition)
{
    touch(event);
    if (isTerminal(event)) {
        end(*runStatusFromWire(transition.stage.id), event.time);
        return;
    }
    if (m_run.isEnded())
        return;
    runGoesOn(event.time);
    enterStage(transition.stage, event.time,
               transition.progress ? std::optional(transition.progress->fraction) : std::nullopt);
    if (!transition.message.isEmpty())
        m_run.m_message = transition.message;
}

void RunFold::on(const Event &event, const ProgressUpdate &update)
{
    touch(event);
    if (m_run.isEnded())
        return;
    const Stage *current = m_run.currentStage();
    if (!update.stage.id.isEmpty() && (!current || current->name.id != update.stage.id))
        enterStage(update.stage, event.time, update.progress ? std::optional(update.progress->fraction) : std::nullopt);
    if (update.progress) {
        if (update.progress->fraction > m_run.m_progress.value_or(1))
            runGoesOn(event.time);
        takeProgress(update.progress->fraction);
    }
    if (!update.message.isEmpty()) {
        m_run.m_message = update.message;
        if (m_run.m_current >= 0)
            m_run.m_stages[size_t(m_run.m_current)].message = update.message;
    }
    if (update.estimatedTimeRemaining)
        m_run.m_eta = update.estimatedTimeRemaining;
    addMetrics(event.time, QString(), update.metrics);
}

void RunFold::on(const Event &event, const Log &log)
{
    touch(event);
    if (m_run.m_logs.size() == size_t(Run::keptLogs))
        m_run.m_logs.pop_front();
    m_run.m_logs.push_back({ event.time, log });
    ++m_run.m_logCount;
}

void RunFold::on(const Event &event, const Decision &decision)
{
    touch(event);
    if (m_run.m_decisions.size() < keptDecisions)
        m_run.m_decisions.push_back({ event.time, decision });
}

void RunFold::on(const Event &event, const ApprovalRequired &approval)
{
    touch(event);
    const auto known =
        std::find_if(m_run.m_approvals.begin(), m_run.m_approvals.end(),
                     [&](const ApprovalEntry &entry) { return entry.request.approvalId == approval.approvalId; });
    if (known != m_run.m_approvals.end()) {
        if (!known->resolution)
            known->request = approval;
    } else if (m_run.m_approvals.size() < keptApprovals) {
        m_run.m_approvals.push_back({ event.time, approval, {} });
    }
    if (m_run.m_status == RunStatus::Running && m_run.pendingApprovalCount() > 0)
        m_run.m_status = RunStatus::WaitingForApproval;
}

void RunFold::on(const Event &event, const ApprovalResolved &resolved)
{
    touch(event);
    for (ApprovalEntry &entry : m_run.m_approvals) {
        // The first answer stands.
        if (entry.request.approvalId == resolved.approvalId && !entry.resolution)
            entry.resolution = resolved;
    }
    if (m_run.m_status == RunStatus::WaitingForApproval && m_run.pendingApprovalCount() == 0)
        m_run.m_status = RunStatus::Running;
}

/// A server that names no approvals does not say when one is answered either: that the run visibly goes on is all there
/// is to know.
void RunFold::runGoesOn(Timestamp time)
{
    if (m_run.m_status != RunStatus::WaitingForApproval)
        return;
    for (ApprovalEntry &entry : m_run.m_approvals) {
        if (entry.resolution || !entry.request.approvalId.startsWith("sw-"_L1))
            continue;
        ApprovalResolved resolved;
        resolved.approvalId = entry.request.approvalId;
        resolved.decision = ApprovalDecision::Approved;
        resolved.resolvedAt = time;
        resolved.source = ResolutionSource::Passed;
        entry.resolution = resolved;
    }
    if (m_run.pendingApprovalCount() == 0)
        m_run.m_status = RunStatus::Running;
}

void RunFold::on(const Event &event, const PipelineCompleted &completed)
{
    touch(event);
    end(RunStatus::Completed, event.time);
    if (m_run.m_status != RunStatus::Completed)
        return;
    if (!completed.message.isEmpty())
        m_run.m_message = completed.message;
    if (!completed.result.isNull())
        m_run.m_result = completed.result;
}

void RunFold::on(const Event &event, const PipelineFailed &failed)
{
    touch(event);
    if (!m_run.isEnded() && !failed.stage.id.isEmpty() && m_run.m_current >= 0
        && m_run.m_stages[size_t(m_run.m_current)].name.id != failed.stage.id && findStage(failed.stage) >= 0)
        enterStage(failed.stage, event.time, {});
    end(RunStatus::Failed, event.time);
    if (m_run.m_status != RunStatus::Failed)
        return;
    if (!failed.error.isEmpty())
        m_run.m_error = failed.error;
    if (!failed.stage.display.isEmpty())
        m_run.m_failedStage = failed.stage.display;
    if (!failed.message.isEmpty())
        m_run.m_message = failed.message;
}

void RunFold::on(const Event &event, const PipelineCancelled &cancelled)
{
    touch(event);
    end(RunStatus::Cancelled, event.time);
    if (m_run.m_status != RunStatus::Cancelled)
        return;
    m_run.m_cancelReason = cancelled.reason;
    m_run.m_cancelRequester = cancelled.requester;
    if (!cancelled.message.isEmpty())
        m_run.m_message = cancelled.message;
}

/// The first end stands; what comes later only adds to it.
void RunFold::end(RunStatus status, Timestamp time)
{
    if (m_run.isEnded())
        return;
    m_run.m_status = status;
    m_run.m_endedAt = std::max(time, m_run.m_startedAt.value_or(time));
    m_run.m_eta.reset();
    if (m_run.m_current >= 0 && status == RunStatus::Failed)
        m_run.m_failedStage = m_run.m_stages[size_t(m_run.m_current)].name.display;
    leaveStage(status == RunStatus::Completed    ? StageStatus::Completed
                   : status == RunStatus::Failed ? StageStatus::Failed
                                                 : StageStatus::Cancelled,
               time);
    if (status != RunStatus::Completed)
        return;
    m_run.m_current = -1;
    m_run.m_progress = 1.0;
}

void RunFold::on(const Event &event, const ErrorEvent &error)
{
    touch(event);
    if (m_run.m_errors.size() < keptErrors)
        m_run.m_errors.push_back({ event.time, error });
}

void RunFold::on(const Event &event, const Gap &gap)
{
    if (event.sequence)
        m_run.m_lastSequence = std::max(m_run.m_lastSequence, *event.sequence);
    if (m_run.m_gaps.size() < keptErrors)
        m_run.m_gaps.push_back(gap);
}

void RunFold::on(const Event &, const CancelAcknowledged &)
{
    cancelling();
}

void RunFold::on(const Event &, const CancelRequested &)
{
    cancelling();
}

void RunFold::cancelling()
{
    if (!m_run.isEnded() && !m_run.isEmpty())
        m_run.m_status = RunStatus::Cancelling;
}

void RunFold::addMetrics(Timestamp time, const QString &prefix, const JsonValue &metrics)
{
    for (const JsonValue::Member &member : metrics.members()) {
        const QString name = prefix + member.first;
        if (member.second.isObject()) {
            addMetrics(time, name + u'.', member.second);
            continue;
        }
        const std::optional<double> value = member.second.toDouble();
        if (!value)
            continue;
        auto series = std::find_if(m_run.m_metrics.begin(), m_run.m_metrics.end(),
                                   [&](const MetricSeries &known) { return known.name == name; });
        if (series == m_run.m_metrics.end()) {
            if (m_run.m_metrics.size() == MetricSeries::keptSeries)
                continue;
            series = m_run.m_metrics.insert(series, MetricSeries{ name, {} });
        }
        // A tenth at a time, so that a long run does not move everything at each point.
        if (series->points.size() >= MetricSeries::keptPoints)
            series->points.erase(series->points.begin(), series->points.begin() + MetricSeries::keptPoints / 10);
        series->points.emplace_back(time, *value);
    }
}

} // namespace stagewatch::model
