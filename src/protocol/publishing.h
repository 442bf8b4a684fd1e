// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <variant>

/// What a server answers to a publisher's events (PROTOCOL section 3, publishing). These messages belong to one
/// connection and are no events of a stream.
namespace stagewatch::protocol {

/// The event is stored.
struct Published
{
    QString publisherId; ///< empty: the server did not say
    qint64 publisherSequence = 0;
    qint64 sequence = 0; ///< its number in the stream; 0: the server did not say
    bool operator==(const Published &) const = default;
};

/// An `error` of the server. With a number it refuses that event, and the others go on; without one it is about the
/// connection.
struct PublishRefusal
{
    QString publisherId; ///< empty: the server did not say
    std::optional<qint64> publisherSequence;
    QString sentence;
    bool operator==(const PublishRefusal &) const = default;
};

/// monostate: the message is something else.
using PublishAnswer = std::variant<std::monostate, Published, PublishRefusal>;
[[nodiscard]] PublishAnswer readPublishAnswer(const JsonValue &message);

/// True for an event that only a server says, `connected` and `approval_resolved` say: a publisher that could would
/// speak in its name.
[[nodiscard]] bool isServerEventType(QStringView eventType);

} // namespace stagewatch::protocol
