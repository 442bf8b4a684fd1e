// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "capture/progressreader.h"

/// The single forms that readProgress() knows, each by itself. Every one takes the whole line.
namespace stagewatch::capture {

/// tqdm: " 45%|████▌     | 45/100 [00:10<00:12,  4.50it/s, loss=0.3]", also without a total.
[[nodiscard]] std::optional<ProgressReading> readTqdm(const QString &line);
/// Keras: "45/100 [====>....] - ETA: 3s - loss: 0.1234", "45/100 ━━━━━━━━ 3s 32ms/step - loss: 0.1234".
[[nodiscard]] std::optional<ProgressReading> readKeras(const QString &line);
/// "Epoch 3/10", "Epoch [3/10], Step [45/100], Loss: 0.3", "Train Epoch: 3 [640/60000 (1%)]".
[[nodiscard]] std::optional<ProgressReading> readEpoch(const QString &line);
/// "step 3/10", "Processing file 30 of 100", "[3/10] text".
[[nodiscard]] std::optional<ProgressReading> readCounter(const QString &line, bool redrawn);
/// "Downloading: 45%", "━━━━━╸━━━━ 1.2/3.4 MB eta 0:00:01", "[ 45%] text", "45% done".
[[nodiscard]] std::optional<ProgressReading> readPercentage(const QString &line, bool redrawn);

/// "Epoch 3/10" or "Epoch 2" as the description of another bar.
[[nodiscard]] std::optional<EpochReading> epochIn(const QString &label);

} // namespace stagewatch::capture
