// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/fields.h"

namespace stagewatch::protocol {

/// What a payload is read from.
struct PayloadSource
{
    const Fields &root; ///< the message
    const Fields &data; ///< its `data`; the message itself where it has none
    Timestamp time{}; ///< of the event, for parts of a snapshot that carry no time of their own
};

/// The payload of a message of that type; UnknownEvent for every type that Stagewatch does not know. Whatever is
/// missing keeps its default; whatever is odd goes into the fields' problem list.
[[nodiscard]] Payload decodePayload(QStringView eventType, const PayloadSource &source);

[[nodiscard]] Log decodeLog(const Fields &data);
[[nodiscard]] Decision decodeDecision(const Fields &data);
[[nodiscard]] ApprovalRequired decodeApprovalRequired(const Fields &data);
[[nodiscard]] ApprovalResolved decodeApprovalResolved(const Fields &data);
[[nodiscard]] Snapshot decodeSnapshot(const PayloadSource &source);
[[nodiscard]] ProgressScope decodeProgressScope(const Fields &data);
[[nodiscard]] std::vector<StageName> decodeStageNames(const Fields &data);

/// The members of an approval's or a result's `data` that Stagewatch gives a meaning of its own; all others are the
/// proposal (or the result) where a server does not put it under the guide's name.
[[nodiscard]] bool isEnvelopeField(QStringView name);
[[nodiscard]] bool isApprovalField(QStringView name);
[[nodiscard]] bool isCompletionField(QStringView name);

} // namespace stagewatch::protocol
