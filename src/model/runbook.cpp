// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runbook.h"

using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

/// What only happens while a pipeline works: after an end, it is a new run that does.
bool isWork(const Event &event)
{
    if (event.as<StageTransition>())
        return !isTerminal(event);
    return event.as<ProgressUpdate>() || event.as<Log>() || event.as<Decision>() || event.as<ApprovalRequired>();
}

/// What belongs to a run at all, be it the first thing that is heard of it.
bool isStory(const Event &event)
{
    if (const auto *snapshot = event.as<Snapshot>())
        return snapshot->status != RunStatus::Pending || snapshot->startedAt || !snapshot->stages.empty();
    return !isConnectionEvent(event) && !event.as<Gap>();
}

QString runIdOf(const Event &event)
{
    const auto *snapshot = event.as<Snapshot>();
    return snapshot && !snapshot->runId.isEmpty() ? snapshot->runId : event.runId;
}

} // namespace

void RunBook::setPlan(std::vector<PlannedStage> plan)
{
    m_plan = std::move(plan);
}

bool RunBook::startsNewRun(const Event &event) const
{
    if (!isStory(event))
        return false;
    const Run *run = current();
    if (!run)
        return true;
    if (m_restarted)
        return true;
    const QString runId = runIdOf(event);
    if (!runId.isEmpty() && !run->runId().isEmpty())
        return runId != run->runId();
    if (!run->isEnded())
        return false;
    if (const auto *snapshot = event.as<Snapshot>())
        return snapshot->startedAt && run->startedAt()
            && *snapshot->startedAt > run->endedAt().value_or(*run->startedAt());
    return isWork(event);
}

int RunBook::apply(Event &event)
{
    if (const auto *connected = event.as<Connected>()) {
        takePlan(*connected);
        return -1;
    }
    if (const auto *gap = event.as<Gap>(); gap && gap->reason == QLatin1StringView("restarted"))
        m_restarted = !m_runs.empty();
    if (event.as<CancelAcknowledged>() || event.as<CancelRequested>()) {
        // It is said to one connection, but it is about the run.
        if (m_runs.empty() || m_runs.back()->isEnded())
            return -1;
    } else if (isConnectionEvent(event)) {
        return -1;
    }
    if (startsNewRun(event)) {
        m_restarted = false;
        m_runs.push_back(std::make_unique<Run>(m_projectId));
        m_runs.back()->setPlan(m_plan);
        if (m_scope != ProgressScope::Unknown) {
            Event scope;
            Connected connected;
            connected.progressScope = m_scope;
            scope.payload = connected;
            m_runs.back()->apply(scope);
        }
    }
    if (m_runs.empty())
        return -1;
    m_runs.back()->complete(event);
    m_runs.back()->apply(event);
    return size() - 1;
}

/// What the server says of its stages and its progress holds for this run and for those to come.
void RunBook::takePlan(const Connected &connected)
{
    m_scope = connected.progressScope;
    if (connected.stages.empty())
        return;
    std::vector<PlannedStage> plan;
    for (const StageName &name : connected.stages) {
        PlannedStage planned{ name, {}, {} };
        for (const PlannedStage &known : m_plan) {
            if (known.name.id == name.id)
                planned = { name, known.startProgress, known.usualSeconds };
        }
        plan.push_back(planned);
    }
    m_plan = std::move(plan);
}

} // namespace stagewatch::model
