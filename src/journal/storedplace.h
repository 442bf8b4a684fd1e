// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <optional>

namespace stagewatch::journal {

/// What a stored message says of its place: it ends in `,"sequence":N,"stream_id":"…"` and further members.
struct StoredPlace
{
    qint64 sequence = 0;
    QByteArrayView streamId; ///< points into the message
    qsizetype begin = 0; ///< of that text in the message, with its comma
    qsizetype end = 0; ///< one beyond it
};

/// Reads the place of a message; nothing where it has none.
[[nodiscard]] std::optional<StoredPlace> storedPlace(QByteArrayView message);
/// The message at another place, its other members untouched.
[[nodiscard]] QByteArray movedTo(QByteArrayView message, const StoredPlace &place, qint64 sequence,
                                 QByteArrayView streamId);
/// Whether a line without its line break is one JSON object, read as tolerantly as every message is.
[[nodiscard]] bool isWholeMessage(QByteArrayView line);

} // namespace stagewatch::journal
