// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runfold.h"

#include <QSet>
#include <algorithm>
#include <functional>

using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

bool lists(const Snapshot &snapshot, const QString &stageId)
{
    return std::any_of(snapshot.stages.begin(), snapshot.stages.end(),
                       [&](const StageState &state) { return state.stage.id == stageId; });
}

/// The current stage as far as a snapshot tells. Some servers name the run's end in its place.
StageName stageOf(const Snapshot &snapshot)
{
    if (!snapshot.stage.id.isEmpty()) {
        const auto end = runStatusFromWire(snapshot.stage.id);
        return isTerminal(snapshot.status) && end && isTerminal(*end) ? StageName() : snapshot.stage;
    }
    const auto running = std::find_if(snapshot.stages.begin(), snapshot.stages.end(),
                                      [](const StageState &state) { return state.status == StageStatus::Running; });
    return running == snapshot.stages.end() ? StageName() : running->stage;
}

Timestamp earliestTime(const Snapshot &snapshot, Timestamp fallback)
{
    for (const StageState &state : snapshot.stages) {
        if (state.startedAt)
            fallback = std::min(fallback, *state.startedAt);
    }
    if (!snapshot.logs.empty())
        fallback = std::min(fallback, snapshot.logs.front().time);
    return fallback;
}

bool isSameLine(const LogEntry &one, const LogEntry &other)
{
    return one.time == other.time && one.log.level == other.log.level && one.log.message == other.log.message;
}

/// How a list that a snapshot tells lies to one's own: its first `older` entries come before all of them, those from
/// `known` on after all of them.
struct Overlap
{
    size_t older = 0;
    size_t known = 0;
};

/// Times are no help where clocks run backwards, so it is the order that counts. Nothing where the two do not meet.
template <typename Told, typename Own, typename IsSame>
std::optional<Overlap> overlapOf(const Told &told, const Own &own, IsSame isSame)
{
    if (own.empty() || told.empty())
        return Overlap();
    int tries = 256; // a list made to repeat itself is not worth more
    for (size_t known = told.size(); known > 0 && tries > 0; --known) {
        if (!isSame(told[known - 1], own.back()))
            continue;
        --tries;
        const size_t shared = std::min(known, own.size());
        const auto end = told.begin() + qsizetype(known);
        if (std::equal(end - qsizetype(shared), end, own.end() - qsizetype(shared), isSame))
            return Overlap{ known - shared, known };
    }
    // An old word: the run has gone on since.
    if (std::any_of(own.begin(), own.end(), [&](const auto &entry) { return isSame(told.back(), entry); }))
        return Overlap{ 0, told.size() };
    return std::nullopt;
}

void mergeByTime(std::vector<DecisionEntry> &own, const std::vector<DecisionEntry> &told)
{
    QSet<qint64> times;
    for (const DecisionEntry &entry : own)
        times.insert(entry.time.time_since_epoch().count());
    const auto isNew = [&](const DecisionEntry &entry) {
        return !times.contains(entry.time.time_since_epoch().count())
            || std::find(own.begin(), own.end(), entry) == own.end();
    };
    std::vector<DecisionEntry> added;
    std::copy_if(told.begin(), told.end(), std::back_inserter(added), isNew);
    if (added.empty())
        return;
    const auto isEarlier = [](const DecisionEntry &one, const DecisionEntry &other) { return one.time < other.time; };
    const bool inOrder = own.empty() || !isEarlier(added.front(), own.back());
    own.insert(own.end(), added.begin(), added.end());
    if (!inOrder)
        std::stable_sort(own.begin(), own.end(), isEarlier);
}

} // namespace

void RunFold::operator()(const Snapshot &told)
{
    const bool isNameless = std::any_of(told.pendingApprovals.begin(), told.pendingApprovals.end(),
                                        [](const ApprovalEntry &entry) { return entry.request.approvalId.isEmpty(); });
    if (isNameless) {
        Event named = m_event;
        m_run.complete(named);
        return merge(*named.as<Snapshot>());
    }
    merge(told);
}

