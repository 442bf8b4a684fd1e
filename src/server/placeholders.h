// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <functional>
#include <optional>

namespace stagewatch::server {

/// Finds the value of a {name}; nothing leaves the placeholder as it stands.
using PlaceholderLookup = std::function<std::optional<protocol::JsonValue>(const QString &name)>;

/// The value with every {name} in its strings filled in. A string that is nothing but one placeholder becomes the value
/// itself, so that numbers stay numbers. Names are letters, digits, '_' and '.'.
[[nodiscard]] protocol::JsonValue fillPlaceholders(const protocol::JsonValue &value, const PlaceholderLookup &lookup);

/// The member of a nested object by its dotted path; "" is the value itself. Null where there is none.
[[nodiscard]] const protocol::JsonValue *memberByPath(const protocol::JsonValue &value, QStringView path);

/// One line of JSON in which the strings NaN, Infinity and -Infinity are the bare words that Python's json module
/// writes.
[[nodiscard]] QByteArray toPythonJson(const protocol::JsonValue &value);

} // namespace stagewatch::server
