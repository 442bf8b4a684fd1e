// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

#include <QHash>
#include <memory>

namespace stagewatch::model {

/// All runs of one project's stream, told apart: a new run_id, or the next event of a story after a terminal one,
/// starts a new run; so does a stream that was started anew (a gap with reason "restarted"). A pure fold like Run; the
/// indices of runs never change.
class RunBook
{
public:
    static constexpr int maxRuns = 10'000; ///< later ones are folded into the last: only a hostile server has as many

    explicit RunBook(QString projectId = {})
        : m_projectId(std::move(projectId))
    {
    }

    /// What the stages of the next run are expected to be.
    void setPlan(std::vector<PlannedStage> plan);
    /// Completes the event from what is known (see Run::complete) and folds it in. Returns the index of the run that it
    /// belongs to, or -1 for one that belongs to none: events of the connection (but for an acknowledged cancel, which
    /// changes the current run) and what comes before the first run.
    int apply(protocol::Event &event);
    /// The same for log events; they belong to a run always.
    int apply(protocol::LogSpan &logs);

    [[nodiscard]] int size() const { return int(m_runs.size()); }
    [[nodiscard]] const Run &run(int index) const { return *m_runs[size_t(index)]; }
    /// The newest run, or null before the first.
    [[nodiscard]] const Run *current() const { return m_runs.empty() ? nullptr : m_runs.back().get(); }
    /// The stages of the next run: as given or as `connected` names them, with starts and durations learned from
    /// completed runs.
    [[nodiscard]] const std::vector<PlannedStage> &plan() const { return m_plan; }

private:
    [[nodiscard]] int currentIndex() const { return size() - 1; }
    [[nodiscard]] int runOf(const protocol::Event &event);
    [[nodiscard]] int runOfId(const QString &runId, const protocol::Event &event);
    [[nodiscard]] bool startsNewRun(const protocol::Event &event) const;
    template <typename T> void applyTo(int index, T &events); ///< an event, or log events
    int addRun();
    void greet(const protocol::Event &event);
    void learnFrom(const Run &run);
    QString m_projectId;
    std::vector<PlannedStage> m_plan;
    std::vector<std::unique_ptr<Run>> m_runs;
    QHash<QString, int> m_byId;
    protocol::Connected m_greeting; ///< what the newest `connected` said, for the runs to come
    bool m_planIsDeclared = false; ///< by the server, so that completed runs do not shorten it
    bool m_restarted = false;
};

} // namespace stagewatch::model
