// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/diskfile.h"

#include <memory>

namespace stagewatch::server {

/// Holds a data folder for one server, until it is destroyed or the process ends, however it ends.
class DataLock
{
public:
    explicit DataLock(journal::Descriptor file)
        : m_file(std::move(file))
    {
    }

private:
    journal::Descriptor m_file;
};

/// Makes the folder where it is missing, for this user alone, and locks it. Null, and a sentence that names the other
/// server, where it is held already. A folder that had a server before needs no room on its disk for this.
[[nodiscard]] std::unique_ptr<DataLock> lockDataFolder(const QString &folder, QString *error);

} // namespace stagewatch::server
