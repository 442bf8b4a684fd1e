// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/posting.h"
#include "server/refusal.h"

#include <vector>

namespace stagewatch::server {

/// The body of a POST …/events: one event, an array of them, or NDJSON, as its content type says.
struct PublishBody
{
    QByteArray contentType;
    QByteArray idempotencyKey; ///< empty: none; the same key again stores nothing again
    QByteArray body;
};

/// The events of the body, all of them, or why it is refused as a whole: the index and the field of the first bad one
/// stand in the refusal's members.
[[nodiscard]] std::variant<std::vector<Posting>, Refusal>
readPublishBody(const PublishBody &request, const QString &projectId, protocol::Timestamp now);
/// The refusal of a batch for one of its events.
[[nodiscard]] Refusal refuseEvent(size_t index, const PostingFault &fault);

} // namespace stagewatch::server
