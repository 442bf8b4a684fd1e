// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/approvalledger.h"
#include "ui/statelook.h"

namespace stagewatch::ui {

/// An approval's state as shape, colour and word: what stands, or what this person's answer waits for.
[[nodiscard]] StateLook approvalLook(const protocol::ApprovalEntry &entry, model::ApprovalLedger::State answer);

/// How an approval was resolved, in one sentence for people: who, what, when and why.
[[nodiscard]] QString resolutionSentence(const protocol::ApprovalResolved &resolution);

} // namespace stagewatch::ui
