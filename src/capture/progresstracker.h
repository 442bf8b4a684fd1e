// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/progressreader.h"
#include "protocol/event.h"

namespace stagewatch::capture {

/// Puts readings of single bars together to the progress of the whole: epoch 3 of 10 with its bar half way is 0.25.
/// Within one series of epochs it never runs backwards, so a validation bar between two epochs holds it where it is.
/// Bars outside a series stand for themselves.
class ProgressTracker
{
public:
    struct Step
    {
        QString bar; ///< which bar this is, the same from one state of it to the next
        protocol::ProgressUpdate update; ///< without a stage
        bool mayNotBeSkipped = false; ///< the bar's end, or a line with a text of its own
        bool operator==(const Step &) const = default;
    };
    [[nodiscard]] Step take(const ProgressReading &reading);
    /// A new stage: its bars have nothing to do with the epochs of the one before.
    void reset() { m_epoch.reset(); }

private:
    struct Series
    {
        qint64 number = 0;
        qint64 total = 0;
        double reached = 0;
    };
    void follow(const EpochReading &epoch);
    void place(const ProgressReading &reading, protocol::ProgressUpdate &update);

    std::optional<Series> m_epoch;
};

} // namespace stagewatch::capture
