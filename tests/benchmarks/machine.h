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

/// To be called after much was freed, a gigabyte of journal removed, say. Two seconds after it a Linux guest hands free
/// memory back to its host (free page reporting of virtio_balloon), and the host stops every core for up to 60 ms on
/// it. Waits until that is over, so that it is no part of what is measured next; returns at once elsewhere.
void awaitMemoryHandedBack();

} // namespace stagewatch::bench
