// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <chrono>

namespace stagewatch::server {

/// Keeps a flood of refusals out of an operator's log: so many lines a second are written, the others only counted.
/// Pure; the clock comes from outside.
class RefusalLog
{
public:
    explicit RefusalLog(int linesPerSecond = 20)
        : m_most(linesPerSecond)
    {
    }
    /// What to write for this one: nothing, itself, or how many were left out before it and itself.
    [[nodiscard]] QStringList note(const QString &line, std::chrono::milliseconds now);

private:
    int m_most;
    std::chrono::milliseconds m_since{ -1 }; ///< when the second began that is counted; -1: none yet
    int m_lines = 0;
    qint64 m_leftOut = 0;
};

} // namespace stagewatch::server
