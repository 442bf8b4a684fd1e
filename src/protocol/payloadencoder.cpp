// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/derive.h"
#include "protocol/encoder.h"

#include <algorithm>
#include <cmath>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

/// Collects the members of one object; what is empty stays out.
class Members
{
public:
    void put(const QString &name, JsonValue value) { m_members.emplace_back(name, std::move(value)); }
    void putText(const QString &name, const QString &text)
    {
        if (!text.isEmpty())
            put(name, JsonValue::string(text));
    }
    void putValue(const QString &name, const JsonValue &value)
    {
        if (!value.isNull())
            put(name, value);
    }
    void putCount(const QString &name, const std::optional<qint64> &count)
    {
        if (count)
            put(name, JsonValue::number(*count));
    }
    void putTime(const QString &name, const std::optional<Timestamp> &time)
    {
        if (time)
            put(name, JsonValue::string(formatTimestamp(*time)));
    }
    void putTexts(const QString &name, const QStringList &texts)
    {
        if (texts.isEmpty())
            return;
        std::vector<JsonValue> items;
        for (const QString &text : texts)
            items.push_back(JsonValue::string(text));
        put(name, JsonValue::array(std::move(items)));
    }
    void putStage(const StageName &stage)
    {
        putText(u"stage"_s, stage.id);
        putText(u"stage_display"_s, stage.display.isEmpty() ? titleFromId(stage.id) : stage.display);
    }
    void putShare(const QString &name, const std::optional<double> &share)
    {
        if (!share)
            return;
        put(name, JsonValue::number(*share));
        put(name + u"_percentage"_s, JsonValue::number(toPercentage(*share)));
    }
    void putProgress(const std::optional<Progress> &progress)
    {
        if (progress)
            putShare(u"progress"_s, progress->raw);
    }
    void putSeconds(const QString &name, const std::optional<double> &seconds)
    {
        constexpr double wholeLimit = 1e15;
        if (!seconds)
            return;
        const bool isWhole = std::trunc(*seconds) == *seconds && std::abs(*seconds) < wholeLimit;
        put(name, isWhole ? JsonValue::number(static_cast<qint64>(*seconds)) : JsonValue::number(*seconds));
    }

    [[nodiscard]] JsonValue take() { return JsonValue::object(std::move(m_members)); }

private:
    std::vector<JsonValue::Member> m_members;
};

void putApproval(Members &out, const ApprovalRequired &required)
{
    out.putText(u"approval_id"_s, required.approvalId);
    out.putText(u"approval_type"_s, required.approvalType);
    out.putText(u"title"_s, required.title);
    out.putText(u"message"_s, required.message);
    out.putStage(required.stage);
    out.putValue(u"approval_data"_s, required.proposal);
    out.putTime(u"expires_at"_s, required.expiresAt);
    out.putText(u"on_timeout"_s, wireName(required.onTimeout));
    out.putTexts(u"options"_s, required.options);
    out.putValue(u"editable_schema"_s, required.editableSchema);
}

void putResolution(Members &out, const ApprovalResolved &resolved)
{
    out.putText(u"approval_id"_s, resolved.approvalId);
    out.putText(u"decision"_s, wireName(resolved.decision));
    out.putValue(u"approval_data"_s, resolved.approvalData);
    out.putText(u"comment"_s, resolved.comment);
    out.putText(u"responder"_s, resolved.responder);
    out.putTime(u"resolved_at"_s, resolved.resolvedAt);
    out.putText(u"source"_s, wireName(resolved.source));
}

void putLog(Members &out, const Log &log)
{
    out.putText(u"level"_s, wireName(log.level));
    out.put(u"message"_s, JsonValue::string(log.message));
    out.putStage(log.stage);
}

void putDecision(Members &out, const Decision &decision)
{
    out.putStage(decision.stage);
    out.putText(u"decision_type"_s, decision.decisionType);
    out.putText(u"decision"_s, decision.decision);
    out.putText(u"reasoning"_s, decision.reasoning);
    out.putShare(u"confidence"_s, decision.confidence);
    out.putValue(u"metadata"_s, decision.metadata);
}

JsonValue stageStates(const std::vector<StageState> &stages)
{
    std::vector<JsonValue> items;
    items.reserve(stages.size());
    for (const StageState &stage : stages) {
        Members out;
        out.putStage(stage.stage);
        out.putText(u"status"_s, wireName(stage.status));
        out.put(u"progress"_s, stage.progress ? JsonValue::number(*stage.progress) : JsonValue());
        out.put(u"started_at"_s, stage.startedAt ? JsonValue::string(formatTimestamp(*stage.startedAt)) : JsonValue());
        out.put(u"ended_at"_s, stage.endedAt ? JsonValue::string(formatTimestamp(*stage.endedAt)) : JsonValue());
        items.push_back(out.take());
    }
    return JsonValue::array(std::move(items));
}

