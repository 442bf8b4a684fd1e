// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/members.h"

#include "protocol/derive.h"

#include <cmath>

namespace stagewatch::protocol {

using namespace Qt::StringLiterals;

void Members::putText(const QString &name, const QString &text)
{
    if (!text.isEmpty())
        put(name, JsonValue::string(text));
}

void Members::putValue(const QString &name, const JsonValue &value)
{
    if (!value.isNull())
        put(name, value);
}

void Members::putCount(const QString &name, const std::optional<qint64> &count)
{
    if (count)
        put(name, JsonValue::number(*count));
}

void Members::putTime(const QString &name, const std::optional<Timestamp> &time)
{
    if (time)
        put(name, JsonValue::string(formatTimestamp(*time)));
}

void Members::putTexts(const QString &name, const QStringList &texts)
{
    if (texts.isEmpty())
        return;
    std::vector<JsonValue> items;
    for (const QString &text : texts)
        items.push_back(JsonValue::string(text));
    put(name, JsonValue::array(std::move(items)));
}

void Members::putSeconds(const QString &name, const std::optional<double> &seconds)
{
    constexpr double wholeLimit = 1e15;
    if (!seconds)
        return;
    const bool isWhole = std::trunc(*seconds) == *seconds && std::abs(*seconds) < wholeLimit;
    put(name, isWhole ? JsonValue::number(static_cast<qint64>(*seconds)) : JsonValue::number(*seconds));
}

void Members::putShare(const QString &name, const std::optional<double> &share)
{
    if (!share)
        return;
    put(name, JsonValue::number(*share));
    put(name + u"_percentage"_s, JsonValue::number(toPercentage(*share)));
}

void Members::putProgress(const std::optional<Progress> &progress)
{
    if (progress)
        putShare(u"progress"_s, progress->raw);
}

void Members::putStage(const StageName &stage)
{
    putText(u"stage"_s, stage.id);
    putDisplay(stage);
}

void Members::putDisplay(const StageName &stage)
{
    putText(u"stage_display"_s, stage.display.isEmpty() ? titleFromId(stage.id) : stage.display);
}

void Members::putApproval(const ApprovalRequired &required)
{
    putText(u"approval_id"_s, required.approvalId);
    putText(u"approval_type"_s, required.approvalType);
    putText(u"title"_s, required.title);
    putText(u"message"_s, required.message);
    putStage(required.stage);
    putValue(u"approval_data"_s, required.proposal);
    putTime(u"expires_at"_s, required.expiresAt);
    putText(u"on_timeout"_s, wireName(required.onTimeout));
    putTexts(u"options"_s, required.options);
    putValue(u"editable_schema"_s, required.editableSchema);
}

void Members::putResolution(const ApprovalResolved &resolved)
{
    putText(u"approval_id"_s, resolved.approvalId);
    putText(u"decision"_s, wireName(resolved.decision));
    putValue(u"approval_data"_s, resolved.approvalData);
    putText(u"comment"_s, resolved.comment);
    putText(u"responder"_s, resolved.responder);
    putTime(u"resolved_at"_s, resolved.resolvedAt);
    putText(u"source"_s, wireName(resolved.source));
}

void Members::putLog(const Log &log)
{
    putText(u"level"_s, wireName(log.level));
    put(u"message"_s, JsonValue::string(log.message));
    putStage(log.stage);
}

void Members::putDecision(const Decision &decision)
{
    putStage(decision.stage);
    putText(u"decision_type"_s, decision.decisionType);
    putText(u"decision"_s, decision.decision);
    putText(u"reasoning"_s, decision.reasoning);
    putShare(u"confidence"_s, decision.confidence);
    putValue(u"metadata"_s, decision.metadata);
}

} // namespace stagewatch::protocol
