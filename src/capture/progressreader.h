// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QString>
#include <QStringView>
#include <optional>

namespace stagewatch::capture {

/// Where a training stands among its epochs.
struct EpochReading
{
    qint64 number = 0; ///< of the epoch that is worked on, as printed
    std::optional<qint64> total; ///< nothing where only the number is printed
    bool operator==(const EpochReading &) const = default;
};

/// What one line says of how far the work is.
struct ProgressReading
{
    QString label; ///< what tells this bar from others: its description; may be empty
    std::optional<double> fraction; ///< 0..1 of what the line counts: one epoch's share where it names an epoch
    std::optional<EpochReading> epoch;
    std::optional<double> secondsLeft; ///< for the rest of that fraction
    QString message; ///< the line without its drawing
    protocol::JsonValue metrics; ///< an object of numbers, or null
    bool hasOwnText = false; ///< says more than counts and measurements: none of these may be skipped
    bool operator==(const ProgressReading &) const = default;
};

/// Recognises progress bars and counters: tqdm and all that draws like it (PyTorch Lightning), Keras 2 and 3, rich and
/// pip, "epoch 3/10", "Step 30 of 100", "[3/10]", percentages. `line` is plain text; `redrawn`: a carriage return drew
/// it over another, so that a percentage in it is most likely one of progress.
[[nodiscard]] std::optional<ProgressReading> readProgress(QStringView line, bool redrawn);

} // namespace stagewatch::capture
