// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/event.h"

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

template <typename T> struct Name
{
    QLatin1StringView text;
    T value;
};

/// Servers' words for one thing; the first of each value is ours.
constexpr Name<LogLevel> levelNames[] = {
    { "trace"_L1, LogLevel::Trace },      { "debug"_L1, LogLevel::Debug },    { "info"_L1, LogLevel::Info },
    { "warning"_L1, LogLevel::Warning },  { "error"_L1, LogLevel::Error },    { "critical"_L1, LogLevel::Critical },
    { "warn"_L1, LogLevel::Warning },     { "fatal"_L1, LogLevel::Critical }, { "notice"_L1, LogLevel::Info },
    { "information"_L1, LogLevel::Info }, { "success"_L1, LogLevel::Info },   { "log"_L1, LogLevel::Info },
    { "verbose"_L1, LogLevel::Trace },    { "notset"_L1, LogLevel::Trace },   { "fine"_L1, LogLevel::Debug },
    { "err"_L1, LogLevel::Error },        { "severe"_L1, LogLevel::Error },   { "exception"_L1, LogLevel::Error },
    { "crit"_L1, LogLevel::Critical },    { "alert"_L1, LogLevel::Critical }, { "emergency"_L1, LogLevel::Critical },
    { "panic"_L1, LogLevel::Critical },   { "emerg"_L1, LogLevel::Critical },
};

constexpr Name<RunStatus> runStatusNames[] = {
    { "pending"_L1, RunStatus::Pending },
    { "running"_L1, RunStatus::Running },
    { "waiting_for_approval"_L1, RunStatus::WaitingForApproval },
    { "cancelling"_L1, RunStatus::Cancelling },
    { "completed"_L1, RunStatus::Completed },
    { "failed"_L1, RunStatus::Failed },
    { "cancelled"_L1, RunStatus::Cancelled },
    { "queued"_L1, RunStatus::Pending },
    { "created"_L1, RunStatus::Pending },
    { "idle"_L1, RunStatus::Pending },
    { "not_started"_L1, RunStatus::Pending },
    { "started"_L1, RunStatus::Running },
    { "in_progress"_L1, RunStatus::Running },
    { "active"_L1, RunStatus::Running },
    { "processing"_L1, RunStatus::Running },
    { "awaiting_approval"_L1, RunStatus::WaitingForApproval },
    { "approval_required"_L1, RunStatus::WaitingForApproval },
    { "waiting"_L1, RunStatus::WaitingForApproval },
    { "canceling"_L1, RunStatus::Cancelling },
    { "complete"_L1, RunStatus::Completed },
    { "success"_L1, RunStatus::Completed },
    { "succeeded"_L1, RunStatus::Completed },
    { "finished"_L1, RunStatus::Completed },
    { "done"_L1, RunStatus::Completed },
    { "failure"_L1, RunStatus::Failed },
    { "error"_L1, RunStatus::Failed },
    { "canceled"_L1, RunStatus::Cancelled },
    { "aborted"_L1, RunStatus::Cancelled },
};

constexpr Name<StageStatus> stageStatusNames[] = {
    { "pending"_L1, StageStatus::Pending },     { "running"_L1, StageStatus::Running },
    { "completed"_L1, StageStatus::Completed }, { "failed"_L1, StageStatus::Failed },
    { "cancelled"_L1, StageStatus::Cancelled }, { "queued"_L1, StageStatus::Pending },
    { "not_started"_L1, StageStatus::Pending }, { "started"_L1, StageStatus::Running },
    { "in_progress"_L1, StageStatus::Running }, { "active"_L1, StageStatus::Running },
    { "current"_L1, StageStatus::Running },     { "waiting_for_approval"_L1, StageStatus::Running },
    { "cancelling"_L1, StageStatus::Running },  { "complete"_L1, StageStatus::Completed },
    { "success"_L1, StageStatus::Completed },   { "succeeded"_L1, StageStatus::Completed },
    { "finished"_L1, StageStatus::Completed },  { "done"_L1, StageStatus::Completed },
    { "failure"_L1, StageStatus::Failed },      { "error"_L1, StageStatus::Failed },
    { "canceled"_L1, StageStatus::Cancelled },  { "aborted"_L1, StageStatus::Cancelled },
};

