// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

namespace stagewatch::protocol {

/// A name that several members of the object have; null where each has one of its own, and for what is no object. Of
/// such members JsonValue takes the last and other readers the first, so what was checked is not what they read.
[[nodiscard]] const QString *repeatedName(const JsonValue &object);
/// The same, in the value or in whatever it holds.
[[nodiscard]] const QString *repeatedNameWithin(const JsonValue &value);

} // namespace stagewatch::protocol
