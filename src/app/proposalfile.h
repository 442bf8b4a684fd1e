// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

namespace stagewatch::app {

/// Reads an edited proposal: a JSON object, numbers as they are spelled, small enough for one message. `path` "-" is
/// standard input. Throws CommandError (wrong usage) with a sentence.
[[nodiscard]] protocol::JsonValue readProposal(const QString &path);

} // namespace stagewatch::app
