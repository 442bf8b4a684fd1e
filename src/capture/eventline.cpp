// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/eventline.h"

#include "protocol/encoder.h"
#include "protocol/publishing.h"

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {

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
    const JsonValue *project = event->find(u"project_id");
    const bool isForeign = project && !project->isNull() && project->toText() != projectId;
    if (protocol::isServerEventType(type->toText()) || isForeign)
        return {};
    return event;
}

} // namespace stagewatch::capture
