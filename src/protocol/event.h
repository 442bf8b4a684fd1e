// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"
#include "protocol/timestamp.h"

#include <QStringList>
#include <optional>
#include <variant>
#include <vector>

/// The events of a stream as plain values: the nine of the guide, its two answers, and those that PROTOCOL adds.
/// Every struct is comparable and copyable; optional means that the server did not say and nothing could be derived.
namespace stagewatch::protocol {

enum class LogLevel : quint8 { Trace, Debug, Info, Warning, Error, Critical };
enum class ProgressScope : quint8 { Unknown, Pipeline, Stage };
enum class RunStatus : quint8 { Pending, Running, WaitingForApproval, Cancelling, Completed, Failed, Cancelled };
enum class StageStatus : quint8 { Pending, Running, Completed, Failed, Cancelled };
enum class ApprovalDecision : quint8 { Approved, Rejected };
/// Passed: no server says it; the run went on, so the approval no longer waits, and nobody told who decided.
enum class ResolutionSource : quint8 { User, Timeout, Policy, Passed };
enum class TimeoutAction : quint8 { Unspecified, Approve, Reject, Fail };

/// A share of work. `fraction` lies in 0..1 and is for bars; `raw` is the number as it came, in fractions, unclamped.
struct Progress
{
    double fraction = 0;
    double raw = 0;
    bool operator==(const Progress &) const = default;
};

struct StageName
{
    QString id; ///< as on the wire, e.g. model_selection; never from a closed list
    QString display; ///< as sent, or derived: underscores to spaces, title case
    bool operator==(const StageName &) const = default;
};

struct Connected
{
    QString message;
    QString protocol; ///< "stagewatch/1" from our server; empty from any other
    QStringList capabilities;
    std::optional<qint64> firstSequence;
    std::optional<qint64> lastSequence;
    ProgressScope progressScope = ProgressScope::Unknown;
    std::vector<StageName> stages;
    bool operator==(const Connected &) const = default;
};

struct StageTransition
{
    StageName stage;
    std::optional<Progress> progress;
    QString message;
    bool operator==(const StageTransition &) const = default;
};

struct ProgressUpdate
{
    StageName stage; ///< empty id: the current stage
    std::optional<Progress> progress;
    QString message;
    std::optional<double> estimatedTimeRemaining; ///< seconds, never negative
    QString estimatedTimeDisplay;
    JsonValue metrics; ///< an object of numbers, if the server sends `metrics` in data: the loss of this epoch, say
    bool operator==(const ProgressUpdate &) const = default;
};

struct Log
{
    LogLevel level = LogLevel::Info;
    QString message;
    StageName stage; ///< empty id: the current stage
    bool operator==(const Log &) const = default;
};

struct Decision
{
    StageName stage;
    QString decisionType;
    QString decision;
    QString reasoning;
    std::optional<double> confidence; ///< 0..1
    JsonValue metadata;
    bool operator==(const Decision &) const = default;
};

struct ApprovalRequired
{
    QString approvalId; ///< empty: the server named none; Run derives one (PROTOCOL section 3)
    QString approvalType;
    QString title;
    QString message;
    StageName stage;
    JsonValue proposal; ///< approval_data, or every other field of data
    std::optional<Timestamp> expiresAt;
    TimeoutAction onTimeout = TimeoutAction::Unspecified;
    QStringList options;
    JsonValue editableSchema;
    bool operator==(const ApprovalRequired &) const = default;
};

struct ApprovalResolved
{
    QString approvalId;
    ApprovalDecision decision = ApprovalDecision::Rejected;
    JsonValue approvalData;
    QString comment;
    QString responder;
    std::optional<Timestamp> resolvedAt;
    ResolutionSource source = ResolutionSource::User;
    bool operator==(const ApprovalResolved &) const = default;
};

/// The answer to one connection's approval_response; no event of the stream.
struct ApprovalAcknowledged
{
    QString approvalId;
    bool accepted = false;
    QString requestId;
    std::optional<ApprovalResolved> resolution; ///< the one that stands
    bool operator==(const ApprovalAcknowledged &) const = default;
};

struct PipelineCompleted
{
    QString message;
    JsonValue result;
    bool operator==(const PipelineCompleted &) const = default;
};

struct PipelineFailed
{
    QString error;
    QString message;
    StageName stage;
    bool operator==(const PipelineFailed &) const = default;
};

struct PipelineCancelled
{
    QString reason;
    QString requester;
    QString message;
    bool operator==(const PipelineCancelled &) const = default;
};

struct ErrorEvent
{
    QString error;
    QString details;
    bool recoverable = true; ///< true also where the server does not say: nothing latches on a guess
    bool operator==(const ErrorEvent &) const = default;
};

struct CancelAcknowledged
{
    QString message;
    QString requestId;
    std::optional<bool> delivered; ///< whether a pipeline process is attached to hear it
    bool operator==(const CancelAcknowledged &) const = default;
};

/// Our server's word to a publisher that somebody asked to cancel.
struct CancelRequested
{
    QString reason;
    QString requester;
    bool force = false;
    bool operator==(const CancelRequested &) const = default;
};

struct Pong
{
    std::optional<qint64> lastSequence;
    bool operator==(const Pong &) const = default;
};

struct ServerPing
{
    bool operator==(const ServerPing &) const = default;
};

/// What is missing from a stream. From the server: history that is gone. Made by the client (source "client"): the time
/// between two connections whose events could not be recovered; `from` and `to` are then set.
struct Gap
{
    std::optional<qint64> requestedSince;
    std::optional<qint64> firstSequence;
    QString reason; ///< trimmed, restarted; from the client: disconnected
    std::optional<Timestamp> from;
    std::optional<Timestamp> to;
    bool operator==(const Gap &) const = default;
};

/// A stage inside a snapshot.
struct StageState
{
    StageName stage;
    StageStatus status = StageStatus::Pending;
    std::optional<double> progress; ///< the stage's own bar, 0..1; nothing where it is not known
    std::optional<Timestamp> startedAt;
    std::optional<Timestamp> endedAt;
    bool operator==(const StageState &) const = default;
};

struct LogEntry
{
    Timestamp time;
    Log log;
    bool operator==(const LogEntry &) const = default;
};

struct DecisionEntry
{
    Timestamp time;
    Decision decision;
    bool operator==(const DecisionEntry &) const = default;
};

struct ApprovalEntry
{
    Timestamp askedAt;
    ApprovalRequired request;
    std::optional<ApprovalResolved> resolution; ///< nothing while it waits
    bool operator==(const ApprovalEntry &) const = default;
};

/// The `state` of PROTOCOL section 3 (also initial_state and current_state): a whole run at one instant.
struct Snapshot
{
    QString runId;
    RunStatus status = RunStatus::Pending;
    StageName stage;
    std::optional<Progress> progress;
    ProgressScope progressScope = ProgressScope::Unknown;
    std::vector<StageState> stages;
    std::vector<LogEntry> logs; ///< the last 200 at most
    std::vector<DecisionEntry> decisions;
    std::vector<ApprovalEntry> pendingApprovals;
    bool listsApprovals = true; ///< false: the server says nothing of approvals, so those that waited still may
    QString error;
    JsonValue result;
    std::optional<Timestamp> startedAt;
    std::optional<Timestamp> updatedAt;
    std::optional<double> estimatedTimeRemaining; ///< seconds
    bool operator==(const Snapshot &) const = default;
};

/// An event_type that Stagewatch does not know: kept and shown as it came.
struct UnknownEvent
{
    bool operator==(const UnknownEvent &) const = default;
};

using Payload =
    std::variant<UnknownEvent, Connected, StageTransition, ProgressUpdate, Log, Decision, ApprovalRequired,
                 ApprovalResolved, ApprovalAcknowledged, PipelineCompleted, PipelineFailed, PipelineCancelled,
                 ErrorEvent, CancelAcknowledged, CancelRequested, Pong, ServerPing, Gap, Snapshot>;

/// One message of a server, decoded. The bytes it came in live in the journal and not here.
struct Event
{
    QString eventType; ///< as on the wire
    QString projectId;
    Timestamp time{};
    bool timeIsReceipt = false; ///< the server sent no usable timestamp; `time` is when the event arrived
    std::optional<qint64> sequence;
    QString streamId;
    QString runId;
    bool replayed = false;
    Payload payload;

