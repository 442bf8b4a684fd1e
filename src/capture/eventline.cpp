// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/eventline.h"

#include "protocol/encoder.h"

#include <algorithm>
#include <array>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {

/// What only a server says (PROTOCOL section 3).
constexpr std::array reservedTypes{ "connected"_L1,
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
/// What the server adds beside an event must fit into its message as well.
constexpr qsizetype sizeLimit = protocol::messageSizeLimit - 4096;

} // namespace

std::optional<JsonValue> readEventLine(QByteArrayView line, const QString &projectId)
{
    line = line.trimmed();
    if (line.size() < 2 || line.front() != '{' || line.back() != '}' || line.size() > sizeLimit)
        return {};
    std::optional<JsonValue> event = JsonValue::parse(line);
    if (!event)
        return {};
    const JsonValue *type = event->find(u"event_type");
    if (!type || type->type() != JsonValue::Type::String || type->toText().isEmpty())
        return {};
    const bool isReserved =
        std::any_of(reservedTypes.begin(), reservedTypes.end(),
                    [name = type->toText()](QLatin1StringView reserved) { return name == reserved; });
    const JsonValue *project = event->find(u"project_id");
    const bool isForeign = project && !project->isNull() && project->toText() != projectId;
    if (isReserved || isForeign)
        return {};
    return event;
}

} // namespace stagewatch::capture
