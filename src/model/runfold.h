// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::model {

/// What the ids begin with that Stagewatch gives to approvals of servers that give none.
inline constexpr QLatin1StringView derivedApprovalPrefix("sw-");

/// The rules by which one event changes a Run. Made for one call of Run::apply(); events in runfold.cpp and
/// runfoldapprovals.cpp, stages and progress in runstages.cpp, snapshots in runsnapshot.cpp.
class RunFold
{
public:
    RunFold(Run &run, const protocol::Event &event)
        : m_run(run)
        , m_event(event)
    {
    }
    void fold();
    /// The event is the first of these.
    void fold(const protocol::LogSpan &logs);

    // One overload a payload that a run knows; everything else is only counted.
    void operator()(const protocol::StageTransition &transition);
    void operator()(const protocol::ProgressUpdate &update);
    void operator()(const protocol::Log &log);
    void operator()(const protocol::Decision &decision);
    void operator()(const protocol::ApprovalRequired &request);
    void operator()(const protocol::ApprovalResolved &resolution);
    void operator()(const protocol::PipelineCompleted &completed);
    void operator()(const protocol::PipelineFailed &failed);
    void operator()(const protocol::PipelineCancelled &cancelled);
    void operator()(const protocol::ErrorEvent &error);
    void operator()(const protocol::CancelRequested &request);
    void operator()(const protocol::Gap &gap);
    void operator()(const protocol::Snapshot &snapshot);
    template <typename T> void operator()(const T &) { }

    void plan(const std::vector<PlannedStage> &stages);

private:
    // Events
    void greet(const protocol::Connected &connected);
    void begin();
    void touch(protocol::Timestamp time);
    void settle();
    void end(protocol::RunStatus status, bool provisional, const protocol::StageName &stage = {});
    void finish(protocol::RunStatus status, bool provisional, const protocol::StageName &stage,
                protocol::Timestamp time);
    void finishStages(protocol::RunStatus status, const protocol::StageName &stage);
    void addLog(const protocol::LogEntry &entry);
    void addMetrics(const protocol::JsonValue &value, const QString &prefix, int depth);
    void addPoint(const QString &name, double value);
    [[nodiscard]] int approvalIndex(QStringView id) const;
    void addApproval(const protocol::ApprovalEntry &entry);
    void passApprovals(bool intoAnotherStage);
    void pass(protocol::ApprovalEntry &entry, protocol::Timestamp time) const;

    // Stages
    [[nodiscard]] int stageIndex(QStringView id) const;
    int addStage(const protocol::StageName &name, int position = -1);
    void rename(Stage &stage, const protocol::StageName &name) const;
    int enter(const protocol::StageName &name, bool byTransition);
    void leave(Stage &stage, protocol::StageStatus status, std::optional<protocol::Timestamp> time) const;
    void observe(int index, const protocol::Progress &progress, bool entered);
    [[nodiscard]] std::optional<double> bar(int index) const;
    [[nodiscard]] std::optional<double> nextStart(int index, double start) const;
    [[nodiscard]] std::optional<double> whole() const;
    void updateWhole(bool mayFall);
    void redraw();

    // Snapshots
    void merge(const protocol::Snapshot &snapshot);
    void mergeStages(const protocol::Snapshot &snapshot);
    void mergeStage(Stage &stage, const protocol::StageState &state) const;
    void mergeCurrent(const protocol::Snapshot &snapshot);
    void mergeProgress(const protocol::Snapshot &snapshot);
    void mergeLogs(const protocol::Snapshot &snapshot);
    void mergeDecisions(const protocol::Snapshot &snapshot);
    void mergeApprovals(const protocol::Snapshot &snapshot);
    void mergeStatus(const protocol::Snapshot &snapshot, protocol::Timestamp time);

    Run &m_run;
    const protocol::Event &m_event;
};

} // namespace stagewatch::model
