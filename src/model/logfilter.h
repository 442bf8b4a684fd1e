// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QStringList>
#include <optional>

namespace stagewatch::model {

/// Which lines of a log are shown. Gaps and the run's end are always shown. A plain value.
struct LogFilter
{
    static constexpr quint8 allLevels = 0x3f;
    quint8 levels = allLevels; ///< bit n: protocol::LogLevel(n)
    std::optional<QStringList> stages; ///< ids; nothing: all. The empty id stands for lines without a stage.

    [[nodiscard]] static constexpr quint8 bit(protocol::LogLevel level) { return quint8(1U << quint8(level)); }
    /// That level and everything above.
    [[nodiscard]] static constexpr quint8 from(protocol::LogLevel level)
    {
        return quint8(allLevels & (0xffU << quint8(level)));
    }
    [[nodiscard]] bool isEverything() const { return levels == allLevels && !stages; }
    bool operator==(const LogFilter &) const = default;
};

} // namespace stagewatch::model
