// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayList>
#include <QDir>
#include <QRandomGenerator>
#include <QString>

namespace stagewatch::bench {

/// A log on disk of which every message is known, to be copied and harmed.
struct KnownLog
{
    QString folder;
    QString streamId;
    QByteArrayList messages; ///< the n-th is sequence n + 1
};
/// Writes one of several segments, in commits of random sizes. Nothing in `messages` where it cannot.
[[nodiscard]] KnownLog makeKnownLog(const QString &folder, QRandomGenerator *random);

/// One harm done to one file, and what must be left of the messages.
struct Harm
{
    QString file;
    bool isCut = false; ///< else one bit was flipped
    qint64 place = 0; ///< byte
    QByteArrayList good;
    [[nodiscard]] QString text() const;
};
/// Cuts a random file of the copy at a random byte, at least one byte before its end, or flips a random bit in it.
[[nodiscard]] Harm harm(const KnownLog &known, const QDir &copy, QRandomGenerator *random);

/// What a log that was opened again made of its harm.
struct Verdict
{
    bool noticed = false;
    bool served = false; ///< exactly the good messages, in order
    bool duplicated = false; ///< an event twice, or another event under a number of the same stream
    bool streamKept = false;
};
/// Opens the copy twice, as two starts of a server would.
[[nodiscard]] Verdict judge(const KnownLog &known, const Harm &harm, const QString &copy);

} // namespace stagewatch::bench