    template <typename T> [[nodiscard]] const T *as() const { return std::get_if<T>(&payload); }
    template <typename T> [[nodiscard]] T *as() { return std::get_if<T>(&payload); }
    bool operator==(const Event &) const = default;
};

/// True for what belongs to one connection and is no part of a run's story: connected, pong, ping, acknowledgements.
[[nodiscard]] bool isConnectionEvent(const Event &event);
/// True for completed, failed and cancelled, in any of the ways that servers say them (PROTOCOL section 1).
[[nodiscard]] bool isTerminal(const Event &event);
[[nodiscard]] bool isTerminal(RunStatus status);

/// "model_selection" → "Model Selection".
[[nodiscard]] QString titleFromId(QStringView id);
/// The name on the wire ("waiting_for_approval", "pipeline", "warning", …) and back; unknown names give the fallback.
[[nodiscard]] QString wireName(LogLevel level);
[[nodiscard]] QString wireName(RunStatus status);
[[nodiscard]] QString wireName(StageStatus status);
[[nodiscard]] QString wireName(ProgressScope scope);
[[nodiscard]] QString wireName(ApprovalDecision decision);
[[nodiscard]] QString wireName(ResolutionSource source);
[[nodiscard]] QString wireName(TimeoutAction action);
/// The nearest of the six levels: warn, fatal, notice, numbers of Python's logging, any case.
[[nodiscard]] LogLevel logLevelFromWire(QStringView name, LogLevel fallback = LogLevel::Info);
[[nodiscard]] std::optional<RunStatus> runStatusFromWire(QStringView name);
[[nodiscard]] std::optional<StageStatus> stageStatusFromWire(QStringView name);

} // namespace stagewatch::protocol
