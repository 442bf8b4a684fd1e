// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>
#include <QByteArrayView>

/// What a watcher says to a server: the guide's three messages and PROTOCOL section 3's additions to them.
namespace stagewatch::protocol {

struct Ping
{
    bool operator==(const Ping &) const = default;
};

struct PongReply
{
    bool operator==(const PongReply &) const = default;
};

struct Cancel
{
    QString reason;
    bool force = false;
    QString requestId;
    bool operator==(const Cancel &) const = default;
};

struct GetState
{
    QString streamId;
    std::optional<qint64> since; ///< replay what follows this sequence; 0 or more
    bool operator==(const GetState &) const = default;
};

struct ApprovalResponse
{
    QString approvalId;
    ApprovalDecision decision = ApprovalDecision::Rejected;
    std::optional<JsonValue> approvalData; ///< nothing: as proposed
    QString comment;
    QString responder;
    QString requestId;
    bool operator==(const ApprovalResponse &) const = default;
};

using ClientMessage = std::variant<Ping, PongReply, Cancel, GetState, ApprovalResponse>;

/// One line of compact JSON. Optional fields that are empty are left out, so a guide-only server sees the guide's
/// message.
[[nodiscard]] QByteArray encode(const ClientMessage &message);

/// A client's message, or the sentence to refuse it with: what is wrong in which field.
struct DecodedClientMessage
{
    std::optional<ClientMessage> message;
    QString error;
};
[[nodiscard]] DecodedClientMessage decodeClientMessage(QByteArrayView utf8);

} // namespace stagewatch::protocol
