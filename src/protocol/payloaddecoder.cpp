// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/payloaddecoder.h"

#include "protocol/derive.h"
#include "protocol/encoder.h"

#include <QCoreApplication>
#include <algorithm>
#include <iterator>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::protocol)
};

template <size_t Count> bool isOneOf(QStringView name, const QLatin1StringView (&names)[Count])
{
    return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

/// Every other field of `data`, as an object; null where there is none.
JsonValue otherFields(const Fields &data, bool (*isKnown)(QStringView))
{
    std::vector<JsonValue::Member> others;
    for (const auto &member : data.object().members()) {
        if (!isKnown(member.first) && !isEnvelopeField(member.first))
            others.push_back(member);
    }
    return others.empty() ? JsonValue() : JsonValue::object(std::move(others));
}

Payload decodeConnected(const PayloadSource &source)
{
    Connected connected;
    connected.message = source.root.text(u"message");
    const Fields &data = source.data;
    if (connected.message.isEmpty())
        connected.message = data.text(u"message");
    connected.protocol = data.text(u"protocol");
    connected.capabilities = data.texts(u"capabilities");
    connected.firstSequence = data.count(u"first_sequence");
    connected.lastSequence = data.count(u"last_sequence");
    connected.progressScope = decodeProgressScope(data);
    connected.stages = decodeStageNames(data);
    return connected;
}

Payload decodeStageTransition(const PayloadSource &source)
{
    const Fields &data = source.data;
    return StageTransition{ data.stage(), data.progress(), data.text(u"message") };
}

Payload decodeProgressUpdate(const PayloadSource &source)
{
    const Fields &data = source.data;
    ProgressUpdate update;
    update.stage = data.stage();
    update.progress = data.progress();
    update.message = data.text(u"message");
    update.estimatedTimeRemaining = data.duration(u"estimated_time_remaining");
    update.estimatedTimeDisplay = data.text(u"estimated_time_display");
    if (update.estimatedTimeDisplay.isEmpty() && update.estimatedTimeRemaining)
        update.estimatedTimeDisplay = estimatedTimeDisplay(*update.estimatedTimeRemaining);
    update.metrics = data.value(u"metrics");
    return update;
}

Payload decodeCompleted(const PayloadSource &source)
{
    const Fields &data = source.data;
    PipelineCompleted completed{ data.text(u"message"), data.value(u"result") };
    if (completed.result.isNull())
        completed.result = otherFields(data, isCompletionField);
    return completed;
}

Payload decodeFailed(const PayloadSource &source)
{
    const Fields &data = source.data;
    PipelineFailed failed;
    failed.stage = data.stage();
    failed.error = data.text(u"error");
    failed.message = data.text(u"message");
    if (failed.message.isEmpty())
        failed.message = failureMessage(failed.stage);
    if (failed.error.isEmpty())
        failed.error = failed.message;
    return failed;
}

Payload decodeCancelled(const PayloadSource &source)
{
    const Fields &data = source.data;
    return PipelineCancelled{ data.text(u"reason"), data.text(u"requester"), data.text(u"message") };
}

Payload decodeError(const PayloadSource &source)
{
    const Fields &data = source.data;
    ErrorEvent error;
    error.error = data.text(u"error");
    error.details = data.text(u"details");
    // Servers that have no details often have a message instead.
    const QString message = data.text(u"message");
    if (error.error.isEmpty())
        error.error = message;
    else if (error.details.isEmpty() && message != error.error)
        error.details = message;
    error.recoverable = data.boolean(u"recoverable").value_or(true);
    return error;
}

Payload decodeAcknowledgement(const PayloadSource &source)
{
    const Fields &data = source.data;
    ApprovalAcknowledged acknowledged;
    acknowledged.approvalId = data.text(u"approval_id");
    acknowledged.accepted = data.boolean(u"accepted").value_or(false);
    acknowledged.requestId = data.text(u"request_id");
    const JsonValue *resolution = data.find(u"resolution");
    if (resolution && resolution->isObject()) {
        const Fields fields(*resolution, data.pathTo(u"resolution."), data.problems());
        acknowledged.resolution = decodeApprovalResolved(fields);
    } else if (resolution) {
        data.odd(u"resolution", Text::tr("is not an object; it was left out"));
    }
    return acknowledged;
}

Payload decodeCancelAcknowledged(const PayloadSource &source)
{
    const Fields &data = source.data;
    return CancelAcknowledged{ data.text(u"message"), data.text(u"request_id"), data.boolean(u"delivered") };
}

Payload decodeCancelRequested(const PayloadSource &source)
{
    const Fields &data = source.data;
    return CancelRequested{ data.text(u"reason"), data.text(u"requester"), data.boolean(u"force").value_or(false) };
}

Payload decodeGap(const PayloadSource &source)
{
    const Fields &data = source.data;
    return Gap{ data.count(u"requested_since"), data.count(u"first_sequence"), data.text(u"reason"), data.time(u"from"),
                data.time(u"to") };
}

struct Decoding
{
    QLatin1StringView eventType;
    Payload (*decode)(const PayloadSource &);
};

constexpr Decoding decodings[] = {
    { "connected"_L1, decodeConnected },
    { "stage_transition"_L1, decodeStageTransition },
    { "progress_update"_L1, decodeProgressUpdate },
    { "log"_L1, [](const PayloadSource &source) -> Payload { return decodeLog(source.data); } },
    { "decision"_L1, [](const PayloadSource &source) -> Payload { return decodeDecision(source.data); } },
    { "approval_required"_L1,
      [](const PayloadSource &source) -> Payload { return decodeApprovalRequired(source.data); } },
    { "approval_resolved"_L1,
      [](const PayloadSource &source) -> Payload { return decodeApprovalResolved(source.data); } },
    { "approval_acknowledged"_L1, decodeAcknowledgement },
    { "pipeline_completed"_L1, decodeCompleted },
    { "pipeline_failed"_L1, decodeFailed },
    { "pipeline_cancelled"_L1, decodeCancelled },
    { "error"_L1, decodeError },
    { "cancel_acknowledged"_L1, decodeCancelAcknowledged },
    { "cancel_requested"_L1, decodeCancelRequested },
    { "pong"_L1, [](const PayloadSource &source) -> Payload { return Pong{ source.data.count(u"last_sequence") }; } },
    { "ping"_L1, [](const PayloadSource &) -> Payload { return ServerPing{}; } },
    { "gap"_L1, decodeGap },
    { "state"_L1, [](const PayloadSource &source) -> Payload { return decodeSnapshot(source); } },
    { "initial_state"_L1, [](const PayloadSource &source) -> Payload { return decodeSnapshot(source); } },
    { "current_state"_L1, [](const PayloadSource &source) -> Payload { return decodeSnapshot(source); } },
};

ApprovalDecision decisionFromWire(const Fields &data)
{
    const QString word = data.text(u"decision").trimmed().toLower();
    const bool yes = word == "approved"_L1 || word == "approve"_L1 || word == "accepted"_L1 || word == "true"_L1;
    const bool no = word == "rejected"_L1 || word == "reject"_L1 || word == "denied"_L1 || word == "false"_L1;
    if (!yes && !no)
        data.odd(u"decision", Text::tr("is neither approved nor rejected; it was taken as rejected"));
    return yes ? ApprovalDecision::Approved : ApprovalDecision::Rejected;
}

} // namespace

