// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the fold that is about stages and their bars (PROTOCOL section 1, "What progress measures").
#include "model/runfold.h"

#include <algorithm>

using namespace stagewatch::protocol;
using namespace Qt::StringLiterals;

namespace stagewatch::model {

void RunFold::plan(const std::vector<PlannedStage> &plan)
{
    for (const PlannedStage &planned : plan) {
        const int index = findStage(planned.name);
        Stage &stage = m_run.m_stages[size_t(index)];
        if (!stage.startProgress)
            stage.startProgress = planned.startProgress;
        stage.usualSeconds = planned.usualSeconds;
        if (stage.status == StageStatus::Pending && !planned.name.display.isEmpty())
            stage.name.display = planned.name.display;
    }
    updateBars(false);
}

/// The stage of that id; made where it is new: behind the current one, before what is planned to come.
int RunFold::findStage(const StageName &name)
{
    auto &stages = m_run.m_stages;
    // The newest is asked for most often, and a stream may name very many.
    if (m_run.m_current >= 0 && stages[size_t(m_run.m_current)].name.id == name.id)
        return m_run.m_current;
    const auto found =
        std::find_if(stages.begin(), stages.end(), [&](const Stage &stage) { return stage.name.id == name.id; });
    if (found != stages.end())
        return int(found - stages.begin());
    if (stages.size() >= keptStages)
        return int(stages.size()) - 1; // whatever comes beyond shares the last row
    Stage stage;
    stage.name = name;
    if (stage.name.display.isEmpty())
        stage.name.display = titleFromId(name.id);
    // Behind the last one that has begun: planned stages that have not stay below.
    const auto begun = std::find_if(stages.rbegin(), stages.rend(),
                                    [](const Stage &other) { return other.status != StageStatus::Pending; });
    const std::ptrdiff_t index = begun == stages.rend() ? std::ssize(stages) : begun.base() - stages.begin();
    stages.insert(stages.begin() + index, stage);
    return int(index);
}

void RunFold::enterStage(const StageName &name, Timestamp time, std::optional<double> progress)
{
    if (name.id.isEmpty())
        return;
    const int index = findStage(name);
    if (index != m_run.m_current) {
        leaveStage(StageStatus::Completed, time);
        Stage &entered = m_run.m_stages[size_t(index)];
        entered.startedAt = time;
        entered.endedAt.reset();
        entered.progress.reset();
        entered.lastProgress.reset();
        entered.status = StageStatus::Running;
        entered.message.clear();
        if (progress)
            entered.startProgress = progress;
        m_run.m_current = index;
        m_run.m_eta.reset(); // it was about the stage before, or is said again
    }
    Stage &stage = m_run.m_stages[size_t(index)];
    if (!name.display.isEmpty())
        stage.name.display = name.display;
    if (progress)
        takeProgress(*progress);
    else
        updateBars(false);
}

void RunFold::leaveStage(StageStatus status, Timestamp time)
{
    if (m_run.m_current < 0)
        return;
    Stage &stage = m_run.m_stages[size_t(m_run.m_current)];
    stage.status = status;
    stage.endedAt = std::max(time, stage.startedAt.value_or(time));
    if (status == StageStatus::Completed)
        stage.progress = 1.0;
}

/// A number of the server about the current stage.
void RunFold::takeProgress(double fraction)
{
    const QString id = m_run.m_current >= 0 ? m_run.m_stages[size_t(m_run.m_current)].name.id : QString();
    const bool scopeChanged = m_run.m_scope.observe(id, fraction);
    if (m_run.m_current >= 0)
        m_run.m_stages[size_t(m_run.m_current)].lastProgress = fraction;
    updateBars(scopeChanged);
    updateWhole(fraction, scopeChanged);
}

void RunFold::updateBars(bool mayFall)
{
    for (size_t i = 0; i < m_run.m_stages.size(); ++i) {
        Stage &stage = m_run.m_stages[i];
        if (stage.status == StageStatus::Completed) {
            stage.progress = 1.0;
        } else if (stage.status == StageStatus::Running) {
            const std::optional<double> now = barOf(i);
            // A bar that ran backwards would make people doubt all the others; it waits until the server has caught up.
            stage.progress = mayFall || !stage.progress || !now ? now : std::max(*stage.progress, *now);
        }
    }
}

/// A running stage's own bar, where it can be known.
std::optional<double> RunFold::barOf(size_t index) const
{
    const Stage &stage = m_run.m_stages[index];
    if (!stage.lastProgress)
        return {};
    if (m_run.m_scope.scope() == ProgressScope::Stage)
        return stage.lastProgress;
    if (!stage.startProgress || index + 1 >= m_run.m_stages.size())
        return {};
    const std::optional<double> next = m_run.m_stages[index + 1].startProgress;
    if (!next || *next <= *stage.startProgress)
        return {};
    return std::clamp((*stage.lastProgress - *stage.startProgress) / (*next - *stage.startProgress), 0.0, 1.0);
}

void RunFold::updateWhole(double fraction, bool mayFall)
{
    std::optional<double> whole = fraction;
    if (m_run.m_scope.scope() == ProgressScope::Stage) {
        // Without a plan nobody knows how many stages are to come.
        const auto done = std::count_if(m_run.m_stages.begin(), m_run.m_stages.end(),
                                        [](const Stage &stage) { return stage.status == StageStatus::Completed; });
        const bool planned = std::any_of(m_run.m_stages.begin(), m_run.m_stages.end(), [](const Stage &stage) {
            return stage.status == StageStatus::Pending || stage.usualSeconds;
        });
        whole = planned || m_run.m_scope.isDeclared()
            ? std::optional((double(done) + fraction) / double(m_run.m_stages.size()))
            : std::nullopt;
    }
    m_run.m_progress = mayFall || !whole || !m_run.m_progress ? whole : std::max(*m_run.m_progress, *whole);
}

} // namespace stagewatch::model
