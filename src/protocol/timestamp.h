// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <chrono>
#include <optional>

namespace stagewatch::protocol {

/// An instant in UTC with millisecond resolution, the unit of every time in Stagewatch.
using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

/// Reads ISO 8601 as servers send it: with Z, with an offset, or without a zone (then it is UTC), any number of
/// fractional digits (PROTOCOL section 1). Nothing for text that is no time or lies outside the years 1 to 9999.
[[nodiscard]] std::optional<Timestamp> parseTimestamp(QStringView text);

/// `YYYY-MM-DDTHH:MM:SS.mmmZ`, the only form that Stagewatch writes.
[[nodiscard]] QString formatTimestamp(Timestamp time);

/// The wall clock, cut to milliseconds. Only the rim of the program calls it; everything inside is given its time.
[[nodiscard]] Timestamp currentTimestamp();

} // namespace stagewatch::protocol
