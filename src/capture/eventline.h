// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QByteArrayView>
#include <QString>
#include <optional>

namespace stagewatch::capture {

/// An event that a program printed itself, if the line is one: a JSON object whose event_type a publisher may send
/// (none that only a server says), of this project or of none, small enough for a message. Anything else is text.
[[nodiscard]] std::optional<protocol::JsonValue> readEventLine(QByteArrayView line, const QString &projectId);

} // namespace stagewatch::capture
