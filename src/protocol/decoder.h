// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"
#include "protocol/problem.h"

#include <QByteArrayView>
#include <memory>

namespace stagewatch::protocol {

/// What one message of a server came to: an event, problems, or both (a repaired one).
struct Decoded
{
    std::optional<Event> event;
    std::vector<Problem> problems; ///< empty for a message without fault, and then without an allocation
};

/// Turns a server's messages into events, tolerant as PROTOCOL section 1 asks: only event_type is required.
/// Reuses its buffers and its stage names from message to message, so keep one a connection. Not thread-safe; may move
/// between threads.
class Decoder
{
public:
    Decoder();
    ~Decoder();
    Decoder(Decoder &&) noexcept;
    Decoder &operator=(Decoder &&) noexcept;

    /// `receivedAt` stands in where the message has no usable timestamp. Never throws, never asserts, whatever comes.
    [[nodiscard]] Decoded decode(QByteArrayView utf8, Timestamp receivedAt);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace stagewatch::protocol