JsonValue logEntries(const std::vector<LogEntry> &logs)
{
    std::vector<JsonValue> items;
    items.reserve(logs.size());
    for (const LogEntry &entry : logs) {
        Members out;
        putLog(out, entry.log);
        out.putTime(u"timestamp"_s, entry.time);
        items.push_back(out.take());
    }
    return JsonValue::array(std::move(items));
}

JsonValue decisionEntries(const std::vector<DecisionEntry> &decisions)
{
    std::vector<JsonValue> items;
    items.reserve(decisions.size());
    for (const DecisionEntry &entry : decisions) {
        Members out;
        putDecision(out, entry.decision);
        out.putTime(u"timestamp"_s, entry.time);
        items.push_back(out.take());
    }
    return JsonValue::array(std::move(items));
}

JsonValue approvalEntries(const std::vector<ApprovalEntry> &approvals)
{
    std::vector<JsonValue> items;
    items.reserve(approvals.size());
    for (const ApprovalEntry &entry : approvals) {
        Members out;
        putApproval(out, entry.request);
        out.putTime(u"timestamp"_s, entry.askedAt);
        if (entry.resolution) {
            Members resolution;
            putResolution(resolution, *entry.resolution);
            out.put(u"resolution"_s, resolution.take());
        }
        items.push_back(out.take());
    }
    return JsonValue::array(std::move(items));
}

/// One overload a payload; each writes the members of `data` in the guide's order.
class PayloadWriter
{
public:
    Members out;

    void operator()(const UnknownEvent &) { }
    void operator()(const ServerPing &) { }
    void operator()(const Connected &connected)
    {
        out.putText(u"protocol"_s, connected.protocol);
        out.putTexts(u"capabilities"_s, connected.capabilities);
        out.putCount(u"first_sequence"_s, connected.firstSequence);
        out.putCount(u"last_sequence"_s, connected.lastSequence);
        out.putText(u"progress_scope"_s, wireName(connected.progressScope));
        std::vector<JsonValue> stages;
        for (const StageName &stage : connected.stages) {
            Members item;
            item.putStage(stage);
            stages.push_back(item.take());
        }
        if (!stages.empty())
            out.put(u"stages"_s, JsonValue::array(std::move(stages)));
    }
    void operator()(const StageTransition &transition)
    {
        out.putText(u"stage"_s, transition.stage.id);
        out.putProgress(transition.progress);
        putDisplay(transition.stage);
        out.putText(u"message"_s, transition.message);
    }
    void operator()(const ProgressUpdate &update)
    {
        out.putText(u"stage"_s, update.stage.id);
        out.putProgress(update.progress);
        putDisplay(update.stage);
        out.putText(u"message"_s, update.message);
        out.putSeconds(u"estimated_time_remaining"_s, update.estimatedTimeRemaining);
        const bool derive = update.estimatedTimeDisplay.isEmpty() && update.estimatedTimeRemaining;
        out.putText(u"estimated_time_display"_s,
                    derive ? estimatedTimeDisplay(*update.estimatedTimeRemaining) : update.estimatedTimeDisplay);
        out.putValue(u"metrics"_s, update.metrics);
    }
    void operator()(const Log &log) { putLog(out, log); }
    void operator()(const Decision &decision) { putDecision(out, decision); }
    void operator()(const ApprovalRequired &required) { putApproval(out, required); }
    void operator()(const ApprovalResolved &resolved) { putResolution(out, resolved); }
    void operator()(const ApprovalAcknowledged &acknowledged)
    {
        out.putText(u"approval_id"_s, acknowledged.approvalId);
        out.put(u"accepted"_s, JsonValue::boolean(acknowledged.accepted));
        out.putText(u"request_id"_s, acknowledged.requestId);
        if (acknowledged.resolution) {
            Members resolution;
            putResolution(resolution, *acknowledged.resolution);
            out.put(u"resolution"_s, resolution.take());
        }
    }
    void operator()(const PipelineCompleted &completed)
    {
        out.putText(u"status"_s, wireName(RunStatus::Completed));
        out.putText(u"message"_s, completed.message);
        out.putValue(u"result"_s, completed.result);
    }
    void operator()(const PipelineFailed &failed)
    {
        out.putText(u"status"_s, wireName(RunStatus::Failed));
        out.putText(u"error"_s, failed.error);
        out.putStage(failed.stage);
        out.putText(u"message"_s, failed.message.isEmpty() ? failureMessage(failed.stage) : failed.message);
    }
    void operator()(const PipelineCancelled &cancelled)
    {
        out.putText(u"status"_s, wireName(RunStatus::Cancelled));
        out.putText(u"reason"_s, cancelled.reason);
        out.putText(u"requester"_s, cancelled.requester);
        out.putText(u"message"_s, cancelled.message);
    }
    void operator()(const ErrorEvent &error)
    {
        out.putText(u"error"_s, error.error);
        out.putText(u"details"_s, error.details);
        out.put(u"recoverable"_s, JsonValue::boolean(error.recoverable));
    }
    void operator()(const CancelAcknowledged &acknowledged)
    {
        out.putText(u"message"_s, acknowledged.message);
        out.putText(u"request_id"_s, acknowledged.requestId);
        if (acknowledged.delivered)
            out.put(u"delivered"_s, JsonValue::boolean(*acknowledged.delivered));
    }
    void operator()(const CancelRequested &requested)
    {
        out.putText(u"reason"_s, requested.reason);
        out.putText(u"requester"_s, requested.requester);
        out.put(u"force"_s, JsonValue::boolean(requested.force));
    }
    void operator()(const Pong &pong) { out.putCount(u"last_sequence"_s, pong.lastSequence); }
    void operator()(const Gap &gap)
    {
        out.putCount(u"requested_since"_s, gap.requestedSince);
        out.putCount(u"first_sequence"_s, gap.firstSequence);
        out.putText(u"reason"_s, gap.reason);
        out.putTime(u"from"_s, gap.from);
        out.putTime(u"to"_s, gap.to);
    }
    void operator()(const Snapshot &snapshot);

private:
    void putDisplay(const StageName &stage)
    {
        out.putText(u"stage_display"_s, stage.display.isEmpty() ? titleFromId(stage.id) : stage.display);
    }
    void putNullable(const QString &name, const QString &text)
    {
        out.put(name, text.isEmpty() ? JsonValue() : JsonValue::string(text));
    }
    void putNullable(const QString &name, const std::optional<Timestamp> &time)
    {
        out.put(name, time ? JsonValue::string(formatTimestamp(*time)) : JsonValue());
    }
};

