// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/approvaldesk.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace protocol;

namespace {
bool isOffered(const ApprovalRequired &request, ApprovalDecision decision)
{
    const QString approved = wireName(ApprovalDecision::Approved);
    const QString rejected = wireName(ApprovalDecision::Rejected);
    // Options of other names are the form's business and do not limit the answer.
    if (!request.options.contains(approved) && !request.options.contains(rejected))
        return true;
    return request.options.contains(wireName(decision));
}
} // namespace

void ApprovalDesk::open(const ApprovalRequired &request)
{
    m_entries[request.approvalId] = Entry{ request, std::nullopt, false, {} };
}

bool ApprovalDesk::isOpen(const QString &approvalId) const
{
    const auto found = m_entries.find(approvalId);
    return found != m_entries.end() && !found->second.resolution && !found->second.closed;
}

ApprovalDesk::Outcome ApprovalDesk::answer(const ApprovalResponse &response, Timestamp now)
{
    const auto found = m_entries.find(response.approvalId);
    if (found == m_entries.end())
        return u"There is no approval \"%1\" in this project."_s.arg(response.approvalId);
    Entry &entry = found->second;
    if (!response.requestId.isEmpty()) {
        const auto known = entry.byRequestId.find(response.requestId);
        if (known != entry.byRequestId.end())
            return Answer{ known->second, std::nullopt };
    }
    if (entry.closed && !entry.resolution)
        return u"The approval \"%1\" is no longer open: its run has ended."_s.arg(response.approvalId);
    if (!entry.resolution && !isOffered(entry.request, response.decision))
        return u"The approval \"%1\" does not offer \"%2\"; it offers: %3."_s.arg(
            response.approvalId, wireName(response.decision), entry.request.options.join(u", "_s));
    if (!entry.resolution && response.approvalData && entry.request.proposal.isObject()
        && !response.approvalData->isObject())
        return u"\"approval_data\" must be an object, as the proposal of \"%1\" is."_s.arg(response.approvalId);

    Answer answer;
    if (!entry.resolution) {
        ApprovalResolved resolved;
        resolved.approvalId = response.approvalId;
        resolved.decision = response.decision;
        resolved.approvalData = response.approvalData.value_or(entry.request.proposal);
        resolved.comment = response.comment;
        resolved.responder = response.responder;
        resolved.resolvedAt = now;
        resolved.source = ResolutionSource::User;
        entry.resolution = resolved;
        answer.resolved = std::move(resolved);
    }
    answer.acknowledgement = { response.approvalId, answer.resolved.has_value(), response.requestId, entry.resolution };
    if (!response.requestId.isEmpty() && entry.byRequestId.size() < keptRequests)
        entry.byRequestId.emplace(response.requestId, answer.acknowledgement);
    return answer;
}

std::optional<ApprovalResolved> ApprovalDesk::expire(const QString &approvalId, Timestamp now)
{
    if (!isOpen(approvalId))
        return std::nullopt;
    Entry &entry = m_entries[approvalId];
    ApprovalResolved resolved;
    resolved.approvalId = approvalId;
    resolved.decision =
        entry.request.onTimeout == TimeoutAction::Approve ? ApprovalDecision::Approved : ApprovalDecision::Rejected;
    resolved.approvalData = entry.request.proposal;
    resolved.resolvedAt = now;
    resolved.source = ResolutionSource::Timeout;
    entry.resolution = resolved;
    return resolved;
}

void ApprovalDesk::closeAll()
{
    for (auto &[id, entry] : m_entries)
        entry.closed = true;
}

} // namespace stagewatch::server
