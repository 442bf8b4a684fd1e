// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::test {

inline protocol::Timestamp at(qint64 seconds)
{
    constexpr qint64 noon = 1'704'110'400; // 2024-01-01, as in the guide
    return protocol::Timestamp{ std::chrono::seconds{ noon + seconds } };
}

/// An event as it comes out of the decoder, with the time in seconds after noon.
template <typename T> protocol::Event makeEvent(const char *type, qint64 seconds, T payload)
{
    protocol::Event made;
    made.eventType = QString::fromLatin1(type);
    made.projectId = QStringLiteral("proj_abc123");
    made.time = at(seconds);
    made.payload = std::move(payload);
    return made;
}

inline protocol::StageName stage(const char *id)
{
    const QString text = QString::fromLatin1(id);
    return { text, protocol::titleFromId(text) };
}

inline std::optional<protocol::Progress> share(std::optional<double> fraction)
{
    return fraction ? std::optional(protocol::Progress{ *fraction, *fraction }) : std::nullopt;
}

inline protocol::Event transition(qint64 seconds, const char *id, std::optional<double> progress = {})
{
    return makeEvent("stage_transition", seconds, protocol::StageTransition{ stage(id), share(progress), {} });
}

inline protocol::Event update(qint64 seconds, const char *id, std::optional<double> progress,
                              const QString &message = {})
{
    protocol::ProgressUpdate payload;
    payload.stage = stage(id);
    payload.progress = share(progress);
    payload.message = message;
    return makeEvent("progress_update", seconds, payload);
}

inline protocol::Event log(qint64 seconds, const QString &message, const char *id = "training")
{
    return makeEvent("log", seconds, protocol::Log{ protocol::LogLevel::Info, message, stage(id) });
}

inline protocol::Event ask(qint64 seconds, const QString &id, const char *type = "model_selection")
{
    protocol::ApprovalRequired payload;
    payload.approvalId = id;
    payload.approvalType = QString::fromLatin1(type);
    payload.message = QStringLiteral("Model selection requires approval");
    return makeEvent("approval_required", seconds, payload);
}

inline protocol::Event resolve(qint64 seconds, const QString &id,
                               protocol::ApprovalDecision decision = protocol::ApprovalDecision::Approved)
{
    protocol::ApprovalResolved payload;
    payload.approvalId = id;
    payload.decision = decision;
    payload.responder = QStringLiteral("ana");
    payload.resolvedAt = at(seconds);
    return makeEvent("approval_resolved", seconds, payload);
}

inline protocol::Event decide(qint64 seconds, const QString &decision)
{
    protocol::Decision payload;
    payload.stage = stage("model_selection");
    payload.decision = decision;
    payload.confidence = 0.92;
    return makeEvent("decision", seconds, payload);
}

inline protocol::Event completed(qint64 seconds)
{
    auto result = protocol::JsonValue::object();
    result.set(QStringLiteral("model_id"), protocol::JsonValue::string(QStringLiteral("model_xyz789")));
    return makeEvent("pipeline_completed", seconds, protocol::PipelineCompleted{ QStringLiteral("Done"), result });
}

inline protocol::Event failed(qint64 seconds, const char *id = "training")
{
    return makeEvent(
        "pipeline_failed", seconds,
        protocol::PipelineFailed{ QStringLiteral("out of memory"), QStringLiteral("Pipeline failed"), stage(id) });
}

inline protocol::Event cancelled(qint64 seconds)
{
    return makeEvent("pipeline_cancelled", seconds,
                     protocol::PipelineCancelled{ QStringLiteral("too slow"), QStringLiteral("ana"), {} });
}

inline protocol::Event state(qint64 seconds, protocol::Snapshot snapshot)
{
    return makeEvent("state", seconds, std::move(snapshot));
}

inline protocol::Event named(protocol::Event made, const char *runId)
{
    made.runId = QString::fromLatin1(runId);
    return made;
}

inline model::Run fold(const std::vector<protocol::Event> &events, const std::vector<model::PlannedStage> &plan = {})
{
    model::Run run(QStringLiteral("proj_abc123"));
    run.setPlan(plan);
    for (protocol::Event each : events) {
        run.complete(each);
        run.apply(each);
    }
    return run;
}

/// "analyzing completed 100, training running 50, evaluation pending -": a run's stages for a test to compare.
inline QString stagesText(const model::Run &run)
{
    QStringList parts;
    for (const model::Stage &each : run.stages()) {
        const QString bar = each.progress ? QString::number(qRound(*each.progress * 100)) : QStringLiteral("-");
        parts.append(each.name.id + QLatin1Char(' ') + protocol::wireName(each.status) + QLatin1Char(' ') + bar);
    }
    return parts.join(QStringLiteral(", "));
}

inline QString percent(const std::optional<double> &fraction)
{
    return fraction ? QString::number(qRound(*fraction * 100)) : QStringLiteral("-");
}

} // namespace stagewatch::test
