// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/progressscope.h"
#include "protocol/event.h"
#include "protocol/logspan.h"

#include <deque>

namespace stagewatch::model {

/// A stage of a run as it is drawn.
struct Stage
{
    protocol::StageName name;
    protocol::StageStatus status = protocol::StageStatus::Pending;
    std::optional<double> progress; ///< its own bar, 0..1; nothing: busy, or not known
    std::optional<double> startProgress; ///< the number that the server gave at its start, 0..1
    std::optional<double> lastProgress; ///< the last number that the server gave in it, 0..1
    std::optional<double> peakProgress; ///< the largest of them: what the bars are drawn from
    std::optional<double> plannedStart; ///< whole progress at which it is expected to begin, 0..1
    bool fellBack = false; ///< the server's number fell inside the stage; the bar holds its maximum
    std::optional<protocol::Timestamp> startedAt;
    std::optional<protocol::Timestamp> endedAt;
    QString message; ///< the last progress message
    std::optional<double> usualSeconds; ///< from the project's last completed run
    bool operator==(const Stage &) const = default;
};

/// What is known of a project's stages before they come: from `connected`, or from the last run.
struct PlannedStage
{
    protocol::StageName name;
    std::optional<double> startProgress; ///< whole progress at which it begins
    std::optional<double> usualSeconds;
    bool operator==(const PlannedStage &) const = default;
};

/// The values of one metric over a run, in the order they came; a value that is not finite is kept as such.
struct MetricSeries
{
    static constexpr size_t keptPoints = 100'000;
    static constexpr size_t keptSeries = 200; ///< of one run
    QString name;
    std::vector<std::pair<protocol::Timestamp, double>> points; ///< the newest keptPoints
    bool operator==(const MetricSeries &) const; ///< NaN equals NaN
};

/// How the run ends with this event, if it does, in any of the ways that servers say it.
[[nodiscard]] std::optional<protocol::RunStatus> endOf(const protocol::Event &event);

/// One run of a pipeline, folded from its events: the same events in, the same state out. A plain value without clock,
/// thread or I/O. The window, `watch`, the server's snapshots and the tests all use this class; apply() is the only
/// place where an event changes state.
class Run
{
public:
    static constexpr int keptLogs = 200;
    static constexpr int keptErrors = 1'000; ///< also of gaps
    static constexpr int keptDecisions = 10'000; ///< also of approvals
    static constexpr int maxStages = 1'000; ///< all further ones share a last stage, "…"

    Run() = default;
    explicit Run(QString projectId)
        : m_projectId(std::move(projectId))
    {
    }

    /// Stages that are expected, in order. Those not yet seen are shown as coming.
    void setPlan(const std::vector<PlannedStage> &plan);
    /// Fills what the event leaves out and the run knows: the stage of a log, an approval's id (PROTOCOL sections 1 and
    /// 3).
    void complete(protocol::Event &event) const;
    void complete(protocol::LogSpan &logs) const;
    /// Folds one event in. Events of a connection (pong, …) leave the run as it is, but for what `connected` says of
    /// scope and stages and for an acknowledged cancel. A run that ended stays ended; a retry under the same run_id
    /// does not open it again.
    void apply(const protocol::Event &event);
    /// The same as each of the log events by itself.
    void apply(const protocol::LogSpan &logs);
    /// The whole state, as the `state` event carries it.
    [[nodiscard]] protocol::Snapshot snapshot() const;

