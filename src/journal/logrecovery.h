// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logindex.h"
#include "journal/logwriter.h"

#include <QStringList>
#include <optional>

namespace stagewatch::journal {

/// A log as it was found on disk, verified.
struct RecoveredLog
{
    StreamCard card;
    std::vector<SegmentIndex> segments;
    QStringList notices; ///< sentences
    [[nodiscard]] LogWriter::Last last() const
    {
        if (segments.empty())
            return {};
        const SegmentIndex &newest = segments.back();
        return { newest.first, newest.dataSize(), qint64(newest.ends.size()) };
    }
};

/// Reads a log and puts it in order: a torn end is cut, missing checks are written anew, and what an interrupted trim
/// left goes. Where anything else is wrong, the folder is renamed to NAME+damaged-TIME and a new stream made of every
/// message in it that is still good; "+" is in no project's id. A new log is only in memory. Nothing and a sentence
/// where the folder cannot be used; it is then as it was.
[[nodiscard]] std::optional<RecoveredLog> recoverLog(const LogLayout &layout, QString *error);

} // namespace stagewatch::journal
