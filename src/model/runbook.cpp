// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runbook.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

/// What a pipeline tells while it runs. Errors, resolutions and the like may come at any time.
bool isStory(const Event &event)
{
    return event.as<StageTransition>() || event.as<ProgressUpdate>() || event.as<Log>() || event.as<Decision>()
        || event.as<ApprovalRequired>();
}

/// A server without a run says so with a snapshot of nothing.
bool isOfARun(const Snapshot &snapshot)
{
    return snapshot.status != RunStatus::Pending || snapshot.startedAt || !snapshot.runId.isEmpty()
        || !snapshot.stage.id.isEmpty() || !snapshot.logs.empty();
}

const QString &runIdOf(const Event &event)
{
    const auto *snapshot = event.as<Snapshot>();
    return event.runId.isEmpty() && snapshot ? snapshot->runId : event.runId;
}

/// Whether a snapshot without a run id is of another run than the one that ended. A watcher that came late knows an
/// ended run's start only roughly, so what counts is that the other one began after the end.
bool isOfALaterRun(const Snapshot &snapshot, const Run &ended)
{
    if (snapshot.startedAt)
        return *snapshot.startedAt != ended.startedAt()
            && *snapshot.startedAt >= ended.endedAt().value_or(*snapshot.startedAt);
    return snapshot.status != RunStatus::Pending && !isTerminal(snapshot.status);
}

std::optional<double> secondsOf(const Stage &stage)
{
    if (!stage.startedAt || !stage.endedAt)
        return std::nullopt;
    return std::chrono::duration<double>(*stage.endedAt - *stage.startedAt).count();
}

} // namespace

void RunBook::setPlan(std::vector<PlannedStage> plan)
{
    m_plan = std::move(plan);
    m_planIsDeclared = false;
}

int RunBook::apply(Event &event)
{
    if (event.as<Connected>()) {
        greet(event);
        return -1;
    }
    if (isConnectionEvent(event)) {
        if (!event.as<CancelAcknowledged>() || m_runs.empty() || m_runs.back()->isEnded())
            return -1;
        m_runs.back()->apply(event);
        return currentIndex();
    }
    const auto *gap = event.as<Gap>();
    if (gap && gap->reason == "restarted"_L1)
        m_restarted = true;
    const int index = gap ? currentIndex() : runOf(event);
    if (index < 0)
        return -1;
    applyTo(index, event);
    return index;
}

int RunBook::apply(LogSpan &logs)
{
    Event first;
    first.runId = logs.runId;
    first.time = logs.first;
    first.payload = Log();
    const int index = runOf(first);
    if (index >= 0)
        applyTo(index, logs);
    return index;
}

template <typename T> void RunBook::applyTo(int index, T &events)
{
    Run &run = *m_runs[size_t(index)];
    const bool wasEnded = run.isEnded();
    const bool wasNameless = run.runId().isEmpty();
    run.complete(events);
    run.apply(events);
    if (wasNameless && !run.runId().isEmpty())
        m_byId.insert(run.runId(), index);
    if (!wasEnded && run.status() == RunStatus::Completed)
        learnFrom(run);
}

int RunBook::runOf(const Event &event)
{
    if (const QString &id = runIdOf(event); !id.isEmpty())
        return runOfId(id, event);
    return startsNewRun(event) ? addRun() : currentIndex();
}

int RunBook::runOfId(const QString &runId, const Event &event)
{
    if (!m_runs.empty() && m_runs.back()->runId() == runId) {
        m_restarted = false; // the stream is another, the run is the same
        return currentIndex();
    }
    if (const auto known = m_byId.constFind(runId); known != m_byId.constEnd())
        return *known;
    const Run *run = current();
    if (run && run->runId().isEmpty() && !startsNewRun(event))
        return currentIndex(); // it was nameless until now
    const bool tells = isStory(event) || isTerminal(event) || event.as<Snapshot>() || event.as<ApprovalResolved>();
    return tells ? addRun() : currentIndex();
}

bool RunBook::startsNewRun(const Event &event) const
{
    const auto *snapshot = event.as<Snapshot>();
    const bool tells = isStory(event) || isTerminal(event) || (snapshot && isOfARun(*snapshot));
    if (m_runs.empty() || m_restarted)
        return tells;
    const Run &run = *m_runs.back();
    if (!run.isEnded())
        return false;
    if (snapshot)
        return isOfALaterRun(*snapshot, run);
    return isStory(event) && !isTerminal(event);
}

int RunBook::addRun()
{
    m_restarted = false;
    if (m_runs.size() >= size_t(maxRuns))
        return currentIndex();
    auto run = std::make_unique<Run>(m_projectId);
    run->setPlan(m_plan);
    Event greeting;
    greeting.payload = m_greeting;
    run->apply(greeting);
    m_runs.push_back(std::move(run));
    return currentIndex();
}

/// Takes over what the server says of its stages, and keeps what is known of them beyond that.
void RunBook::greet(const Event &event)
{
    const auto &connected = *event.as<Connected>();
    m_greeting.protocol = connected.protocol;
    if (connected.progressScope != ProgressScope::Unknown)
        m_greeting.progressScope = connected.progressScope;
    if (m_projectId.isEmpty())
        m_projectId = event.projectId;
    if (!connected.stages.empty()) {
        std::vector<PlannedStage> plan;
        for (const StageName &name : connected.stages) {
            const auto known = std::find_if(m_plan.begin(), m_plan.end(),
                                            [&](const PlannedStage &stage) { return stage.name.id == name.id; });
            plan.push_back(known == m_plan.end() ? PlannedStage() : *known);
            plan.back().name = name;
        }
        m_plan = std::move(plan);
        m_planIsDeclared = true;
    }
    if (m_runs.empty() || m_runs.back()->isEnded() || m_restarted)
        return;
    Run &run = *m_runs.back();
    if (!event.runId.isEmpty() && !run.runId().isEmpty() && event.runId != run.runId())
        return;
    if (m_planIsDeclared)
        run.setPlan(m_plan);
    run.apply(event);
}

/// A completed run tells how long its stages take and where they begin. A stage that it left out is expected no longer,
/// unless the server itself announces it, or it lies before the first stage that was seen.
void RunBook::learnFrom(const Run &run)
{
    std::vector<PlannedStage> plan;
    bool seenAny = false;
    for (const Stage &stage : run.stages()) {
        const bool seen = stage.status != StageStatus::Pending;
        seenAny = seenAny || seen;
        if (!seen && seenAny && !m_planIsDeclared)
            continue;
        PlannedStage planned{ stage.name, stage.plannedStart, stage.usualSeconds };
        if (seen && stage.startProgress && run.progressScope() == ProgressScope::Pipeline)
            planned.startProgress = stage.startProgress;
        if (const auto seconds = secondsOf(stage); seen && seconds)
            planned.usualSeconds = seconds;
        plan.push_back(std::move(planned));
    }
    m_plan = std::move(plan);
}

} // namespace stagewatch::model
