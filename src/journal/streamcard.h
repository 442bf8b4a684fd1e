// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::journal {

/// What is known of a stream beside its messages: the file stream.json in its folder, with a check of its own.
struct StreamCard
{
    static constexpr int format = 1;
    QString streamId;
    QString projectId;
    qint64 firstSequence = 1; ///< everything before it was trimmed
    qint64 newestSegment = 0; ///< first sequence of the segment that is written
    bool operator==(const StreamCard &) const = default;
};

enum class CardState { Good, Missing, Damaged, Newer, Unreadable };
/// `error` is errno for Unreadable.
[[nodiscard]] CardState readCard(const QString &folder, StreamCard *card, int *error);
/// errno; 0 is success.
[[nodiscard]] int writeCard(const QString &folder, const StreamCard &card, bool sync);
/// An id that no stream had before.
[[nodiscard]] QString makeStreamId();

} // namespace stagewatch::journal