void RunFold::merge(const Snapshot &snapshot)
{
    const Timestamp time = snapshot.updatedAt.value_or(m_event.time);
    if (m_run.m_runId.isEmpty())
        m_run.m_runId = snapshot.runId;
    if (snapshot.startedAt)
        m_run.m_startedAt = std::min(*snapshot.startedAt, m_run.m_startedAt.value_or(*snapshot.startedAt));
    else if (!m_run.m_startedAt && snapshot.status != RunStatus::Pending)
        m_run.m_startedAt = earliestTime(snapshot, time);
    if (m_run.m_startedAt)
        touch(time);
    mergeLogs(snapshot);
    mergeDecisions(snapshot);
    // A word from before the end does not open an ended run again.
    if (m_run.isEnded() && !isTerminal(snapshot.status))
        return;
    const ProgressScope before = m_run.m_scope.scope();
    m_run.m_scope.declare(snapshot.progressScope);
    if (m_run.m_scope.scope() != before)
        redraw();
    mergeStages(snapshot);
    mergeCurrent(snapshot);
    mergeProgress(snapshot);
    mergeApprovals(snapshot);
    mergeStatus(snapshot, time);
}

void RunFold::mergeStages(const Snapshot &snapshot)
{
    int position = 0;
    for (const StageState &state : snapshot.stages) {
        if (state.stage.id.isEmpty())
            continue;
        const int known = stageIndex(state.stage.id);
        const int index = known >= 0 ? known : addStage(state.stage, position);
        mergeStage(m_run.m_stages[size_t(index)], state);
        position = index + 1;
    }
    m_run.m_planned = m_run.m_planned || std::any_of(snapshot.stages.begin(), snapshot.stages.end(), [](const auto &s) {
                          return s.status == StageStatus::Pending;
                      });
}

void RunFold::mergeStage(Stage &stage, const StageState &state) const
{
    if (state.stage.id != stage.name.id)
        return; // one of too many
    rename(stage, state.stage);
    if (state.status == StageStatus::Running && stage.status != StageStatus::Running) {
        stage.startProgress.reset();
        stage.lastProgress.reset();
        stage.peakProgress.reset();
        stage.progress.reset();
        stage.endedAt.reset();
        stage.fellBack = false;
    }
    stage.status = state.status;
    if (state.progress)
        stage.progress = std::clamp(*state.progress, 0.0, 1.0);
    else if (state.status == StageStatus::Completed)
        stage.progress = 1;
    if (state.startedAt)
        stage.startedAt = state.startedAt;
    if (state.endedAt)
        stage.endedAt = state.endedAt;
    if (stage.startedAt && stage.endedAt)
        stage.endedAt = std::max(*stage.endedAt, *stage.startedAt);
}

void RunFold::mergeCurrent(const Snapshot &snapshot)
{
    const StageName name = stageOf(snapshot);
    if (name.id.isEmpty() || m_run.isEnded())
        return;
    const int index = addStage(name);
    if (m_run.m_current >= 0 && m_run.m_current != index) {
        Stage &left = m_run.m_stages[size_t(m_run.m_current)];
        if (left.status == StageStatus::Running && !lists(snapshot, left.name.id))
            leave(left, StageStatus::Completed, std::nullopt); // nobody saw when
    }
    Stage &stage = m_run.m_stages[size_t(index)];
    if (!isTerminal(snapshot.status) && snapshot.status != RunStatus::Pending
        && (stage.status == StageStatus::Pending || !lists(snapshot, name.id)))
        stage.status = StageStatus::Running;
    m_run.m_current = index;
}

void RunFold::mergeProgress(const Snapshot &snapshot)
{
    if (!snapshot.progress)
        return;
    Stage *stage = m_run.m_current >= 0 ? &m_run.m_stages[size_t(m_run.m_current)] : nullptr;
    const bool isPipeline = m_run.m_scope.scope() == ProgressScope::Pipeline;
    if (!isPipeline && snapshot.stages.empty()) {
        observe(m_run.m_current, *snapshot.progress, false); // a number of the stage, as in its events
        return;
    }
    m_run.m_progress = std::clamp(snapshot.progress->fraction, 0.0, 1.0);
    if (!stage || stage->status != StageStatus::Running)
        return;
    if (isPipeline || stage->progress) {
        stage->lastProgress = stage->peakProgress = isPipeline ? m_run.m_progress : stage->progress;
        stage->fellBack = false;
        m_run.m_scope.reenter(stage->name.id);
        m_run.m_scope.observe(stage->name.id, *stage->peakProgress);
    }
    if (!lists(snapshot, stage->name.id))
        stage->progress = bar(m_run.m_current);
}

