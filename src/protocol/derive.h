// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

/// What a reader fills in where a server left it out (PROTOCOL section 1). Pure functions over finite numbers.
namespace stagewatch::protocol {

/// One share of work out of its two spellings, in fractions and unclamped. A lone `fraction` that can only be a
/// percentage (65, 100) is read as one. Nothing where both are absent.
[[nodiscard]] std::optional<double> deriveFraction(std::optional<double> fraction, std::optional<double> percentage);

[[nodiscard]] Progress toProgress(double raw);

/// True where `raw` is no share of a whole; rounding errors of a server do not count.
[[nodiscard]] bool isOutsideRange(double raw);

/// A fraction as a percentage without the dust of binary arithmetic: 0.57 → 57.
[[nodiscard]] double toPercentage(double fraction);

/// The display is derived from the id where it is empty.
[[nodiscard]] StageName toStageName(QString id, QString display);

/// Seconds (or, by their size, milli-, micro- or nanoseconds) since 1970. Nothing outside the years 1 to 9999.
[[nodiscard]] std::optional<Timestamp> timestampFromEpoch(double number);

/// "Pipeline failed during Model Training", for a server that sends only error and stage.
[[nodiscard]] QString failureMessage(const StageName &stage);

} // namespace stagewatch::protocol
