// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/publishqueue.h"
#include "protocol/jsonvalue.h"
#include "protocol/timestamp.h"

#include <QUrl>
#include <optional>

/// The messages of a publisher, as bytes: one line of JSON that ends in publisher_id and publisher_sequence, on the
/// wire as in the spool. Pure.
namespace stagewatch::client {

/// Who publishes, and what goes beside each of its events.
struct PublisherTag
{
    QString publisherId;
    qint64 publisherSequence = 0;
    QString runId; ///< empty: as the event says, or none
    protocol::Timestamp now{}; ///< for an event without a time
};

/// The message of an event made here.
[[nodiscard]] QByteArray publishMessage(const QString &eventType, const protocol::JsonValue &data,
                                        const PublisherTag &tag);
/// The message of a whole event as a pipeline wrote it, without the fields that belong to the server and to whoever
/// published it before.
[[nodiscard]] QByteArray publishMessage(const protocol::JsonValue &event, const PublisherTag &tag);
/// The tag that an event carries already. Nothing where it has neither id nor number; a sentence in `error` where it
/// has only one of them, or one that cannot be right.
[[nodiscard]] std::optional<PublisherTag> carriedTag(const protocol::JsonValue &event, QString *error);
/// Why no server takes such a message: too long, or no event. Empty where one may.
[[nodiscard]] QString publishFault(const protocol::JsonValue &event);
[[nodiscard]] QString publishFault(QByteArrayView message);

/// The id and number at the end of a message made here; nothing where it has none.
[[nodiscard]] std::optional<Outgoing> readPublishMessage(QByteArray message);

/// Where a project is published to: beside the stream.
[[nodiscard]] QUrl publishUrl(const QUrl &streamUrl, const QUrl &apiUrl);

} // namespace stagewatch::client
