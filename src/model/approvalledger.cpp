// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/approvalledger.h"

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
    Entry &entry = m_entries[response.approvalId];
    if (entry.state == State::Confirmed || entry.state == State::AlreadyDecided)
        return;
    entry.state = State::NotSent;
    entry.response = response;
    entry.sentAt = now;
}

namespace {
/// Whether the resolution that stands is the answer that this person gave.
bool isOurs(const ApprovalResponse &response, const ApprovalResolved &resolution)
{
    return resolution.source == ResolutionSource::User && resolution.decision == response.decision
        && resolution.comment == response.comment
        && (resolution.responder.isEmpty() || response.responder.isEmpty()
            || resolution.responder == response.responder);
}
} // namespace

bool ApprovalLedger::apply(const Event &event)
{
    if (const auto *acknowledged = event.as<ApprovalAcknowledged>()) {
        const auto found = m_entries.find(acknowledged->approvalId);
        if (found == m_entries.end())
            return false;
        Entry &entry = found->second;
        if (!acknowledged->requestId.isEmpty() && !entry.response.requestId.isEmpty()
            && acknowledged->requestId != entry.response.requestId)
            return false;
        entry.state = acknowledged->accepted ? State::Confirmed : State::AlreadyDecided;
        if (acknowledged->resolution)
            entry.resolution = acknowledged->resolution;
        return true;
    }
    const auto *resolved = event.as<ApprovalResolved>();
    if (!resolved)
        return false;
    const auto found = m_entries.find(resolved->approvalId);
    if (found == m_entries.end())
        return false;
    Entry &entry = found->second;
    const Entry before = entry;
    entry.resolution = *resolved;
    // The acknowledgement says it for certain; without one, the resolution that everybody hears decides.
    if (entry.state != State::Confirmed && entry.state != State::AlreadyDecided)
        entry.state = isOurs(entry.response, *resolved) ? State::Confirmed : State::AlreadyDecided;
    return !(entry == before);
}

bool ApprovalLedger::tick(Timestamp now)
{
    bool changed = false;
    for (auto &[id, entry] : m_entries) {
        if (entry.state == State::Sending && now - entry.sentAt >= confirmationLimit) {
            entry.state = State::Unconfirmed;
            changed = true;
        }
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
    for (const auto &[id, entry] : m_entries) {
        if (entry.state == State::Sending)
            return true;
    }
    return false;
}

} // namespace stagewatch::model
