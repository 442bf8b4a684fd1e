// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::model {

/// How an event changes a Run: one function a payload. Made for one call and thrown away; Run::apply() is the door.
class RunFold
{
public:
    static constexpr size_t keptStages = 1'000;
    static constexpr size_t keptDecisions = 10'000;
    static constexpr size_t keptApprovals = 10'000;
    static constexpr size_t keptErrors = 1'000;

    explicit RunFold(Run &run)
        : m_run(run)
    {
    }

    void plan(const std::vector<PlannedStage> &plan);
    void apply(const protocol::Event &event);

private:
    void on(const protocol::Event &event, const protocol::StageTransition &transition);
    void on(const protocol::Event &event, const protocol::ProgressUpdate &update);
    void on(const protocol::Event &event, const protocol::Log &log);
    void on(const protocol::Event &event, const protocol::Decision &decision);
    void on(const protocol::Event &event, const protocol::ApprovalRequired &approval);
    void on(const protocol::Event &event, const protocol::ApprovalResolved &resolved);
    void on(const protocol::Event &event, const protocol::PipelineCompleted &completed);
    void on(const protocol::Event &event, const protocol::PipelineFailed &failed);
    void on(const protocol::Event &event, const protocol::PipelineCancelled &cancelled);
    void on(const protocol::Event &event, const protocol::ErrorEvent &error);
    void on(const protocol::Event &event, const protocol::Gap &gap);
    void on(const protocol::Event &event, const protocol::Snapshot &snapshot);
    void on(const protocol::Event &event, const protocol::UnknownEvent &) { touch(event); }
    void on(const protocol::Event &event, const protocol::CancelAcknowledged &);
    void on(const protocol::Event &event, const protocol::CancelRequested &);
    void on(const protocol::Event &event, const protocol::Connected &connected);
    template <typename T> void on(const protocol::Event &, const T &) { }

    void touch(const protocol::Event &event);
    void cancelling();
    void end(protocol::RunStatus status, protocol::Timestamp time);
    void runGoesOn(protocol::Timestamp time);
    void adoptStages(const protocol::Snapshot &snapshot);
    void adoptLists(const protocol::Snapshot &snapshot);
    void addMetrics(protocol::Timestamp time, const QString &prefix, const protocol::JsonValue &metrics);

    [[nodiscard]] int findStage(const protocol::StageName &name);
    void enterStage(const protocol::StageName &name, protocol::Timestamp time, std::optional<double> progress);
    void leaveStage(protocol::StageStatus status, protocol::Timestamp time);
    void takeProgress(double fraction);
    void updateBars(bool mayFall);
    [[nodiscard]] std::optional<double> barOf(size_t index) const;
    void updateWhole(double fraction, bool mayFall);

    Run &m_run;
};

} // namespace stagewatch::model
