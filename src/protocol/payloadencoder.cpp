// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/derive.h"
#include "protocol/encoder.h"
#include "protocol/members.h"

#include <algorithm>
#include <cmath>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

/// One overload a payload; each writes the members of `data` in the guide's order.
struct PayloadWriter
{
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
        if (!connected.stages.empty())
            out.put(u"stages"_s,
                    arrayOf(connected.stages, [](Members &item, const StageName &stage) { item.putStage(stage); }));
    }
    void operator()(const StageTransition &transition)
    {
        out.putText(u"stage"_s, transition.stage.id);
        out.putProgress(transition.progress);
        out.putDisplay(transition.stage);
        out.putText(u"message"_s, transition.message);
    }
    void operator()(const ProgressUpdate &update)
    {
        out.putText(u"stage"_s, update.stage.id);
        out.putProgress(update.progress);
        out.putDisplay(update.stage);
        out.putText(u"message"_s, update.message);
        out.putSeconds(u"estimated_time_remaining"_s, update.estimatedTimeRemaining);
        const bool derive = update.estimatedTimeDisplay.isEmpty() && update.estimatedTimeRemaining;
        out.putText(u"estimated_time_display"_s,
                    derive ? estimatedTimeDisplay(*update.estimatedTimeRemaining) : update.estimatedTimeDisplay);
        out.putValue(u"metrics"_s, update.metrics);
    }
    void operator()(const Log &log) { out.putLog(log); }
    void operator()(const Decision &decision) { out.putDecision(decision); }
    void operator()(const ApprovalRequired &required) { out.putApproval(required); }
    void operator()(const ApprovalResolved &resolved) { out.putResolution(resolved); }
    void operator()(const ApprovalAcknowledged &acknowledged)
    {
        out.putText(u"approval_id"_s, acknowledged.approvalId);
        out.put(u"accepted"_s, JsonValue::boolean(acknowledged.accepted));
        out.putText(u"request_id"_s, acknowledged.requestId);
        if (acknowledged.resolution) {
            Members resolution;
            resolution.putResolution(*acknowledged.resolution);
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
    void operator()(const Snapshot &) { } // see encodeSnapshot()
};

} // namespace

JsonValue encodePayload(const Payload &payload)
{
    if (const auto *snapshot = std::get_if<Snapshot>(&payload))
        return encodeSnapshot(*snapshot);
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
