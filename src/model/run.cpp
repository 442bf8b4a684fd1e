// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/run.h"

#include "model/runfold.h"

#include <QCryptographicHash>

#include <algorithm>
#include <cmath>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace stagewatch::model {

bool MetricSeries::operator==(const MetricSeries &other) const
{
    const auto samePoint = [](const auto &left, const auto &right) {
        return left.first == right.first
            && (left.second == right.second || (std::isnan(left.second) && std::isnan(right.second)));
    };
    return name == other.name
        && std::equal(points.begin(), points.end(), other.points.begin(), other.points.end(), samePoint);
}

void Run::setPlan(const std::vector<PlannedStage> &plan)
{
    RunFold(*this).plan(plan);
}

void Run::apply(const Event &event)
{
    RunFold(*this).apply(event);
}

namespace {

void fillIn(StageName &stage, const Stage *current)
{
    if (stage.id.isEmpty() && current)
        stage = current->name;
}

/// The same approval gets the same id from every client that sees it, also after a reconnect.
QString derivedApprovalId(const QString &projectId, Timestamp askedAt, const ApprovalRequired &approval)
{
    const QString key = projectId + u'\n' + approval.approvalType + u'\n' + formatTimestamp(askedAt);
    return u"sw-"_s
        + QString::fromLatin1(QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex().left(16));
}

} // namespace

void Run::complete(Event &event) const
{
    const Stage *current = currentStage();
    if (auto *log = event.as<Log>()) {
        fillIn(log->stage, current);
    } else if (auto *update = event.as<ProgressUpdate>()) {
        fillIn(update->stage, current);
    } else if (auto *decision = event.as<Decision>()) {
        fillIn(decision->stage, current);
    } else if (auto *approval = event.as<ApprovalRequired>()) {
        fillIn(approval->stage, current);
        if (approval->approvalId.isEmpty())
            approval->approvalId = derivedApprovalId(m_projectId, event.time, *approval);
    } else if (auto *failed = event.as<PipelineFailed>()) {
        fillIn(failed->stage, current);
        if (failed->message.isEmpty() && !failed->stage.display.isEmpty())
            failed->message = u"Pipeline failed during %1"_s.arg(failed->stage.display);
    } else if (auto *snapshot = event.as<Snapshot>()) {
        for (ApprovalEntry &entry : snapshot->pendingApprovals) {
            if (entry.request.approvalId.isEmpty())
                entry.request.approvalId = derivedApprovalId(m_projectId, entry.askedAt, entry.request);
        }
    }
}

const Stage *Run::currentStage() const
{
    return m_current < 0 ? nullptr : &m_stages[size_t(m_current)];
}

int Run::pendingApprovalCount() const
{
    if (isEnded())
        return 0; // nobody waits for an answer any more
    return int(std::count_if(m_approvals.begin(), m_approvals.end(),
                             [](const ApprovalEntry &entry) { return !entry.resolution; }));
}

const ApprovalEntry *Run::findApproval(QStringView approvalId) const
{
    const auto found = std::find_if(m_approvals.rbegin(), m_approvals.rend(),
                                    [&](const ApprovalEntry &entry) { return entry.request.approvalId == approvalId; });
    return found == m_approvals.rend() ? nullptr : &*found;
}

Snapshot Run::snapshot() const
{
    Snapshot snapshot;
    snapshot.runId = m_runId;
    snapshot.status = m_status;
    if (const Stage *current = currentStage()) {
        snapshot.stage = current->name;
    } else {
        // After a run that completed there is no current stage; the last one that ran says more than nothing.
        const auto last = std::find_if(m_stages.rbegin(), m_stages.rend(),
                                       [](const Stage &stage) { return stage.status != StageStatus::Pending; });
        if (last != m_stages.rend())
            snapshot.stage = last->name;
    }
    if (m_progress)
        snapshot.progress = Progress{ *m_progress, *m_progress };
    snapshot.progressScope = m_scope.scope();
    for (const Stage &stage : m_stages)
        snapshot.stages.push_back({ stage.name, stage.status, stage.progress, stage.startedAt, stage.endedAt });
    snapshot.logs.assign(m_logs.begin(), m_logs.end());
    snapshot.decisions = m_decisions;
    if (!isEnded())
        std::copy_if(m_approvals.begin(), m_approvals.end(), std::back_inserter(snapshot.pendingApprovals),
                     [](const ApprovalEntry &entry) { return !entry.resolution; });
    snapshot.error = m_error;
    snapshot.result = m_result;
    snapshot.startedAt = m_startedAt;
    snapshot.updatedAt = m_updatedAt;
    snapshot.estimatedTimeRemaining = m_eta;
    return snapshot;
}

} // namespace stagewatch::model
