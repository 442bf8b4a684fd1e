// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/timestamp.h"

#include <QByteArray>
#include <QString>

namespace stagewatch::protocol {

/// Something in a stream that could not be taken as it came. The stream goes on; a person can look at it.
struct Problem
{
    enum class Kind : quint8 {
        NotJson, ///< the message does not parse
        NotAnObject, ///< JSON, but an array, a string, a number
        NoEventType, ///< an object without event_type
        NotFinite, ///< NaN, Infinity or 1e400 was repaired; the event was kept
        OddField, ///< a field had another JSON type or lay out of range; the event was kept
        BinaryMessage, ///< a binary frame; the guide has text only
        TooBig, ///< larger than the client takes
        OutOfOrder, ///< a sequence that jumped or fell
        Transport, ///< an attempt to connect failed, or a connection ended without a clean close
        ServerError, ///< an error event of the guide
        Local ///< the journal could not be written, a file could not be read
    };
    Kind kind = Kind::NotJson;
    QString text; ///< a sentence in English: what happened, to what
    QByteArray bytes; ///< as received, 64 KiB at most; empty where nothing was received
    Timestamp time{};
    bool operator==(const Problem &) const = default;
};

/// The largest number of bytes that a Problem keeps.
inline constexpr qsizetype problemBytesLimit = 64 * 1024;

} // namespace stagewatch::protocol
