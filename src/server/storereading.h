// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/eventstore.h"

#include <algorithm>

namespace stagewatch::server {

/// What is read from a store at once, in bytes.
constexpr qsizetype storeBytesAtATime = 1024 * 1024;

/// Where the run of the message before `end` begins, found in a few reads however long the run is. Where messages of
/// other runs lie between its own it may be a place before that; a fold from there comes to the same.
[[nodiscard]] qint64 beginOfLastRun(const EventStore &store, qint64 end);

/// Hands over the messages from one on in order, read many at a time. One that cannot be read is left out.
template <typename Take> void readToEnd(const EventStore &store, qint64 from, const Take &take)
{
    while (from < store.end()) {
        const EventStore::Lines lines = store.readSome(from, storeBytesAtATime);
        from += std::max<qint64>(1, qint64(lines.ends.size()));
        quint32 begin = 0;
        for (const quint32 end : lines.ends) {
            take(lines.bytes.mid(begin, end - 1 - begin));
            begin = end;
        }
    }
}

} // namespace stagewatch::server
