// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace stagewatch::capture {

/// What a terminal would show of a line: escape sequences (colours, cursor movements, titles, links) are taken out,
/// backspaces take back what stands before them, invalid UTF-8 becomes U+FFFD, white space at the end goes.
[[nodiscard]] QString plainText(QByteArrayView line);

/// At most `limit` characters of the text. Where it is longer, or `omittedBytes` were left out of it before, its end
/// says how much is missing. Never cuts a surrogate pair in two.
[[nodiscard]] QString cutText(const QString &text, qsizetype limit, qint64 omittedBytes = 0);

} // namespace stagewatch::capture
