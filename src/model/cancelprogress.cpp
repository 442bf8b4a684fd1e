// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/cancelprogress.h"

using namespace stagewatch::protocol;

namespace stagewatch::model {

void CancelProgress::requested(const QString &requestId, Timestamp now)
{
    *this = CancelProgress();
    m_step = Step::Requested;
    m_requestId = requestId;
    m_requestedAt = now;
}

void CancelProgress::notSent()
{
    if (m_step == Step::Requested)
        m_step = Step::NotSent;
}

bool CancelProgress::apply(const Event &event)
{
    const CancelProgress before = *this;
    if (const auto *acknowledged = event.as<CancelAcknowledged>()) {
        const bool another =
            !acknowledged->requestId.isEmpty() && !m_requestId.isEmpty() && acknowledged->requestId != m_requestId;
        // A late word is still a word: the server did hear it.
        if (!another && (m_step == Step::Requested || m_step == Step::Unconfirmed)) {
            m_step = Step::Acknowledged;
            m_delivered = acknowledged->delivered;
        }
    } else if (m_step != Step::None && m_step != Step::Ended && isTerminal(event)) {
        m_step = Step::Ended;
        if (event.as<PipelineCompleted>())
            m_outcome = RunStatus::Completed;
        else if (event.as<PipelineFailed>())
            m_outcome = RunStatus::Failed;
        else if (const auto *transition = event.as<StageTransition>())
            m_outcome = runStatusFromWire(transition->stage.id);
        else
            m_outcome = RunStatus::Cancelled;
    } else if (const auto *snapshot = event.as<Snapshot>();
               snapshot && m_step != Step::None && m_step != Step::Ended && isTerminal(snapshot->status)) {
        m_step = Step::Ended;
        m_outcome = snapshot->status;
    }
    return !(*this == before);
}

bool CancelProgress::tick(Timestamp now)
{
    if (m_step != Step::Requested || now - m_requestedAt < confirmationLimit)
        return false;
    m_step = Step::Unconfirmed;
    return true;
}

} // namespace stagewatch::model
