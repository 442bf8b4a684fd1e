// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringView>

namespace stagewatch::journal {

/// What a fast scan over a journal's raw lines looks for, so that no line is missed whose message matches a pattern.
struct Prefilter
{
    /// An expression over the bytes of a line, in the part of PCRE that Hyperscan has. Empty: any line may match.
    QByteArray expression;
    bool caseless = false;
    /// Lines with one of the two characters beyond ASCII that match the letters k and s when case does not count may
    /// match too: U+212A and U+017F.
    bool alsoKelvinAndLongS = false;
};

/// Rewrites a regular expression over messages into one over the JSON that they stand in. It may find too much, never
/// too little, but for characters below U+0080 that are written as \u00XX without need: lines with such an escape have
/// to be looked at in any case (escapedAscii). What it does not understand gives an empty expression. Pure.
[[nodiscard]] Prefilter prefilterOf(QStringView pattern, bool caseSensitive);

/// Expressions of the same kind for the lines that have to be looked at besides.
inline constexpr const char *escapedAscii = R"(\\u00[2-7])";
inline constexpr const char *kelvinAndLongS = R"(\xe2\x84\xaa|\xc5\xbf|\\u212[aA]|\\u017[fF])";

} // namespace stagewatch::journal
