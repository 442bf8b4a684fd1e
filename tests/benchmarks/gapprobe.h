// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <vector>

namespace stagewatch::bench {

/// Measures how long the event loop of its thread goes without a turn: the time between two ticks of a timer of 1 ms,
/// which is what a click would have to wait. Costs a thousand wake-ups a second.
class GapProbe : public QObject
{
    Q_OBJECT
public:
    explicit GapProbe(QObject *parent = nullptr);
    /// Forgets what was measured, and measures from now on.
    void start();
    void stop() { m_timer.stop(); }
    /// Milliseconds, in the order in which they came.
    [[nodiscard]] const std::vector<double> &gaps() const { return m_gaps; }

private:
    void tick();
    QTimer m_timer;
    QElapsedTimer m_clock;
    std::vector<double> m_gaps;
};

} // namespace stagewatch::bench
