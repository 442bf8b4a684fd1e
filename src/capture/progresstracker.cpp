// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "capture/progresstracker.h"

#include <algorithm>

namespace stagewatch::capture {

using namespace Qt::StringLiterals;
using protocol::ProgressUpdate;

namespace {

protocol::Progress progressOf(double fraction)
{
    return { fraction, fraction };
}

/// The description without its numbers: "Epoch 3/10" and "Epoch 4/10" are one bar.
QString barName(const QString &label)
{
    QString name;
    for (const QChar c : label) {
        if (!c.isDigit())
            name += c.toLower();
    }
    return name.simplified();
}

} // namespace

ProgressTracker::Step ProgressTracker::take(const ProgressReading &reading)
{
    if (reading.epoch && reading.epoch->total)
        follow(*reading.epoch);
    Step step;
    step.bar = barName(reading.label);
    step.mayNotBeSkipped = reading.hasOwnText || reading.fraction == 1.0;
    step.update.message = reading.message;
    step.update.metrics = reading.metrics;
    step.update.estimatedTimeRemaining = reading.secondsLeft;
    if (m_epoch)
        place(reading, step.update);
    else if (reading.fraction)
        step.update.progress = progressOf(*reading.fraction);
    return step;
}

void ProgressTracker::follow(const EpochReading &epoch)
{
    const bool goesOn = m_epoch && m_epoch->total == *epoch.total && epoch.number >= m_epoch->number;
    m_epoch = Series{ epoch.number, *epoch.total, goesOn ? m_epoch->reached : 0 };
}

void ProgressTracker::place(const ProgressReading &reading, ProgressUpdate &update)
{
    const auto total = double(m_epoch->total);
    const double before = double(std::max<qint64>(m_epoch->number - 1, 0)); // some count epochs from 0
    if (!reading.epoch)
        update.message = u"Epoch %1/%2, %3"_s.arg(m_epoch->number).arg(m_epoch->total).arg(reading.message);
    if (!reading.fraction)
        return;
    m_epoch->reached = std::max(m_epoch->reached, std::min((before + *reading.fraction) / total, 1.0));
    update.progress = progressOf(m_epoch->reached);
    // The line tells when this epoch ends; the ones after it will take as long as this one.
    if (update.estimatedTimeRemaining && *reading.fraction < 1) {
        const double anEpoch = *update.estimatedTimeRemaining / (1 - *reading.fraction);
        update.estimatedTimeRemaining = *update.estimatedTimeRemaining + anEpoch * (total - before - 1);
    } else if (before + 1 < total) {
        update.estimatedTimeRemaining.reset();
    }
}

} // namespace stagewatch::capture
