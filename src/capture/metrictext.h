// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/jsonvalue.h"

#include <QStringView>
#include <optional>

namespace stagewatch::capture {

/// The measurements that a line names, as an object of numbers in their order: "loss=0.3, acc=90%", "loss: 0.1234 -
/// accuracy: 0.9". Numbers keep their spelling; nan and inf become the strings that stand for them on the wire. What
/// counts or times the work itself (epoch, step, eta) is left out. Null where there is none.
[[nodiscard]] protocol::JsonValue readMetrics(QStringView text);

/// Seconds: "3s", "1m30s", "1h 2m", "00:12", "1:02:03". Nothing for "?", "-:--:--" and whatever else is no duration.
[[nodiscard]] std::optional<double> readDuration(QStringView text);

} // namespace stagewatch::capture
