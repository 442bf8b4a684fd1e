// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/publishing.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace stagewatch::protocol {

namespace {

constexpr std::array serverTypes{ "connected"_L1,
                                  "state"_L1,
                                  "initial_state"_L1,
                                  "current_state"_L1,
                                  "gap"_L1,
                                  "ping"_L1,
                                  "pong"_L1,
                                  "published"_L1,
                                  "cancel_acknowledged"_L1,
                                  "cancel_requested"_L1,
                                  "approval_acknowledged"_L1,
                                  "approval_resolved"_L1 };

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *found = object.find(name);
    return found ? found->toText() : QString();
}

std::optional<qint64> integerOf(const JsonValue &object, QStringView name)
{
    const JsonValue *found = object.find(name);
    return found ? found->toInteger() : std::nullopt;
}

} // namespace

PublishAnswer readPublishAnswer(const JsonValue &message)
{
    const QString type = textOf(message, u"event_type");
    const bool published = type == "published"_L1;
    if (!published && type != "error"_L1)
        return {};
    // The answer stands in data; where a server has none, beside event_type.
    const JsonValue *found = message.find(u"data");
    const JsonValue &data = found && found->isObject() ? *found : message;
    const auto number = integerOf(data, u"publisher_sequence");
    if (published) {
        if (!number)
            return {};
        return Published{ textOf(data, u"publisher_id"), *number, integerOf(data, u"sequence").value_or(0) };
    }
    PublishRefusal refusal{ textOf(data, u"publisher_id"), number, textOf(data, u"error") };
    const QString details = textOf(data, u"details");
    if (refusal.sentence.isEmpty())
        refusal.sentence = details.isEmpty() ? textOf(data, u"message") : details;
    else if (!details.isEmpty() && !refusal.sentence.contains(details))
        refusal.sentence += u": "_s + details;
    return refusal;
}

bool isServerEventType(QStringView eventType)
{
    return std::any_of(serverTypes.begin(), serverTypes.end(),
                       [eventType](QLatin1StringView type) { return eventType == type; });
}

} // namespace stagewatch::protocol
