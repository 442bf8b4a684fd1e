// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/eventstore.h"

namespace stagewatch::server {

EventStore::Lines EventStore::readSome(qint64 sequence, qsizetype bytes) const
{
    Lines lines;
    for (qint64 next = sequence; next < end(); ++next) {
        const QByteArray message = read(next);
        if (message.isEmpty() || (!lines.ends.empty() && lines.bytes.size() + message.size() >= bytes))
            break;
        lines.bytes += message;
        lines.bytes += '\n';
        lines.ends.push_back(quint32(lines.bytes.size()));
    }
    return lines;
}

} // namespace stagewatch::server
