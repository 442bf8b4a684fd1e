// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/clientmessage.h"
#include "protocol/event.h"

#include <map>

namespace stagewatch::model {

/// What became of the answers that this person sent: one entry an approval. Pure; the clock comes in from outside.
class ApprovalLedger
{
public:
    enum class State { None, Sending, Confirmed, AlreadyDecided, Unconfirmed, NotSent };
    struct Entry
    {
        State state = State::None;
        protocol::ApprovalResponse response;
        protocol::Timestamp sentAt{};
        std::optional<protocol::ApprovalResolved> resolution; ///< the one that stands
        bool operator==(const Entry &) const = default;
    };
    /// No answer within this time: the server confirmed nothing (PROTOCOL section 3).
    static constexpr std::chrono::seconds confirmationLimit{ 10 };

    void sent(const protocol::ApprovalResponse &response, protocol::Timestamp now);
    /// The socket was gone when the answer should have left.
    void notSent(const protocol::ApprovalResponse &response, protocol::Timestamp now);
    /// Takes approval_acknowledged and approval_resolved, ignores everything else. True if an entry changed.
    bool apply(const protocol::Event &event);
    /// Moves answers that waited too long to Unconfirmed. True if an entry changed.
    bool tick(protocol::Timestamp now);
    [[nodiscard]] Entry entry(const QString &approvalId) const;
    [[nodiscard]] bool isWaiting() const; ///< some entry is Sending

private:
    std::map<QString, Entry> m_entries;
};

} // namespace stagewatch::model
