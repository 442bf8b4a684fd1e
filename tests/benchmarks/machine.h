// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

namespace stagewatch::bench {

/// What figures depend on: processor, number of cores, memory, system, kernel.
[[nodiscard]] QJsonObject machineJson();
/// Versions of Stagewatch, Qt, simdjson and the compiler.
[[nodiscard]] QJsonObject partVersions();
/// Both as one line, for below a table.
[[nodiscard]] QString machineLine();

} // namespace stagewatch::bench
