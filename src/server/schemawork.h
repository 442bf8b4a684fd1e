// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

namespace stagewatch::server {

/// True where a check of the data against the schema is done in a moment. A check compares every part of the schema
/// with every part of the data at the worst, and the items of a list with each other where they must differ: two
/// messages of allowed size could keep the server busy for minutes. Pure.
[[nodiscard]] bool isQuicklyChecked(const protocol::JsonValue &schema, const protocol::JsonValue &data);

} // namespace stagewatch::server