Payload decodePayload(QStringView eventType, const PayloadSource &source)
{
    for (const Decoding &decoding : decodings) {
        if (decoding.eventType == eventType)
            return decoding.decode(source);
    }
    return UnknownEvent{};
}

Log decodeLog(const Fields &data)
{
    const JsonValue *level = data.find(u"level");
    // Python's logging has numbers for its levels, so a number here is no oddity.
    const QString name = level && level->type() == JsonValue::Type::Number ? level->toText() : data.text(u"level");
    return { logLevelFromWire(name), data.text(u"message"), data.stage() };
}

Decision decodeDecision(const Fields &data)
{
    Decision decision;
    decision.stage = data.stage();
    decision.decisionType = data.text(u"decision_type");
    decision.decision = data.text(u"decision");
    decision.reasoning = data.text(u"reasoning");
    if (const auto confidence = data.share(u"confidence"))
        decision.confidence = toProgress(*confidence).fraction;
    decision.metadata = data.value(u"metadata");
    return decision;
}

ApprovalRequired decodeApprovalRequired(const Fields &data)
{
    ApprovalRequired required;
    required.approvalId = data.text(u"approval_id");
    required.approvalType = data.text(u"approval_type");
    required.title = data.text(u"title");
    required.message = data.text(u"message");
    required.stage = data.stage();
    required.proposal = data.value(u"approval_data");
    if (required.proposal.isNull())
        required.proposal = otherFields(data, isApprovalField);
    required.expiresAt = data.time(u"expires_at");
    const QString action = data.text(u"on_timeout").trimmed().toLower();
    for (const TimeoutAction known : { TimeoutAction::Approve, TimeoutAction::Reject, TimeoutAction::Fail }) {
        if (action == wireName(known))
            required.onTimeout = known;
    }
    required.options = data.texts(u"options");
    required.editableSchema = data.value(u"editable_schema");
    return required;
}

