// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run.h"

#include "model/runfold.h"

#include <QCryptographicHash>
#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

QString derivedApprovalId(const QString &projectId, const QString &type, Timestamp time)
{
    constexpr qsizetype digits = 16;
    const QString text = projectId + u'\n' + type + u'\n' + formatTimestamp(time);
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return derivedApprovalPrefix + QString::fromLatin1(hash.toHex().first(digits));
}

bool isSameQuestion(const ApprovalRequired &one, const ApprovalRequired &other)
{
    return one.approvalType == other.approvalType && one.message == other.message && one.proposal == other.proposal;
}

bool sameNumber(double one, double other)
{
    return one == other || (std::isnan(one) && std::isnan(other));
}

void fillStage(StageName &name, const Stage *current)
{
    if (name.id.isEmpty() && current)
        name = current->name;
}

} // namespace

bool MetricSeries::operator==(const MetricSeries &other) const
{
    return name == other.name
        && std::equal(points.begin(), points.end(), other.points.begin(), other.points.end(),
                      [](const auto &one, const auto &two) {
                          return one.first == two.first && sameNumber(one.second, two.second);
                      });
}

std::optional<RunStatus> endOf(const Event &event)
{
    if (event.as<PipelineCompleted>())
        return RunStatus::Completed;
    if (event.as<PipelineFailed>())
        return RunStatus::Failed;
    if (event.as<PipelineCancelled>())
        return RunStatus::Cancelled;
    const auto *transition = event.as<StageTransition>();
    if (!transition || !isTerminal(event))
        return std::nullopt;
    return runStatusFromWire(transition->stage.id);
}

void Run::setPlan(const std::vector<PlannedStage> &plan)
{
    RunFold(*this, {}).plan(plan);
}

void Run::complete(Event &event) const
{
    const Stage *current = isEnded() ? nullptr : currentStage();
    const auto nameApproval = [this, &event](ApprovalRequired &request, Timestamp askedAt, bool timeIsSure) {
        if (!request.approvalId.isEmpty())
            return;
        // Without a time of its own a repeated question would get another id each time.
        for (auto known = m_approvals.rbegin(); !timeIsSure && known != m_approvals.rend(); ++known) {
            if (!known->resolution && known->request.approvalId.startsWith(derivedApprovalPrefix)
                && isSameQuestion(known->request, request)) {
                request.approvalId = known->request.approvalId;
                return;
            }
        }
        const QString &project = event.projectId.isEmpty() ? m_projectId : event.projectId;
        request.approvalId = derivedApprovalId(project, request.approvalType, askedAt);
    };
    if (auto *log = event.as<Log>()) {
        fillStage(log->stage, current);
    } else if (auto *update = event.as<ProgressUpdate>()) {
        fillStage(update->stage, current);
    } else if (auto *decision = event.as<Decision>()) {
        fillStage(decision->stage, current);
    } else if (auto *request = event.as<ApprovalRequired>()) {
        fillStage(request->stage, current);
        nameApproval(*request, event.time, !event.timeIsReceipt);
    } else if (auto *snapshot = event.as<Snapshot>()) {
        for (ApprovalEntry &entry : snapshot->pendingApprovals)
            nameApproval(entry.request, entry.askedAt, entry.askedAt != event.time);
    }
}

void Run::complete(LogSpan &logs) const
{
    const Stage *current = isEnded() ? nullptr : currentStage();
    for (LogEntry &entry : logs.tail)
        fillStage(entry.log.stage, current);
}

void Run::apply(const Event &event)
{
    RunFold(*this, event).fold();
}

void Run::apply(const LogSpan &logs)
{
    Event first;
    first.time = logs.first;
    RunFold(*this, first).fold(logs);
}

Snapshot Run::snapshot() const
{
    Snapshot snapshot;
    snapshot.runId = m_runId;
    snapshot.status = m_status;
    if (const Stage *current = currentStage())
        snapshot.stage = current->name;
    if (m_progress)
        snapshot.progress = Progress{ *m_progress, *m_progress };
    // A scope that is only assumed is not passed on as if the server had said it.
    if (m_scope.isDeclared() || m_scope.scope() == ProgressScope::Stage)
        snapshot.progressScope = m_scope.scope();
    snapshot.stages.reserve(m_stages.size());
    for (const Stage &stage : m_stages)
        snapshot.stages.push_back({ stage.name, stage.status, stage.progress, stage.startedAt, stage.endedAt });
    snapshot.logs.assign(m_logs.begin(), m_logs.end());
    snapshot.decisions = m_decisions;
    if (!isEnded())
        std::copy_if(m_approvals.begin(), m_approvals.end(), std::back_inserter(snapshot.pendingApprovals),
                     [](const ApprovalEntry &approval) { return !approval.resolution; });
    snapshot.error = m_error;
    snapshot.result = m_result;
    snapshot.startedAt = m_startedAt;
    snapshot.updatedAt = m_updatedAt;
    snapshot.estimatedTimeRemaining = estimatedTimeRemaining();
    return snapshot;
}

const Stage *Run::currentStage() const
{
    return m_current < 0 || m_status == RunStatus::Completed ? nullptr : &m_stages[size_t(m_current)];
}

std::optional<double> Run::estimatedTimeRemaining() const
{
    if (!m_eta || !m_etaAt || !m_updatedAt)
        return m_eta;
    const auto passed = std::chrono::floor<std::chrono::seconds>(*m_updatedAt - *m_etaAt);
    return std::max(0.0, *m_eta - double(std::max<qint64>(0, passed.count())));
}

int Run::pendingApprovalCount() const
{
    if (isEnded())
        return 0;
    return int(std::count_if(m_approvals.begin(), m_approvals.end(),
                             [](const ApprovalEntry &entry) { return !entry.resolution; }));
}

const ApprovalEntry *Run::findApproval(QStringView approvalId) const
{
    const auto found = std::find_if(m_approvals.rbegin(), m_approvals.rend(),
                                    [&](const ApprovalEntry &entry) { return entry.request.approvalId == approvalId; });
    return found == m_approvals.rend() ? nullptr : &*found;
}

} // namespace stagewatch::model
