// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::bench {

/// Makes the record of a long training run: NDJSON as Python's json.dumps writes it, about 250 bytes a line, mostly log
/// lines of the words and numbers that training programs write; one message in eight has characters that are escaped
/// as \u and one in twenty as UTF-8. The same bytes for the same count. A file that is there already and has that many
/// lines is left as it is. False with a sentence where the file cannot be written.
[[nodiscard]] bool makeLogJournal(const QString &path, qint64 lines, QString *error);

} // namespace stagewatch::bench
