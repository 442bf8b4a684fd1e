// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "protocol/event.h"

#include <map>
#include <variant>

namespace stagewatch::server {

/// The approvals of one project: which are open, who answered, and what stands. The first answer wins. Pure; the clock
/// comes in from outside. Ids are unique in a project's stream.
class ApprovalDesk
{
public:
    /// What became of an answer. Only with `resolved` was it the first one; that is to be told to every watcher.
    struct Answer
    {
        protocol::ApprovalAcknowledged acknowledgement;
        std::optional<protocol::ApprovalResolved> resolved;
        bool operator==(const Answer &) const = default;
    };
    /// An answer, or the sentence to refuse it with.
    using Outcome = std::variant<Answer, QString>;

    void open(const protocol::ApprovalRequired &request);
    [[nodiscard]] Outcome answer(const protocol::ApprovalResponse &response, protocol::Timestamp now);
    /// Resolves by time, as the request's on_timeout says. Nothing where the approval is not open.
    [[nodiscard]] std::optional<protocol::ApprovalResolved> expire(const QString &approvalId, protocol::Timestamp now);
    /// The run ended: what is open can no longer be answered.
    void closeAll();
    [[nodiscard]] bool isOpen(const QString &approvalId) const;

private:
    struct Entry
    {
        protocol::ApprovalRequired request;
        std::optional<protocol::ApprovalResolved> resolution;
        bool closed = false;
        std::map<QString, protocol::ApprovalAcknowledged> byRequestId;
    };
    /// Answers remembered by their request_id, an approval; one that asks more often than that is not retrying.
    static constexpr size_t keptRequests = 1000;
    std::map<QString, Entry> m_entries;
};

} // namespace stagewatch::server