ApprovalResolved decodeApprovalResolved(const Fields &data)
{
    ApprovalResolved resolved;
    resolved.approvalId = data.text(u"approval_id");
    resolved.decision = decisionFromWire(data);
    resolved.approvalData = data.value(u"approval_data");
    resolved.comment = data.text(u"comment");
    resolved.responder = data.text(u"responder");
    resolved.resolvedAt = data.time(u"resolved_at");
    const QString source = data.text(u"source").trimmed().toLower();
    for (const ResolutionSource known :
         { ResolutionSource::Timeout, ResolutionSource::Policy, ResolutionSource::Passed }) {
        if (source == wireName(known))
            resolved.source = known;
    }
    if (data.text(u"decision").isEmpty())
        resolved.source = ResolutionSource::Passed; // it is decided, and nobody says how: no person is blamed for it
    return resolved;
}

ProgressScope decodeProgressScope(const Fields &data)
{
    const QString scope = data.text(u"progress_scope").trimmed().toLower();
    for (const ProgressScope known : { ProgressScope::Pipeline, ProgressScope::Stage }) {
        if (scope == wireName(known))
            return known;
    }
    return ProgressScope::Unknown;
}

std::vector<StageName> decodeStageNames(const Fields &data)
{
    std::vector<StageName> stages;
    const JsonValue *list = data.find(u"stages");
    if (!list)
        return stages;
    if (!list->isArray()) {
        data.odd(u"stages", Text::tr("is not an array; it was left out"));
        return stages;
    }
    for (const JsonValue &item : list->items()) {
        StageName stage = item.isObject() ? Fields(item, data.pathTo(u"stages[]."), data.problems()).stage()
                                          : toStageName(item.toText(), {});
        if (!stage.id.isEmpty())
            stages.push_back(std::move(stage));
    }
    return stages;
}

bool isEnvelopeField(QStringView name)
{
    static constexpr QLatin1StringView names[] = {
        "event_type"_L1, "project_id"_L1, "timestamp"_L1, "sequence"_L1,     "stream_id"_L1,
        "run_id"_L1,     "replayed"_L1,   "data"_L1,      "publisher_id"_L1, "publisher_sequence"_L1,
    };
    return isOneOf(name, names);
}

bool isApprovalField(QStringView name)
{
    static constexpr QLatin1StringView names[] = {
        "approval_id"_L1,   "approval_type"_L1, "approval_data"_L1, "title"_L1,           "message"_L1, "stage"_L1,
        "stage_display"_L1, "expires_at"_L1,    "on_timeout"_L1,    "editable_schema"_L1, "options"_L1, "resolution"_L1,
    };
    return isOneOf(name, names);
}

bool isCompletionField(QStringView name)
{
    static constexpr QLatin1StringView names[] = {
        "status"_L1, "message"_L1, "result"_L1, "stage"_L1, "stage_display"_L1, "progress"_L1, "progress_percentage"_L1
    };
    return isOneOf(name, names);
}

} // namespace stagewatch::protocol
