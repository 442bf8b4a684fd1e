// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/members.h"

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

namespace {

JsonValue nullable(const QString &text)
{
    return text.isEmpty() ? JsonValue() : JsonValue::string(text);
}

JsonValue nullable(const std::optional<Timestamp> &time)
{
    return time ? JsonValue::string(formatTimestamp(*time)) : JsonValue();
}

void putStageState(Members &out, const StageState &stage)
{
    out.putStage(stage.stage);
    out.putText(u"status"_s, wireName(stage.status));
    out.put(u"progress"_s, stage.progress ? JsonValue::number(*stage.progress) : JsonValue());
    out.put(u"started_at"_s, nullable(stage.startedAt));
    out.put(u"ended_at"_s, nullable(stage.endedAt));
}

void putApprovalEntry(Members &out, const ApprovalEntry &entry)
{
    out.putApproval(entry.request);
    out.putTime(u"timestamp"_s, entry.askedAt);
    if (entry.resolution) {
        Members resolution;
        resolution.putResolution(*entry.resolution);
        out.put(u"resolution"_s, resolution.take());
    }
}

} // namespace

JsonValue encodeSnapshot(const Snapshot &snapshot)
{
    Members out;
    out.putText(u"run_id"_s, snapshot.runId);
    out.putText(u"status"_s, wireName(snapshot.status));
    out.put(u"stage"_s, nullable(snapshot.stage.id));
    out.put(u"stage_display"_s,
            nullable(snapshot.stage.display.isEmpty() ? titleFromId(snapshot.stage.id) : snapshot.stage.display));
    if (snapshot.progress) {
        out.putProgress(snapshot.progress);
    } else {
        out.put(u"progress"_s, {});
        out.put(u"progress_percentage"_s, {});
    }
    out.put(u"progress_scope"_s, nullable(wireName(snapshot.progressScope)));
    out.put(u"stages"_s, arrayOf(snapshot.stages, putStageState));
    out.put(u"logs"_s, arrayOf(snapshot.logs, [](Members &item, const LogEntry &entry) {
                item.putLog(entry.log);
                item.putTime(u"timestamp"_s, entry.time);
            }));
    out.put(u"decisions"_s, arrayOf(snapshot.decisions, [](Members &item, const DecisionEntry &entry) {
                item.putDecision(entry.decision);
                item.putTime(u"timestamp"_s, entry.time);
            }));
    out.put(u"pending_approvals"_s, arrayOf(snapshot.pendingApprovals, putApprovalEntry));
    out.put(u"error"_s, nullable(snapshot.error));
    out.put(u"result"_s, snapshot.result);
    out.put(u"started_at"_s, nullable(snapshot.startedAt));
    out.put(u"updated_at"_s, nullable(snapshot.updatedAt));
    if (snapshot.estimatedTimeRemaining)
        out.putSeconds(u"estimated_time_remaining"_s, snapshot.estimatedTimeRemaining);
    else
        out.put(u"estimated_time_remaining"_s, {});
    return out.take();
}

} // namespace stagewatch::protocol
