// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>
#include <memory>

namespace stagewatch::server {

/// Makes the folder where it is missing, for this user alone, and holds it for one server for as long as the lock
/// lives, a crash included. Null, and a sentence that names the other server, where it is held already.
[[nodiscard]] std::unique_ptr<QLockFile> lockDataFolder(const QString &folder, QString *error);

} // namespace stagewatch::server
