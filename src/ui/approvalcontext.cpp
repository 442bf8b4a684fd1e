// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalcontext.h"

#include "model/runmodels.h"
#include "model/stream.h"

#include <ranges>

namespace stagewatch::ui {

using protocol::ApprovalDecision;

std::optional<PreviousApproval> previousApproval(const model::Stream &stream, int runIndex,
                                                 const protocol::ApprovalRequired &request)
{
    for (int index = runIndex - 1; index >= 0; --index) {
        const model::RunModels *models = stream.run(index);
        if (!models) {
            continue;
        }
        const auto &approvals = models->run().approvals();
        for (const protocol::ApprovalEntry &entry : approvals | std::views::reverse) {
            const bool approved = entry.resolution && entry.resolution->decision == ApprovalDecision::Approved;
            if (approved && entry.request.approvalType == request.approvalType) {
                const auto &answered = entry.resolution->approvalData;
                return PreviousApproval{ answered.isNull() ? entry.request.proposal : answered, models->number() };
            }
        }
    }
    return {};
}

const protocol::Decision *decisionBehind(const model::Run &run, const protocol::ApprovalEntry &approval)
{
    const protocol::Decision *ofStage = nullptr;
    for (const protocol::DecisionEntry &entry : run.decisions() | std::views::reverse) {
        if (entry.time > approval.askedAt) {
            continue;
        }
        if (entry.decision.decisionType == approval.request.approvalType) {
            return &entry.decision;
        }
        if (!ofStage && !approval.request.stage.id.isEmpty() && entry.decision.stage.id == approval.request.stage.id) {
            ofStage = &entry.decision;
        }
        // The guide's own pair: the decision "model_architecture" of the stage that the approval is named for.
        if (!ofStage && entry.decision.stage.id == approval.request.approvalType) {
            ofStage = &entry.decision;
        }
    }
    return ofStage;
}

} // namespace stagewatch::ui
