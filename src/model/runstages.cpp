// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runfold.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace stagewatch::protocol;

namespace stagewatch::model {

namespace {

/// What comes as a number may still be no number.
double clamped(double fraction)
{
    return fraction > 0 ? std::min(fraction, 1.0) : 0;
}

bool isOver(StageStatus status)
{
    return status != StageStatus::Pending && status != StageStatus::Running;
}

} // namespace

void RunFold::plan(const std::vector<PlannedStage> &stages)
{
    int position = 0;
    for (const PlannedStage &planned : stages) {
        if (planned.name.id.isEmpty())
            continue;
        const int known = stageIndex(planned.name.id);
        const int index = known >= 0 ? known : addStage(planned.name, position);
        Stage &stage = m_run.m_stages[size_t(index)];
        rename(stage, planned.name);
        if (planned.startProgress)
            stage.plannedStart = clamped(*planned.startProgress);
        if (planned.usualSeconds)
            stage.usualSeconds = planned.usualSeconds;
        m_run.m_planned = true;
        position = index + 1;
    }
}

int RunFold::stageIndex(QStringView id) const
{
    const auto found = std::find_if(m_run.m_stages.begin(), m_run.m_stages.end(),
                                    [id](const Stage &stage) { return stage.name.id == id; });
    return found == m_run.m_stages.end() ? -1 : int(found - m_run.m_stages.begin());
}

/// Where no position is given, a stage that nobody expected comes after those that were seen and before those that are
/// to come.
int RunFold::addStage(const StageName &name, int position)
{
    // The current one is asked for most often, and a stream may name very many.
    const bool isCurrent = m_run.m_current >= 0 && m_run.m_stages[size_t(m_run.m_current)].name.id == name.id;
    if (const int known = isCurrent ? m_run.m_current : stageIndex(name.id); known >= 0) {
        rename(m_run.m_stages[size_t(known)], name);
        return known;
    }
    Stage stage;
    stage.name = name;
    if (m_run.m_stages.size() + 1 >= size_t(Run::maxStages)) {
        stage.name = { u"…"_s, u"…"_s };
        if (m_run.m_stages.back().name.id == stage.name.id)
            return int(m_run.m_stages.size()) - 1;
        position = int(m_run.m_stages.size());
    }
    if (stage.name.display.isEmpty())
        stage.name.display = titleFromId(stage.name.id);
    if (position < 0) {
        position = int(m_run.m_stages.size());
        while (position > 0 && m_run.m_stages[size_t(position) - 1].status == StageStatus::Pending)
            --position;
    }
    m_run.m_stages.insert(m_run.m_stages.begin() + position, std::move(stage));
    if (m_run.m_current >= position)
        ++m_run.m_current;
    if (m_run.m_endStage >= position)
        ++m_run.m_endStage;
    return position;
}

/// A name that a server gave stays, where later events only have the one derived from the id.
void RunFold::rename(Stage &stage, const StageName &name) const
{
    if (name.display.isEmpty() || name.display == stage.name.display || name.id != stage.name.id)
        return;
    if (stage.name.display.isEmpty() || name.display != titleFromId(name.id))
        stage.name.display = name.display;
}

/// The run works at this stage now. Going back to an earlier stage takes a transition: a late progress_update of a
/// stage that is over does not. Returns the stage's index; the current one's where the event names none.
int RunFold::enter(const StageName &name, bool byTransition)
{
    if (name.id.isEmpty())
        return m_run.m_current;
    const int index = addStage(name);
    Stage &stage = m_run.m_stages[size_t(index)];
    if ((index == m_run.m_current && stage.status == StageStatus::Running) || (!byTransition && isOver(stage.status)))
        return index;
    if (m_run.m_current >= 0 && m_run.m_stages[size_t(m_run.m_current)].status == StageStatus::Running)
        leave(m_run.m_stages[size_t(m_run.m_current)], StageStatus::Completed, m_event.time);
    const bool again = isOver(stage.status);
    if (again)
        m_run.m_scope.reenter(stage.name.id);
    stage.status = StageStatus::Running;
    stage.startedAt = m_event.time;
    stage.endedAt.reset();
    stage.progress.reset();
    stage.lastProgress.reset();
    stage.peakProgress.reset();
    stage.startProgress = byTransition ? std::nullopt : stage.plannedStart;
    stage.fellBack = false;
    stage.message.clear();
    m_run.m_current = index;
    if (m_run.m_scope.scope() == ProgressScope::Stage)
        updateWhole(again);
    return index;
}

void RunFold::leave(Stage &stage, StageStatus status, std::optional<Timestamp> time) const
{
    stage.status = status;
    stage.endedAt = time;
    if (time && stage.startedAt)
        stage.endedAt = std::max(*time, *stage.startedAt); // clocks run backwards, stages do not
    if (status == StageStatus::Completed)
        stage.progress = 1;
}

/// Takes a number that the server gave in a stage; `entered`: it is the first one there.
void RunFold::observe(int index, const Progress &progress, bool entered)
{
    const double number = clamped(progress.fraction);
    if (index < 0 || index != m_run.m_current) { // of no stage, or late
        if (m_run.m_scope.scope() == ProgressScope::Pipeline)
            m_run.m_progress = std::max(m_run.m_progress.value_or(0), number);
        if (index >= 0)
            m_run.m_stages[size_t(index)].lastProgress = number;
        return;
    }
    Stage &stage = m_run.m_stages[size_t(index)];
    if (entered && !stage.startProgress)
        stage.startProgress = number;
    stage.lastProgress = number;
    stage.peakProgress = std::max(stage.peakProgress.value_or(0), number);
    stage.fellBack = number < *stage.peakProgress;
    if (m_run.m_scope.observe(stage.name.id, number)) {
        redraw();
        return;
    }
    stage.progress = bar(index);
    updateWhole(entered);
}

/// A stage's own bar. Under `pipeline` it runs from the progress at the stage's start to that at the next one's.
std::optional<double> RunFold::bar(int index) const
{
    const Stage &stage = m_run.m_stages[size_t(index)];
    if (stage.status == StageStatus::Completed)
        return 1;
    if (stage.status == StageStatus::Pending || !stage.peakProgress)
        return std::nullopt;
    if (m_run.m_scope.scope() == ProgressScope::Stage)
        return stage.peakProgress;
    const std::optional<double> start = stage.startProgress ? stage.startProgress : stage.plannedStart;
    const std::optional<double> end = start ? nextStart(index, *start) : std::nullopt;
    if (!end)
        return std::nullopt;
    return clamped((*stage.peakProgress - *start) / (*end - *start));
}

/// The whole progress at which the stage after this one begins, as far as this run, the plan or the last run tell.
std::optional<double> RunFold::nextStart(int index, double start) const
{
    for (size_t next = size_t(index) + 1; next < m_run.m_stages.size(); ++next) {
        const Stage &stage = m_run.m_stages[next];
        const std::optional<double> known = stage.startProgress ? stage.startProgress : stage.plannedStart;
        if (!known)
            return std::nullopt;
        if (*known > start)
            return known;
    }
    return m_run.m_planned && start < 1 ? std::optional(1.0) : std::nullopt;
}

std::optional<double> RunFold::whole() const
{
    const Stage *current = m_run.m_current >= 0 ? &m_run.m_stages[size_t(m_run.m_current)] : nullptr;
    if (m_run.m_scope.scope() != ProgressScope::Stage)
        return current && current->peakProgress ? current->peakProgress : m_run.m_progress;
    if (!m_run.m_planned)
        return std::nullopt;
    double done = 0;
    for (const Stage &stage : m_run.m_stages)
        done += stage.status == StageStatus::Completed;
    if (current && current->status == StageStatus::Running)
        done += current->progress.value_or(0);
    return done / double(m_run.m_stages.size());
}

void RunFold::updateWhole(bool mayFall)
{
    const std::optional<double> now = whole();
    if (mayFall || !now || !m_run.m_progress)
        m_run.m_progress = now;
    else
        m_run.m_progress = std::max(*now, *m_run.m_progress);
}

/// The numbers turned out to measure something else: everything drawn from them is drawn anew.
void RunFold::redraw()
{
    for (int index = 0; index < int(m_run.m_stages.size()); ++index)
        m_run.m_stages[size_t(index)].progress = bar(index);
    updateWhole(true);
}

} // namespace stagewatch::model
