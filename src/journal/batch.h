// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/problem.h"

#include <vector>

namespace stagewatch::journal {

/// What one stream brought since the last look: events that stand in its journal at rows firstRow, firstRow + 1, …, and
/// problems.
struct Batch
{
    qint64 firstRow = 0;
    std::vector<protocol::Event> events;
    std::vector<protocol::Problem> problems;
    [[nodiscard]] bool isEmpty() const { return events.empty() && problems.empty(); }
};

} // namespace stagewatch::journal
