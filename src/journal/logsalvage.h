// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/logwriter.h"

#include <QString>
#include <optional>

namespace stagewatch::journal {

struct Salvage
{
    QString notice; ///< a sentence
};

/// Makes a new stream of every good message of a damaged log and sets the old folder aside. First the new one is
/// written beside it (NAME+salvage), then it is complete (NAME+salvaged), then the two are renamed: wherever that is
/// interrupted, nothing is lost. Nothing and a sentence where it cannot be done; the log is then as it was.
[[nodiscard]] std::optional<Salvage> salvageLog(const LogLayout &layout, const QString &damage, QString *error);
/// Puts in place, or removes, what an interrupted salvage left.
void finishSalvage(const QString &folder);
/// First sequences of the segments in a folder, ascending.
[[nodiscard]] std::vector<qint64> segmentsIn(const QString &folder);

} // namespace stagewatch::journal
