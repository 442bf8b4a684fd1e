// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvaldrafts.h"

namespace stagewatch::ui {

ApprovalDrafts::ApprovalDrafts(QObject *owner)
    : QObject(owner)
{
}

ApprovalDrafts &ApprovalDrafts::of(QObject &owner)
{
    if (auto *drafts = owner.findChild<ApprovalDrafts *>({}, Qt::FindDirectChildrenOnly)) {
        return *drafts;
    }
    return *new ApprovalDrafts(&owner);
}

void ApprovalDrafts::keep(const QString &approvalId, const ApprovalDraft &draft)
{
    if (draft.isEmpty()) {
        m_drafts.remove(approvalId);
    } else {
        m_drafts.insert(approvalId, draft);
    }
}

} // namespace stagewatch::ui
