// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/approvaldesk.h"

#include "server/editableschema.h"

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
    if (isOpen(request.approvalId))
        return; // asked twice: the one that people may be answering stands
    announce(request.approvalId);
    m_entries[request.approvalId] = Entry{ request, std::nullopt, false, false, {} };
}

void ApprovalDesk::announce(const QString &approvalId)
{
    Entry entry;
    entry.announced = true;
    if (!m_entries.emplace(approvalId, std::move(entry)).second)
        return;
    m_order.push_back(approvalId);
    forgetOldest();
}

void ApprovalDesk::forgetOldest()
{
    while (m_order.size() > keptEntries) {
        const auto oldest = m_entries.find(m_order.front());
        if (oldest != m_entries.end() && !oldest->second.closed && !oldest->second.resolution)
            return;
        if (oldest != m_entries.end())
            m_entries.erase(oldest);
        m_order.pop_front();
    }
}

QString ApprovalDesk::refusalOf(const ApprovalRequired &request) const
{
    if (m_entries.contains(request.approvalId))
        return u"The approval_id \"%1\" was used before in this project; give each approval one of its own."_s.arg(
            request.approvalId);
    if (request.editableSchema.isNull())
        return {};
    const QString fault = EditableSchema(request.editableSchema).fault();
    return fault.isEmpty() ? QString() : u"The editable_schema cannot be used: "_s + fault;
}

void ApprovalDesk::restore(const ApprovalResolved &resolved, const QString &requestId)
{
    const auto found = m_entries.find(resolved.approvalId);
    if (found == m_entries.end() || found->second.resolution)
        return;
    found->second.resolution = resolved;
    if (!requestId.isEmpty())
        found->second.byRequestId.emplace(
            requestId, ApprovalAcknowledged{ resolved.approvalId, true, requestId, found->second.resolution });
}

std::optional<ApprovalDesk::Expiry> ApprovalDesk::nextExpiry() const
{
    std::optional<Expiry> next;
    for (const auto &[id, entry] : m_entries) {
        if (entry.request.expiresAt && !entry.resolution && !entry.closed
            && (!next || *entry.request.expiresAt < next->at))
            next = Expiry{ id, *entry.request.expiresAt };
    }
    return next;
}

bool ApprovalDesk::isOpen(const QString &approvalId) const
{
    const auto found = m_entries.find(approvalId);
    return found != m_entries.end() && !found->second.announced && !found->second.resolution && !found->second.closed;
}

bool ApprovalDesk::knows(const QString &approvalId) const
{
    const auto found = m_entries.find(approvalId);
    return found != m_entries.end() && !found->second.announced;
}

ApprovalDesk::Outcome ApprovalDesk::answer(const ApprovalResponse &response, Timestamp now)
{
    const auto found = m_entries.find(response.approvalId);
    if (found == m_entries.end() || found->second.announced)
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
    if (!entry.resolution && response.approvalData) {
        const QString fault = EditableSchema(entry.request.editableSchema).faultOf(*response.approvalData);
        if (!fault.isEmpty())
            return u"The edited data of \"%1\" cannot be taken: %2"_s.arg(response.approvalId, fault);
    }

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
