// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/scenariowords.h"

#include "server/placeholders.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

JsonValue ScenarioWords::fill(const JsonValue &value) const
{
    return fillPlaceholders(value, [this](const QString &name) { return lookUp(name); });
}

std::optional<JsonValue> ScenarioWords::lookUp(const QString &name) const
{
    if (name == "run"_L1)
        return JsonValue::number(qint64(run));
    if (name == "cancel.reason"_L1)
        return JsonValue::string(cancel.reason);
    if (name == "cancel.requester"_L1)
        return JsonValue::string(cancel.requester);
    if (name == "comment"_L1)
        return JsonValue::string(answer.comment.isEmpty() ? u"none"_s : answer.comment);
    if (name == "responder"_L1)
        return JsonValue::string(answer.responder.isEmpty() ? u"a watcher"_s : answer.responder);
    if (!name.startsWith("approval."_L1))
        return std::nullopt;
    const QStringView path = QStringView(name).sliced(9);
    for (const JsonValue *root : { &answer.approvalData, &proposal }) {
        if (const JsonValue *value = memberByPath(*root, path))
            return *value;
    }
    return std::nullopt;
}

} // namespace stagewatch::server
