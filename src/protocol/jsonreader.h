// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QByteArrayView>

namespace stagewatch::protocol {

/// The deepest nesting that a document may have; everything recursive over a JsonValue rests on it.
inline constexpr int jsonDepthLimit = 512;

/// A document read, and what had to be repaired to read it.
struct JsonDocument
{
    std::optional<JsonValue> value;
    QString error; ///< where there is no value: a sentence with the byte where reading stopped
    bool repaired = false; ///< a number's place held NaN, Infinity, -Infinity or a number beyond a double
    QString repairedName; ///< the first such member's name; empty outside objects
};

/// Reads strict JSON plus the tokens named above, which become strings (see JsonValue::parse()).
[[nodiscard]] JsonDocument readJson(QByteArrayView utf8);

/// The text of a JSON string from the bytes between its quotes (valid UTF-8). A lone surrogate becomes U+FFFD.
/// Nothing where an escape is malformed.
[[nodiscard]] std::optional<QString> unescapeJson(QByteArrayView content);
/// Whether unescapeJson() makes a text of it.
[[nodiscard]] bool isSoundText(QByteArrayView content);

} // namespace stagewatch::protocol
