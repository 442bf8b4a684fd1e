// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/cancelprogress.h"

#include "model/run.h"

using namespace stagewatch::protocol;

namespace stagewatch::model {

void CancelProgress::requested(const QString &requestId, Timestamp now)
{
    if (m_step == Step::Ended)
        return;
    m_step = Step::Requested;
    m_requestId = requestId;
    m_requestedAt = now;
    m_delivered.reset();
}

void CancelProgress::notSent()
{
    if (m_step == Step::None || m_step == Step::Requested || m_step == Step::Unconfirmed)
        m_step = Step::NotSent;
}

bool CancelProgress::apply(const Event &event)
{
    if (m_step == Step::None || m_step == Step::NotSent || m_step == Step::Ended)
        return false;
    if (const auto *acknowledged = event.as<CancelAcknowledged>()) {
        const bool isOther =
            !acknowledged->requestId.isEmpty() && !m_requestId.isEmpty() && acknowledged->requestId != m_requestId;
        if (isOther)
            return false;
        const bool changed = m_step != Step::Acknowledged || m_delivered != acknowledged->delivered;
        m_step = Step::Acknowledged;
        m_delivered = acknowledged->delivered;
        return changed;
    }
    const auto *snapshot = event.as<Snapshot>();
    const std::optional<RunStatus> end =
        snapshot && isTerminal(snapshot->status) ? std::optional(snapshot->status) : endOf(event);
    if (!end)
        return false;
    m_step = Step::Ended;
    m_outcome = end;
    return true;
}

bool CancelProgress::tick(Timestamp now)
{
    if (m_step != Step::Requested || now - m_requestedAt < confirmationLimit)
        return false;
    m_step = Step::Unconfirmed;
    return true;
}

} // namespace stagewatch::model