/// A snapshot names every field, so that a program that polls it finds the same shape each time.
void PayloadWriter::operator()(const Snapshot &snapshot)
{
    out.putText(u"run_id"_s, snapshot.runId);
    out.putText(u"status"_s, wireName(snapshot.status));
    putNullable(u"stage"_s, snapshot.stage.id);
    putNullable(u"stage_display"_s,
                snapshot.stage.display.isEmpty() ? titleFromId(snapshot.stage.id) : snapshot.stage.display);
    if (snapshot.progress) {
        out.putProgress(snapshot.progress);
    } else {
        out.put(u"progress"_s, {});
        out.put(u"progress_percentage"_s, {});
    }
    putNullable(u"progress_scope"_s, wireName(snapshot.progressScope));
    out.put(u"stages"_s, stageStates(snapshot.stages));
    out.put(u"logs"_s, logEntries(snapshot.logs));
    out.put(u"decisions"_s, decisionEntries(snapshot.decisions));
    out.put(u"pending_approvals"_s, approvalEntries(snapshot.pendingApprovals));
    putNullable(u"error"_s, snapshot.error);
    out.put(u"result"_s, snapshot.result);
    putNullable(u"started_at"_s, snapshot.startedAt);
    putNullable(u"updated_at"_s, snapshot.updatedAt);
    if (snapshot.estimatedTimeRemaining)
        out.putSeconds(u"estimated_time_remaining"_s, snapshot.estimatedTimeRemaining);
    else
        out.put(u"estimated_time_remaining"_s, {});
}

} // namespace

JsonValue encodePayload(const Payload &payload)
{
    PayloadWriter writer;
    std::visit(writer, payload);
    return writer.out.take();
}

QString estimatedTimeDisplay(double seconds)
{
    constexpr double longest = 1e12;
    const auto total = static_cast<qint64>(std::llround(std::min(std::max(seconds, 0.0), longest)));
    const qint64 minutes = total / 60 % 60;
    const qint64 hours = total / 3600;
    const qint64 rest = total % 60;
    const auto two = [](qint64 first, const QString &unit, qint64 second, const QString &smaller) {
        return second == 0 ? u"%1%2"_s.arg(first).arg(unit)
                           : u"%1%2 %3%4"_s.arg(first).arg(unit).arg(second).arg(smaller);
    };
    if (total < 60)
        return u"%1s"_s.arg(total);
    if (hours == 0)
        return two(minutes, u"m"_s, rest, u"s"_s);
    if (hours < 24)
        return two(hours, u"h"_s, minutes, u"m"_s);
    return two(hours / 24, u"d"_s, hours % 24, u"h"_s);
}

} // namespace stagewatch::protocol
