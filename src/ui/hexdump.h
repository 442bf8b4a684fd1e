// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

namespace stagewatch::ui {

/// Bytes as people read them: sixteen a line, with the offset before and the ASCII text after; whatever is no printable
/// ASCII is a dot.
[[nodiscard]] QString hexDump(QByteArrayView bytes);

/// Bytes as UTF-8 text; a byte that is none becomes \xff, say.
[[nodiscard]] QString byteText(QByteArrayView bytes);

} // namespace stagewatch::ui
