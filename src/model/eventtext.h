// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logtimes.h"
#include "protocol/event.h"

namespace stagewatch::model {

/// What an event says, for one line of a list: words for people, not yet made safe to paint (see visibleText()).
[[nodiscard]] QString summaryText(const protocol::Event &event);

/// The message of a line in the log: a log's own message, an error with its details, a gap or the run's end as a
/// sentence. `before` and `after` are the times of the events around a gap that does not say; they count for gaps only,
/// and so does how their times are said.
[[nodiscard]] QString logText(const protocol::Event &event, std::optional<protocol::Timestamp> before = {},
                              std::optional<protocol::Timestamp> after = {}, const LogTimes &times = {});

} // namespace stagewatch::model
