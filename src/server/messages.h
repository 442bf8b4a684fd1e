// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>

/// The messages that our server writes, as bytes.
namespace stagewatch::server {

/// What stands around the data of every message of one stream.
struct Envelope
{
    QString projectId;
    QString streamId;
    bool plainGuide = false; ///< the guide's fields and nothing beside them
};

/// How an event ends that is sent again.
inline constexpr QByteArrayView replayedEnd = R"(,"replayed":true})";
/// A stored event as one that is sent again.
[[nodiscard]] QByteArray asReplayed(QByteArray message);

/// What `connected` tells of a stream.
struct Greeting
{
    qint64 firstSequence = 1;
    qint64 lastSequence = 0;
    QString runId;
    protocol::ProgressScope progressScope = protocol::ProgressScope::Unknown;
    std::vector<protocol::StageName> stages;
};
[[nodiscard]] QByteArray connectedMessage(const Envelope &envelope, const Greeting &greeting, protocol::Timestamp now);
[[nodiscard]] QByteArray pongMessage(const Envelope &envelope, qint64 lastSequence, protocol::Timestamp now);
[[nodiscard]] QByteArray gapMessage(const Envelope &envelope, qint64 requestedSince, qint64 firstSequence,
                                    const QString &reason, protocol::Timestamp now);
[[nodiscard]] protocol::JsonValue cancelAcknowledgement(const QString &requestId, bool delivered, bool plainGuide);
[[nodiscard]] QByteArray cancelAcknowledgedMessage(const Envelope &envelope, const QString &requestId, bool delivered,
                                                   protocol::Timestamp now);
[[nodiscard]] QByteArray approvalAcknowledgedMessage(const Envelope &envelope,
                                                     const protocol::ApprovalAcknowledged &acknowledgement,
                                                     protocol::Timestamp now);
/// The acknowledgement of an event that is stored.
[[nodiscard]] QByteArray publishedMessage(const Envelope &envelope, const QString &publisherId,
                                          std::optional<qint64> publisherSequence, qint64 sequence,
                                          protocol::Timestamp now);
/// An `error` event to one client only: its message could not be taken, the stream goes on. A publisher is told which
/// of its events it was.
[[nodiscard]] QByteArray clientErrorMessage(const Envelope &envelope, const QString &sentence, protocol::Timestamp now,
                                            std::optional<qint64> publisherSequence = {});

} // namespace stagewatch::server
