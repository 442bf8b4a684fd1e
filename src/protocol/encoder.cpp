// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/encoder.h"

#include "protocol/payloaddecoder.h"

#include <iterator>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

/// The event_type of an event that was made here and names none; in the order of Payload.
constexpr QLatin1StringView canonicalTypes[] = {
    "unknown"_L1,
    "connected"_L1,
    "stage_transition"_L1,
    "progress_update"_L1,
    "log"_L1,
    "decision"_L1,
    "approval_required"_L1,
    "approval_resolved"_L1,
    "approval_acknowledged"_L1,
    "pipeline_completed"_L1,
    "pipeline_failed"_L1,
    "pipeline_cancelled"_L1,
    "error"_L1,
    "cancel_acknowledged"_L1,
    "cancel_requested"_L1,
    "pong"_L1,
    "ping"_L1,
    "gap"_L1,
    "state"_L1,
};
static_assert(std::size(canonicalTypes) == std::variant_size_v<Payload>);

void insertFirst(JsonValue &object, const QString &name, const QString &text)
{
    if (text.isEmpty() || object.find(name))
        return;
    auto &members = object.members();
    members.emplace(members.begin(), name, JsonValue::string(text));
}

/// `data` with what stands both in the envelope and, for whoever reads only data, in it; null where it would be empty
/// and the guide has none.
JsonValue dataOf(const Event &event)
{
    JsonValue data = encodePayload(event.payload);
    if (event.as<Snapshot>()) {
        insertFirst(data, u"run_id"_s, event.runId);
        insertFirst(data, u"project_id"_s, event.projectId);
    } else if (event.as<Connected>() && data.size() > 0) {
        if (!event.streamId.isEmpty())
            data.set(u"stream_id"_s, JsonValue::string(event.streamId));
        if (!event.runId.isEmpty())
            data.set(u"run_id"_s, JsonValue::string(event.runId));
    } else if (event.as<Gap>() && !event.streamId.isEmpty()) {
        data.set(u"stream_id"_s, JsonValue::string(event.streamId));
    }
    const bool maySpareData =
        event.as<Connected>() || event.as<Pong>() || event.as<ServerPing>() || event.as<UnknownEvent>();
    return maySpareData && data.size() == 0 ? JsonValue() : data;
}

JsonValue toJsonValue(const Event &event)
{
    JsonValue message = JsonValue::object();
    const auto put = [&message](const QString &name, JsonValue value) {
        message.members().emplace_back(name, std::move(value));
    };
    const QString canonical = canonicalTypes[event.payload.index()];
    put(u"event_type"_s, JsonValue::string(event.eventType.isEmpty() ? canonical : event.eventType));
    if (!event.projectId.isEmpty())
        put(u"project_id"_s, JsonValue::string(event.projectId));
    put(u"timestamp"_s, JsonValue::string(formatTimestamp(event.time)));
    if (event.sequence)
        put(u"sequence"_s, JsonValue::number(*event.sequence));
    if (!event.streamId.isEmpty())
        put(u"stream_id"_s, JsonValue::string(event.streamId));
    if (!event.runId.isEmpty())
        put(u"run_id"_s, JsonValue::string(event.runId));
    if (event.replayed)
        put(u"replayed"_s, JsonValue::boolean(true));
    if (const auto *connected = event.as<Connected>(); connected && !connected->message.isEmpty())
        put(u"message"_s, JsonValue::string(connected->message));
    JsonValue data = dataOf(event);
    if (!data.isNull())
        put(u"data"_s, std::move(data));
    return message;
}

/// The members of `original` in their order with the values of `normal`, then what only `normal` has.
JsonValue merged(const JsonValue &original, const JsonValue &normal)
{
    JsonValue result = original;
    for (const auto &[name, value] : normal.members())
        result.set(name, value);
    return result;
}

