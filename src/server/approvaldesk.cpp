// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/approvaldesk.h"

#include "protocol/encoder.h"
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
    announce(request);
    Entry &entry = m_entries[request.approvalId];
    release(entry);
    m_decidedBytes -= entry.decidedBytes;
    entry = Entry{};
    entry.request = request;
    occupy(entry, request);
    if (request.expiresAt)
        m_expiries.emplace(*request.expiresAt, request.approvalId);
}

void ApprovalDesk::announce(const ApprovalRequired &request)
{
    const auto [place, isNew] = m_entries.try_emplace(request.approvalId);
    if (!isNew)
        return;
    Entry &entry = place->second;
    entry.announced = true;
    entry.request.approvalId = request.approvalId;
    occupy(entry, request);
    m_order.push_back(request.approvalId);
    forgetOldest();
}

void ApprovalDesk::occupy(Entry &entry, const ApprovalRequired &request)
{
    entry.bytes = encodePayload(request).toJson().size();
    m_openBytes += entry.bytes;
    m_open.insert(request.approvalId);
}

void ApprovalDesk::release(Entry &entry)
{
    m_openBytes -= std::exchange(entry.bytes, 0);
    m_open.erase(entry.request.approvalId);
    if (entry.request.expiresAt)
        m_expiries.erase({ *entry.request.expiresAt, entry.request.approvalId });
    entry.request.proposal = JsonValue();
    entry.request.editableSchema = JsonValue();
    entry.request.message.clear();
}

void ApprovalDesk::forgetOldest(const QString &spared)
{
    while (m_order.size() > keptEntries || m_decidedBytes > keptDecidedBytes) {
        // What people may still answer stays, however old it is.
        const auto oldest = std::find_if(m_order.begin(), m_order.end(),
                                         [&](const QString &id) { return id != spared && !m_open.contains(id); });
        if (oldest == m_order.end())
            return;
        const auto entry = m_entries.find(*oldest);
        m_decidedBytes -= entry->second.decidedBytes;
        m_entries.erase(entry);
        m_order.erase(oldest);
    }
}

void ApprovalDesk::decide(Entry &entry, ApprovalResolved resolved)
{
    const qsizetype bytes = encodePayload(resolved).toJson().size();
    entry.decidedBytes += bytes;
    m_decidedBytes += bytes;
    entry.resolution = std::move(resolved);
    release(entry);
    forgetOldest(entry.request.approvalId);
}

void ApprovalDesk::noteRequest(Entry &entry, const QString &requestId, bool accepted)
{
    if (requestId.isEmpty() || entry.acceptedByRequestId.size() >= keptRequests)
        return;
    const auto [place, isNew] = entry.acceptedByRequestId.emplace(requestId, accepted);
    const qsizetype bytes = isNew ? requestId.size() * qsizetype(sizeof(QChar)) : 0;
    entry.decidedBytes += bytes;
    m_decidedBytes += bytes;
}

QString ApprovalDesk::refusalOf(const ApprovalRequired &request) const
{
    if (m_entries.contains(request.approvalId))
        return u"The approval_id \"%1\" was used before in this project; give each approval one of its own."_s.arg(
            request.approvalId);
    if (m_open.size() >= maxOpen)
        return u"%1 approvals wait for an answer in this project; ask for more when some are decided."_s.arg(
            m_open.size());
    if (request.proposal.toJson().size() > maxProposalBytes)
        return u"The proposal is larger than %1 KiB, so that no decision on it fits a message; put large data "
               u"elsewhere "
               "and name the place."_s.arg(maxProposalBytes / 1024);
    const qsizetype bytes = encodePayload(request).toJson().size();
    if (m_openBytes + bytes > maxOpenBytes)
        return u"The approval has %1 bytes, and those that wait for an answer in this project %2; together they may "
               u"have "
               "%3."_s.arg(bytes)
                   .arg(m_openBytes)
                   .arg(maxOpenBytes);
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
    decide(found->second, resolved);
    noteRequest(found->second, requestId, true);
}

std::optional<ApprovalDesk::Expiry> ApprovalDesk::nextExpiry() const
{
    if (m_expiries.empty())
        return std::nullopt;
    return Expiry{ m_expiries.begin()->second, m_expiries.begin()->first };
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
    const auto known = entry.acceptedByRequestId.find(response.requestId);
    if (known != entry.acceptedByRequestId.end())
        return Answer{ { response.approvalId, known->second, response.requestId, entry.resolution }, std::nullopt };
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
        decide(entry, resolved);
        answer.resolved = std::move(resolved);
    }
    answer.acknowledgement = { response.approvalId, answer.resolved.has_value(), response.requestId, entry.resolution };
    noteRequest(entry, response.requestId, answer.acknowledgement.accepted);
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
    decide(entry, resolved);
    return resolved;
}

void ApprovalDesk::closeAll()
{
    while (!m_open.empty()) {
        Entry &entry = m_entries[*m_open.begin()];
        entry.closed = true;
        release(entry);
    }
}

} // namespace stagewatch::server
