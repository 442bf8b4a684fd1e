// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::app {

/// Quoted, where it must be, so that a shell reads it as one word: for commands that a person is told to type.
[[nodiscard]] QString shellWord(const QString &text);

} // namespace stagewatch::app
