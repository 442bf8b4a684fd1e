// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gapprobe.h"

namespace stagewatch::bench {

GapProbe::GapProbe(QObject *parent)
    : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(1);
    connect(&m_timer, &QTimer::timeout, this, &GapProbe::tick);
}

void GapProbe::start()
{
    constexpr size_t expected = 100'000;
    m_gaps.clear();
    m_gaps.reserve(expected); // so that the probe itself makes no gap
    m_clock.start();
    m_timer.start();
}

void GapProbe::tick()
{
    m_gaps.push_back(double(m_clock.nsecsElapsed()) / 1e6);
    m_clock.start();
}

} // namespace stagewatch::bench
