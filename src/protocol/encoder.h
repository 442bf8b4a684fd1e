// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>

namespace stagewatch::protocol {

/// The event as one line of compact JSON in the guide's own shape, every derivable field filled in (both forms of
/// progress and confidence, displays, estimated_time_display). `sequence`, `stream_id`, `run_id` and `replayed` stand
/// beside event_type where set.
[[nodiscard]] QByteArray encode(const Event &event);

/// As encode(), but keeps every field of the original message that Stagewatch does not know, in `data` and beside it.
/// An unknown event comes out as it came, with its timestamp in our form.
[[nodiscard]] QByteArray normalised(const Event &event, QByteArrayView original);

/// The `data` object of encode().
[[nodiscard]] JsonValue encodePayload(const Payload &payload);

/// The guide's short form of a remaining time: 300 → "5m", 45 → "45s", 3720 → "1h 2m".
[[nodiscard]] QString estimatedTimeDisplay(double seconds);

/// A snapshot as a `state` event whose JSON is at most `limit` bytes: the oldest log lines are left out first (PROTOCOL
/// section 3).
[[nodiscard]] QByteArray encodeWithin(Event state, qsizetype limit);

/// No message of a Stagewatch server is larger (PROTOCOL section 3).
inline constexpr qsizetype messageSizeLimit = 256 * 1024;

} // namespace stagewatch::protocol
