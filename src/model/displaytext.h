// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::model {

/// The most characters of one cell.
inline constexpr qsizetype cellTextLimit = 4096;

/// Text of a server made safe to paint on one line, as plain text: control, bidi and zero-width characters, lone
/// surrogates and line separators become visible escapes (\n, \t, \x1b, \u202e). What is longer than `limit` is cut and
/// ends in "…"; -1: never cut. It does not escape HTML: use it with Qt::PlainText only.
[[nodiscard]] QString visibleText(QStringView text, qsizetype limit = cellTextLimit);

/// The same for a text view: line breaks and tabs stay what they are.
[[nodiscard]] QString visibleLines(QStringView text, qsizetype limit = -1);

/// What a terminal leaves of a text that draws its lines anew: of each line what comes after the last carriage return
/// that more text follows. One that ends a line is no part of it.
[[nodiscard]] QString drawnText(const QString &text);

} // namespace stagewatch::model
