// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "protocol/event.h"

#include <deque>
#include <map>
#include <set>
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

    static constexpr qsizetype maxProposalBytes = 128 * 1024; ///< a decision brings it back together with a comment
    static constexpr size_t maxOpen = 500; ///< approvals that wait at a time
    static constexpr qsizetype maxOpenBytes = 192 * 1024; ///< of all that wait: they must fit into one state message

    /// Why such a request cannot be put: its id was used before, its schema is none, or too much waits already. Empty
    /// where it can.
    [[nodiscard]] QString refusalOf(const protocol::ApprovalRequired &request) const;
    /// A request with that id is on its way; no other may take the id.
    void announce(const protocol::ApprovalRequired &request);
    void open(const protocol::ApprovalRequired &request);
    /// A decision that is stored: the one that stands.
    void restore(const protocol::ApprovalResolved &resolved, const QString &requestId);
    [[nodiscard]] Outcome answer(const protocol::ApprovalResponse &response, protocol::Timestamp now);
    /// Resolves by time, as the request's on_timeout says. Nothing where the approval is not open.
    [[nodiscard]] std::optional<protocol::ApprovalResolved> expire(const QString &approvalId, protocol::Timestamp now);
    /// The run ended: what is open can no longer be answered.
    void closeAll();
    [[nodiscard]] bool isOpen(const QString &approvalId) const;
    /// True for an approval that was asked for, whatever became of it.
    [[nodiscard]] bool knows(const QString &approvalId) const;
    struct Expiry
    {
        QString approvalId;
        protocol::Timestamp at;
    };
    /// The open approval that expires first.
    [[nodiscard]] std::optional<Expiry> nextExpiry() const;

private:
    struct Entry
    {
        protocol::ApprovalRequired request;
        std::optional<protocol::ApprovalResolved> resolution;
        bool announced = false; ///< only its id is taken
        bool closed = false;
        qsizetype bytes = 0; ///< counted in m_openBytes
        qsizetype decidedBytes = 0; ///< counted in m_decidedBytes
        std::map<QString, bool> acceptedByRequestId; ///< what its answers were told of themselves
    };
    /// Answers remembered by their request_id, an approval; one that asks more often than that is not retrying.
    static constexpr size_t keptRequests = 1000;
    /// Beyond so many, or such a size of what was decided, the oldest that are closed are forgotten.
    static constexpr size_t keptEntries = 10'000;
    static constexpr qsizetype keptDecidedBytes = 16 * 1024 * 1024;
    /// All but the one that is spared.
    void forgetOldest(const QString &spared = {});
    void decide(Entry &entry, protocol::ApprovalResolved resolved);
    void noteRequest(Entry &entry, const QString &requestId, bool accepted);
    /// What waits is counted, and what no longer does is let go but for what a late answer is told.
    void occupy(Entry &entry, const protocol::ApprovalRequired &request);
    void release(Entry &entry);
    std::map<QString, Entry> m_entries;
    std::deque<QString> m_order; ///< of the entries, the oldest first
    std::set<QString> m_open; ///< those that wait, announced ones too
    std::set<std::pair<protocol::Timestamp, QString>> m_expiries; ///< of those that wait
    qsizetype m_openBytes = 0;
    qsizetype m_decidedBytes = 0; ///< of decisions that late answers are told of
};

} // namespace stagewatch::server
