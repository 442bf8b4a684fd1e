// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace stagewatch::model {

/// What a log is searched for. A plain value.
struct LogSearch
{
    QString pattern; ///< empty: nothing is searched
    bool isRegex = false;
    bool isCaseSensitive = false;
    bool operator==(const LogSearch &) const = default;
};

} // namespace stagewatch::model
