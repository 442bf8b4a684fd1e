// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/approvalledger.h"
#include "protocol/event.h"

#include <QCoreApplication>

namespace stagewatch::ui {

/// What an approval's dialog says and allows at one moment: decided from the approval, this person's answer, the run
/// and the clock. Pure.
class ApprovalStory
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::ui::ApprovalStory)
public:
    enum class Tone { Quiet, Busy, Good, Bad, Warning };

    QString sentence; ///< safe to paint
    Tone tone = Tone::Quiet;
    bool canAnswer = false; ///< approve and reject
    bool canSendAgain = false;
    bool isOver = false; ///< nothing more can be done here

    [[nodiscard]] static ApprovalStory tell(const protocol::ApprovalEntry &approval,
                                            const model::ApprovalLedger::Entry &answer, bool runEnded,
                                            const QString &responder);

    /// "expires in 14:32, then it is rejected"; "expired 2 min ago"; empty where it does not expire.
    [[nodiscard]] static QString expiry(const protocol::ApprovalRequired &request, protocol::Timestamp now);

private:
    [[nodiscard]] static ApprovalStory tellAnswer(const model::ApprovalLedger::Entry &answer);
};

} // namespace stagewatch::ui
