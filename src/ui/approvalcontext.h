// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::model {
class Stream;
}

namespace stagewatch::ui {

/// What was approved the last time for the same kind of question in an earlier run of the stream.
struct PreviousApproval
{
    protocol::JsonValue values;
    int runNumber = 0; ///< what people call that run
};
[[nodiscard]] std::optional<PreviousApproval> previousApproval(const model::Stream &stream, int runIndex,
                                                               const protocol::ApprovalRequired &request);

/// The decision that an approval is about: the last one before it of the same type, else of the same stage. Null: none.
[[nodiscard]] const protocol::Decision *decisionBehind(const model::Run &run, const protocol::ApprovalEntry &approval);

} // namespace stagewatch::ui
