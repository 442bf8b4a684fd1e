// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::bench {

/// A journal with millions of log events, as the window writes it; made once and kept.
class LargeJournal
{
public:
    /// In the user's cache.
    [[nodiscard]] static QString defaultFolder();
    /// The path of the journal, which is written where it is not there yet. Empty and a sentence where it cannot be.
    /// It is read once, so that it lies in the page cache where memory suffices.
    [[nodiscard]] static QString make(const QString &folder, qint64 events, QString *error);
};

} // namespace stagewatch::bench
