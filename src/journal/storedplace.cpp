// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journal/storedplace.h"

#include "protocol/jsonreader.h"

namespace stagewatch::journal {

namespace {
constexpr QByteArrayView sequenceKey = R"(,"sequence":)";
constexpr QByteArrayView streamKey = R"(,"stream_id":")";
} // namespace

std::optional<StoredPlace> storedPlace(QByteArrayView message)
{
    // A quote within a string is escaped, so the key's bytes are found nowhere but where a key stands; the last one is
    // the envelope's, for nothing but plain strings and numbers follows it.
    StoredPlace place;
    place.begin = message.lastIndexOf(sequenceKey);
    if (place.begin < 0)
        return std::nullopt;
    const qsizetype number = place.begin + sequenceKey.size();
    const qsizetype key = message.indexOf(streamKey, number);
    if (key < 0)
        return std::nullopt;
    bool ok = false;
    place.sequence = message.sliced(number, key - number).toLongLong(&ok);
    const qsizetype id = key + streamKey.size();
    const qsizetype quote = message.indexOf('"', id);
    if (!ok || place.sequence < 1 || quote < 0)
        return std::nullopt;
    place.streamId = message.sliced(id, quote - id);
    place.end = quote + 1;
    return place;
}

QByteArray movedTo(QByteArrayView message, const StoredPlace &place, qint64 sequence, QByteArrayView streamId)
{
    QByteArray moved;
    moved.reserve(message.size() + streamId.size() + 16);
    moved += message.first(place.begin);
    moved += sequenceKey;
    moved += QByteArray::number(sequence);
    moved += streamKey;
    moved += streamId;
    moved += '"';
    moved += message.sliced(place.end);
    return moved;
}

bool isWholeMessage(QByteArrayView line)
{
    if (!line.startsWith('{') || !line.endsWith('}'))
        return false;
    const protocol::JsonDocument document = protocol::readJson(line);
    return document.value && document.value->isObject();
}

} // namespace stagewatch::journal
