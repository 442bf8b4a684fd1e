// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/rowtable.h"

#include <QString>

namespace stagewatch::model {
class LogModel;
}

namespace stagewatch::ui {

/// What goes to the clipboard from the log. Control characters of a message stay visible escapes, as they are on the
/// screen, so that pasting into a terminal runs nothing; JSON has escapes of its own.
enum class LogCopy {
    Lines, ///< time, level, stage and message of each row, separated by tabs, and how many lines it stands for
    Messages,
    Json ///< the events as received, one a line
};

/// More rows than this are not copied at once.
inline constexpr qsizetype copiedRowsLimit = 100'000;

/// The first copiedRowsLimit of the rows.
[[nodiscard]] QString logCopyText(const model::LogModel &log, const std::vector<RowTable::RowRange> &rows,
                                  LogCopy what);

} // namespace stagewatch::ui
