// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

#include <memory>

namespace stagewatch::model {

/// All runs of one project's stream, told apart: a new run_id, or the next event of a story after a terminal one,
/// starts a new run; so does a stream that was started anew (a gap with reason "restarted"). A pure fold like Run; the
/// indices of runs never change.
class RunBook
{
public:
    explicit RunBook(QString projectId = {})
        : m_projectId(std::move(projectId))
    {
    }

    /// What the stages of the next run are expected to be.
    void setPlan(std::vector<PlannedStage> plan);
    /// Completes the event from what is known (see Run::complete) and folds it in. Returns the index of the run that it
    /// belongs to, or -1 for an event of the connection, which belongs to none.
    int apply(protocol::Event &event);

    [[nodiscard]] int size() const { return int(m_runs.size()); }
    [[nodiscard]] const Run &run(int index) const { return *m_runs[size_t(index)]; }
    /// The newest run, or null before the first.
    [[nodiscard]] const Run *current() const { return m_runs.empty() ? nullptr : m_runs.back().get(); }
    [[nodiscard]] const std::vector<PlannedStage> &plan() const { return m_plan; }

private:
    [[nodiscard]] bool startsNewRun(const protocol::Event &event) const;
    void takePlan(const protocol::Connected &connected);
    QString m_projectId;
    protocol::ProgressScope m_scope = protocol::ProgressScope::Unknown;
    std::vector<PlannedStage> m_plan;
    std::vector<std::unique_ptr<Run>> m_runs;
    bool m_restarted = false;
};

} // namespace stagewatch::model
