// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/approvalledger.h"

#include <algorithm>

using namespace stagewatch::protocol;

namespace stagewatch::model {

void ApprovalLedger::sent(const ApprovalResponse &response, Timestamp now)
{
    Entry &entry = m_entries[response.approvalId];
    entry.state = State::Sending;
    entry.response = response;
    entry.sentAt = now;
}

void ApprovalLedger::notSent(const ApprovalResponse &response, Timestamp now)
{
    sent(response, now);
    m_entries[response.approvalId].state = State::NotSent;
}

bool ApprovalLedger::apply(const Event &event)
{
    const auto *acknowledged = event.as<ApprovalAcknowledged>();
    const auto *resolved = event.as<ApprovalResolved>();
    if ((!acknowledged && !resolved) || m_entries.empty())
        return false;
    const QString &id = acknowledged ? acknowledged->approvalId : resolved->approvalId;
    auto found = m_entries.find(id);
    if (found == m_entries.end() && id.isEmpty() && acknowledged && !acknowledged->requestId.isEmpty())
        found = std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &known) {
            return known.second.response.requestId == acknowledged->requestId;
        });
    if (found == m_entries.end())
        return false;
    Entry &entry = found->second;
    const Entry before = entry;
    if (acknowledged) {
        entry.state = acknowledged->accepted ? State::Confirmed : State::AlreadyDecided;
        if (acknowledged->resolution)
            entry.resolution = acknowledged->resolution;
    } else {
        // The acknowledgement knows whose answer it was; without one, the same decision by a person is taken for this
        // one.
        if (entry.state != State::Confirmed && entry.state != State::AlreadyDecided) {
            const bool isOurs = entry.state != State::NotSent && resolved->source == ResolutionSource::User
                && resolved->decision == entry.response.decision;
            entry.state = isOurs ? State::Confirmed : State::AlreadyDecided;
        }
        if (!entry.resolution)
            entry.resolution = *resolved;
    }
    return entry != before;
}

bool ApprovalLedger::tick(Timestamp now)
{
    bool changed = false;
    for (auto &[id, entry] : m_entries) {
        if (entry.state != State::Sending || now - entry.sentAt < confirmationLimit)
            continue;
        entry.state = State::Unconfirmed;
        changed = true;
    }
    return changed;
}

ApprovalLedger::Entry ApprovalLedger::entry(const QString &approvalId) const
{
    const auto found = m_entries.find(approvalId);
    return found == m_entries.end() ? Entry() : found->second;
}

bool ApprovalLedger::isWaiting() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
                       [](const auto &known) { return known.second.state == State::Sending; });
}

} // namespace stagewatch::model