/// Takes out of the original's data what the normal form has under the guide's own name.
void removeAdopted(JsonValue &data, const Event &event)
{
    const auto removeUnknown = [&data](bool (*isKnown)(QStringView)) {
        std::erase_if(data.members(), [isKnown](const JsonValue::Member &member) {
            return !isKnown(member.first) && !isEnvelopeField(member.first);
        });
    };
    const auto isAbsent = [&data](QStringView name) {
        const JsonValue *found = data.find(name);
        return !found || found->isNull();
    };
    if (event.as<ApprovalRequired>() && isAbsent(u"approval_data"))
        removeUnknown(isApprovalField);
    else if (event.as<PipelineCompleted>() && isAbsent(u"result"))
        removeUnknown(isCompletionField);
}

} // namespace

QByteArray encode(const Event &event)
{
    return toJsonValue(event).toJson();
}

QByteArray normalised(const Event &event, QByteArrayView original)
{
    auto message = JsonValue::parse(original);
    if (!message || !message->isObject())
        return encode(event);
    if (event.as<UnknownEvent>()) {
        message->set(u"timestamp"_s, JsonValue::string(formatTimestamp(event.time)));
        return message->toJson();
    }
    JsonValue normal = toJsonValue(event);
    const JsonValue *normalData = normal.find(u"data");
    const JsonValue *found = message->find(u"data");
    if (normalData && found && found->isObject()) {
        JsonValue data = *found;
        removeAdopted(data, event);
        normal.set(u"data"_s, merged(data, *normalData));
    } else if (normalData && (!found || found->isNull())) {
        // The fields stood beside event_type: they move to where the guide has them.
        removeAdopted(*message, event);
        for (const auto &member : normalData->members()) {
            if (!isEnvelopeField(member.first))
                message->remove(member.first);
        }
    }
    return merged(*message, normal).toJson();
}

namespace {
constexpr qsizetype nameLimit = 1024;

/// Drops what would not fit even if there were nothing else, without looking at more than is kept.
template <typename List, typename SizeOf> void keepNewest(List &list, const SizeOf &sizeOf, qsizetype limit)
{
    auto first = list.end();
    for (qsizetype size = 0; first != list.begin() && size <= limit; --first)
        size += sizeOf(*std::prev(first));
    list.erase(list.begin(), first);
}
} // namespace

QByteArray encodeWithin(Event state, qsizetype limit)
{
    auto *snapshot = state.as<Snapshot>();
    if (!snapshot)
        return encode(state);
    const auto logSize = [](const LogEntry &entry) { return encodePayload(entry.log).toJson().size(); };
    const auto decisionSize = [](const DecisionEntry &entry) { return encodePayload(entry.decision).toJson().size(); };
    const auto approvalSize = [](const ApprovalEntry &entry) { return encodePayload(entry.request).toJson().size(); };
    const auto stageSize = [](const StageState &stage) { return stage.stage.id.size() + stage.stage.display.size(); };
    keepNewest(snapshot->logs, logSize, limit);
    keepNewest(snapshot->decisions, decisionSize, limit);
    keepNewest(snapshot->pendingApprovals, approvalSize, limit);
    keepNewest(snapshot->stages, stageSize, limit);
    QByteArray json = encode(state);
    // Each round drops the oldest of a list until what they took makes up for the excess.
    const auto dropOldest = [&](auto &list, const auto &sizeOf) {
        while (json.size() > limit && !list.empty()) {
            qsizetype excess = json.size() - limit;
            auto last = list.begin();
            for (; last != list.end() && excess > 0; ++last)
                excess -= sizeOf(*last);
            list.erase(list.begin(), last);
            json = encode(state);
        }
    };
    dropOldest(snapshot->logs, logSize);
    dropOldest(snapshot->decisions, decisionSize);
    if (json.size() > limit && !snapshot->result.isNull()) {
        snapshot->result = JsonValue();
        json = encode(state);
    }
    if (json.size() > limit && !snapshot->error.isEmpty()) {
        snapshot->error = snapshot->error.left(1024) + u'…';
        json = encode(state);
    }
    dropOldest(snapshot->stages, stageSize);
    if (json.size() > limit) {
        snapshot->stage = { snapshot->stage.id.left(nameLimit), snapshot->stage.display.left(nameLimit) };
        json = encode(state);
    }
    dropOldest(snapshot->pendingApprovals, approvalSize);
    return json;
}

} // namespace stagewatch::protocol