    [[nodiscard]] const QString &projectId() const { return m_projectId; }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] protocol::RunStatus status() const { return m_status; }
    [[nodiscard]] bool isEnded() const { return protocol::isTerminal(m_status); }
    /// True until the first event of the run's story came.
    [[nodiscard]] bool isEmpty() const { return !m_startedAt; }
    [[nodiscard]] const std::vector<Stage> &stages() const { return m_stages; }
    /// The current stage, or null before the first and after the end of a run that completed.
    [[nodiscard]] const Stage *currentStage() const;
    /// The whole run's progress, 0..1; nothing before the first number. It runs backwards only on a transition, a
    /// change of scope or a snapshot. Under scope `stage` it is (completed stages + the current one's bar) / all
    /// stages, and nothing where nobody named the stages to come.
    [[nodiscard]] std::optional<double> progress() const { return m_progress; }
    [[nodiscard]] protocol::ProgressScope progressScope() const { return m_scope.scope(); }
    /// Seconds, as of updatedAt().
    [[nodiscard]] std::optional<double> estimatedTimeRemaining() const;
    [[nodiscard]] const std::deque<protocol::LogEntry> &logs() const { return m_logs; } ///< the last keptLogs
    [[nodiscard]] qint64 logCount() const { return m_logCount; }
    [[nodiscard]] const std::vector<protocol::DecisionEntry> &decisions() const { return m_decisions; }
    [[nodiscard]] const std::vector<protocol::ApprovalEntry> &approvals() const
    {
        return m_approvals;
    } ///< all, also resolved ones
    [[nodiscard]] int pendingApprovalCount() const; ///< 0 once the run ended: nobody waits for an answer any more
    [[nodiscard]] const protocol::ApprovalEntry *findApproval(QStringView approvalId) const;
    [[nodiscard]] const std::vector<std::pair<protocol::Timestamp, protocol::ErrorEvent>> &errors() const
    {
        return m_errors;
    }
    [[nodiscard]] const std::vector<protocol::Gap> &gaps() const { return m_gaps; }
    [[nodiscard]] const std::vector<MetricSeries> &metrics() const { return m_metrics; } ///< by first appearance
    [[nodiscard]] const QString &error() const { return m_error; } ///< of a failed run
    [[nodiscard]] const QString &failedStage() const { return m_failedStage; }
    [[nodiscard]] const QString &message() const { return m_message; } ///< the last message of progress or end
    [[nodiscard]] const protocol::JsonValue &result() const { return m_result; }
    [[nodiscard]] const QString &cancelReason() const { return m_cancelReason; }
    [[nodiscard]] const QString &cancelRequester() const { return m_cancelRequester; }
    [[nodiscard]] std::optional<protocol::Timestamp> startedAt() const { return m_startedAt; }
    [[nodiscard]] std::optional<protocol::Timestamp> endedAt() const { return m_endedAt; }
    [[nodiscard]] std::optional<protocol::Timestamp> updatedAt() const { return m_updatedAt; }
    [[nodiscard]] qint64 eventCount() const { return m_eventCount; }
    [[nodiscard]] qint64 lastSequence() const { return m_lastSequence; }

    bool operator==(const Run &) const = default;

private:
    friend class RunFold;
    QString m_projectId;
    QString m_runId;
    protocol::RunStatus m_status = protocol::RunStatus::Pending;
    std::vector<Stage> m_stages;
    int m_current = -1;
    ProgressScopeDetector m_scope;
    std::optional<double> m_progress;
    std::optional<double> m_eta;
    std::optional<protocol::Timestamp> m_etaAt; ///< when m_eta was said
    std::deque<protocol::LogEntry> m_logs;
    qint64 m_logCount = 0;
    std::vector<protocol::DecisionEntry> m_decisions;
    std::vector<protocol::ApprovalEntry> m_approvals;
    std::vector<std::pair<protocol::Timestamp, protocol::ErrorEvent>> m_errors;
    std::vector<protocol::Gap> m_gaps;
    std::vector<MetricSeries> m_metrics;
    QString m_error;
    QString m_failedStage;
    QString m_message;
    protocol::JsonValue m_result;
    QString m_cancelReason;
    QString m_cancelRequester;
    std::optional<protocol::Timestamp> m_startedAt;
    std::optional<protocol::Timestamp> m_endedAt;
    std::optional<protocol::Timestamp> m_updatedAt;
    qint64 m_eventCount = 0;
    qint64 m_lastSequence = 0;
    int m_endStage = -1; ///< the stage in which the run ended
    bool m_planned = false; ///< the list of stages is known, not only those seen
    bool m_resolves = false; ///< the server says what became of an approval
    bool m_cancelling = false;
    bool m_waits = false; ///< a snapshot said that the run waits, not for which approval
    bool m_endIsProvisional = false; ///< said by a stage_transition; the terminal event has the last word
};

} // namespace stagewatch::model
