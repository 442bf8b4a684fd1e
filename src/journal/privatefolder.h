// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::journal {

/// Makes the folder and every missing one on the way for this user alone (0700); one that is there stays as it is.
/// False where it cannot be made; errno says why. With `sync` the names of those that are made outlive a power loss.
[[nodiscard]] bool makePrivateFolder(const QString &folder, bool sync = false);

} // namespace stagewatch::journal