template <typename T, size_t Count> QString nameOf(const Name<T> (&names)[Count], T value)
{
    for (const Name<T> &name : names) {
        if (name.value == value)
            return name.text;
    }
    return {};
}

template <typename T, size_t Count> std::optional<T> valueOf(const Name<T> (&names)[Count], QStringView text)
{
    text = text.trimmed();
    for (const Name<T> &name : names) {
        if (text.compare(name.text, Qt::CaseInsensitive) == 0)
            return name.value;
    }
    return std::nullopt;
}

/// Python's logging numbers its levels in tens from 10 (debug) to 50 (critical).
LogLevel levelFromNumber(double number)
{
    if (number < 10)
        return LogLevel::Trace;
    if (number < 20)
        return LogLevel::Debug;
    if (number < 30)
        return LogLevel::Info;
    if (number < 40)
        return LogLevel::Warning;
    return number < 50 ? LogLevel::Error : LogLevel::Critical;
}

} // namespace

bool isConnectionEvent(const Event &event)
{
    return event.as<Connected>() || event.as<Pong>() || event.as<ServerPing>() || event.as<CancelAcknowledged>()
        || event.as<ApprovalAcknowledged>() || event.eventType == "published"_L1;
}

bool isTerminal(const Event &event)
{
    if (event.as<PipelineCompleted>() || event.as<PipelineFailed>() || event.as<PipelineCancelled>())
        return true;
    const auto *transition = event.as<StageTransition>();
    if (!transition)
        return false;
    const QString &id = transition->stage.id;
    const auto is = [&id](QLatin1StringView name) { return id.compare(name, Qt::CaseInsensitive) == 0; };
    return is("completed"_L1) || is("failed"_L1) || is("cancelled"_L1) || is("canceled"_L1);
}

bool isTerminal(RunStatus status)
{
    return status == RunStatus::Completed || status == RunStatus::Failed || status == RunStatus::Cancelled;
}

QString titleFromId(QStringView id)
{
    QString title;
    title.reserve(id.size());
    bool startOfWord = true;
    for (const QChar c : id) {
        if (c == u'_' || c.isSpace()) {
            if (!startOfWord)
                title.append(u' ');
            startOfWord = true;
        } else {
            title.append(startOfWord ? c.toUpper() : c);
            startOfWord = false;
        }
    }
    while (title.endsWith(u' '))
        title.chop(1);
    return title;
}

QString wireName(LogLevel level)
{
    return nameOf(levelNames, level);
}

QString wireName(RunStatus status)
{
    return nameOf(runStatusNames, status);
}

QString wireName(StageStatus status)
{
    return nameOf(stageStatusNames, status);
}

QString wireName(ProgressScope scope)
{
    switch (scope) {
    case ProgressScope::Pipeline:
        return u"pipeline"_s;
    case ProgressScope::Stage:
        return u"stage"_s;
    case ProgressScope::Unknown:
        break;
    }
    return {};
}

QString wireName(ApprovalDecision decision)
{
    return decision == ApprovalDecision::Approved ? u"approved"_s : u"rejected"_s;
}

QString wireName(ResolutionSource source)
{
    switch (source) {
    case ResolutionSource::Timeout:
        return u"timeout"_s;
    case ResolutionSource::Policy:
        return u"policy"_s;
    case ResolutionSource::Passed:
        return u"unknown"_s;
    case ResolutionSource::User:
        break;
    }
    return u"user"_s;
}

QString wireName(TimeoutAction action)
{
    switch (action) {
    case TimeoutAction::Approve:
        return u"approve"_s;
    case TimeoutAction::Reject:
        return u"reject"_s;
    case TimeoutAction::Fail:
        return u"fail"_s;
    case TimeoutAction::Unspecified:
        break;
    }
    return {};
}

LogLevel logLevelFromWire(QStringView name, LogLevel fallback)
{
    if (const auto level = valueOf(levelNames, name))
        return *level;
    bool isNumber = false;
    const double number = name.trimmed().toDouble(&isNumber);
    return isNumber ? levelFromNumber(number) : fallback;
}

std::optional<RunStatus> runStatusFromWire(QStringView name)
{
    return valueOf(runStatusNames, name);
}

std::optional<StageStatus> stageStatusFromWire(QStringView name)
{
    return valueOf(stageStatusNames, name);
}

} // namespace stagewatch::protocol
