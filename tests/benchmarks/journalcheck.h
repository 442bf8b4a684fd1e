// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "logstream.h"

#include <QString>

namespace stagewatch::bench {

/// Whether every event of the stream stands in the journal, once, in order, byte for byte. A sentence where not.
[[nodiscard]] QString checkJournal(const QString &path, LogStream &stream);

} // namespace stagewatch::bench
