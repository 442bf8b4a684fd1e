// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

namespace stagewatch::ui {

/// What is proposed, on one line: "decision_threshold 0.50 → 0.37 · max_depth 6 · 2 more". The first `fields` values
/// that are no containers; safe to paint as plain text; empty where nothing is proposed.
[[nodiscard]] QString proposalGist(const protocol::JsonValue &proposal, int fields = 3);

/// How sure the pipeline was of the decision that this approval is about: the newest decision of the same type, else of
/// the same stage, that came before the question.
[[nodiscard]] std::optional<double> matchingConfidence(const model::Run &run, const protocol::ApprovalEntry &approval);

} // namespace stagewatch::ui
