// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logoptions.h"
#include "journal/segmentfile.h"
#include "journal/streamcard.h"

#include <QString>
#include <memory>
#include <vector>

namespace stagewatch::journal {

/// The part of an event log that waits for the disk: whatever it is told is done when the call returns. One thread at a
/// time. Makes the folder and the first files with the first message.
class LogWriter
{
public:
    /// `last` is the newest segment of a log that is there already.
    struct Last
    {
        qint64 first = 0;
        qint64 dataSize = 0;
        qint64 records = 0;
    };
    LogWriter(LogLayout layout, StreamCard card, const Last &last);

    struct Outcome
    {
        QString error; ///< a sentence; empty: written, and synced where it should be
        std::shared_ptr<SegmentFile> segment; ///< that holds the batch
        bool isNewSegment = false;
        double syncSeconds = 0;
    };
    /// All of the batch or nothing of it.
    [[nodiscard]] Outcome write(const LogBatch &batch);
    /// Forgets the segments, the oldest ones, for good; the log then begins with `newFirst`. A sentence on failure.
    [[nodiscard]] QString trim(const std::vector<qint64> &segments, qint64 newFirst);

private:
    [[nodiscard]] int makeRoom(qint64 first);
    [[nodiscard]] int begin(qint64 first);
    [[nodiscard]] bool sync() const { return m_layout.durability == Durability::Synced; }

    LogLayout m_layout;
    StreamCard m_card;
    Last m_last;
    std::shared_ptr<SegmentFile> m_segment;
};

} // namespace stagewatch::journal
