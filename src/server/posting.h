// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QByteArray>
#include <variant>

namespace stagewatch::server {

/// An event on its way into a stream: the message as watchers will get it, without what the stream adds at its end.
struct Posting
{
    QByteArray head; ///< one JSON object with event_type, project_id, timestamp and data, without its closing brace
    QString runId; ///< empty: the run that is under way, or a new one
    QString publisherId; ///< empty: sent without a promise to send again
    std::optional<qint64> publisherSequence;
    bool asksApproval = false;
    bool isLog = false; ///< a log line, which begins, asks and ends nothing
    bool readsBack = false; ///< it is known that a Decoder takes it
    bool operator==(const Posting &) const = default;
};

/// Why an event of a publisher is not taken.
struct PostingFault
{
    QString field; ///< empty: the message as a whole
    QString sentence;
    std::optional<qint64> publisherSequence; ///< of the message, where it could be read
    bool operator==(const PostingFault &) const = default;
};

/// Reads what a publisher sent (PROTOCOL section 3, publishing): project_id and timestamp may be left out, an approval
/// without an id gets one, everything else stays as it was written. What belongs to the server is refused: its own
/// event types, sequence, stream_id, replayed; and so is an event of another project.
[[nodiscard]] std::variant<Posting, PostingFault> readPosting(protocol::JsonValue message, const QString &projectId,
                                                              protocol::Timestamp now);
/// The same from bytes.
[[nodiscard]] std::variant<Posting, PostingFault> readPosting(QByteArrayView utf8, const QString &projectId,
                                                              protocol::Timestamp now);
/// An event of the server or of a scripted pipeline; `dataJson` is one line of JSON.
[[nodiscard]] Posting makePosting(const QString &eventType, const QString &projectId, QByteArrayView dataJson,
                                  protocol::Timestamp now);
/// True for 1 to 128 of the characters that run and publisher ids are made of: letters, digits, and . _ : ~ -
[[nodiscard]] bool isValidTag(QStringView text);

/// What a stream adds to a message, read back from its end.
struct MessageTail
{
    qsizetype begin = 0; ///< where it begins in the message, at its comma
    qint64 sequence = 0;
    QByteArray runId;
    QByteArray publisherId;
    qint64 publisherSequence = 0;
    bool operator==(const MessageTail &) const = default;
};
[[nodiscard]] std::optional<MessageTail> readTail(QByteArrayView message);
/// The end of a message behind its number.
[[nodiscard]] QByteArray makeTail(const QString &streamId, const QString &runId, const Posting &posting);
/// The message without what the stream added: as a server of the guide alone would send it.
[[nodiscard]] QByteArray withoutTail(const QByteArray &message);

} // namespace stagewatch::server