void RunFold::mergeLogs(const Snapshot &snapshot)
{
    auto &own = m_run.m_logs;
    const auto &told = snapshot.logs;
    std::optional<Overlap> overlap = overlapOf(told, own, isSameLine);
    if (!overlap) {
        const auto newer = std::find_if(told.rbegin(), told.rend(),
                                        [&](const LogEntry &entry) { return entry.time <= own.back().time; });
        overlap = Overlap{ 0, size_t(told.rend() - newer) };
    }
    own.insert(own.begin(), told.begin(), told.begin() + qsizetype(overlap->older));
    m_run.m_logCount += qint64(overlap->older);
    while (own.size() > size_t(Run::keptLogs))
        own.pop_front();
    for (size_t i = overlap->known; i < told.size(); ++i)
        addLog(told[i]);
}

void RunFold::mergeDecisions(const Snapshot &snapshot)
{
    auto &own = m_run.m_decisions;
    const auto &told = snapshot.decisions;
    if (const auto overlap = overlapOf(told, own, std::equal_to<DecisionEntry>())) {
        own.insert(own.begin(), told.begin(), told.begin() + qsizetype(overlap->older));
        own.insert(own.end(), told.begin() + qsizetype(overlap->known), told.end());
    } else {
        mergeByTime(own, told);
    }
    if (own.size() > size_t(Run::keptDecisions))
        own.erase(own.begin(), own.end() - Run::keptDecisions);
}

void RunFold::mergeApprovals(const Snapshot &snapshot)
{
    for (const ApprovalEntry &entry : snapshot.pendingApprovals)
        addApproval(entry);
    // What is not listed any more was answered while nobody looked. A server that lists nothing proves nothing by that.
    const bool keepsNoList = snapshot.pendingApprovals.empty() && snapshot.status == RunStatus::WaitingForApproval;
    if (!snapshot.listsApprovals || keepsNoList)
        return;
    for (ApprovalEntry &own : m_run.m_approvals) {
        const bool waits =
            std::any_of(snapshot.pendingApprovals.begin(), snapshot.pendingApprovals.end(),
                        [&](const ApprovalEntry &entry) { return entry.request.approvalId == own.request.approvalId; });
        if (!waits && !own.resolution)
            pass(own, snapshot.updatedAt.value_or(m_event.time));
    }
}

void RunFold::mergeStatus(const Snapshot &snapshot, Timestamp time)
{
    if (snapshot.estimatedTimeRemaining && !isTerminal(snapshot.status)) {
        m_run.m_eta = snapshot.estimatedTimeRemaining;
        m_run.m_etaAt = m_run.m_updatedAt;
    }
    if (isTerminal(snapshot.status)) {
        // A snapshot of an end that only a transition told is no better proof of it than the transition.
        finish(snapshot.status, m_run.m_endIsProvisional && m_run.m_status == snapshot.status, {}, time);
        if (snapshot.progress)
            m_run.m_progress = std::clamp(snapshot.progress->fraction, 0.0, 1.0);
        if (m_run.m_status == RunStatus::Failed && m_run.m_error.isEmpty())
            m_run.m_error = snapshot.error;
        if (m_run.m_result.isNull() && m_run.m_status == snapshot.status)
            m_run.m_result = snapshot.result;
        return;
    }
    m_run.m_cancelling = snapshot.status == RunStatus::Cancelling;
    m_run.m_waits = snapshot.status == RunStatus::WaitingForApproval && m_run.pendingApprovalCount() == 0;
    if (snapshot.status != RunStatus::Pending)
        settle();
}

} // namespace stagewatch::model
