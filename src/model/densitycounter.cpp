// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/densitycounter.h"

#include "model/logmodel.h"

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace stagewatch::model {

DensityCounter::DensityCounter(QObject *parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(100ms);
    connect(&m_timer, &QTimer::timeout, this, &DensityCounter::countNow);
}

DensityCounter::~DensityCounter()
{
    m_worker = {}; // stops and joins before what it calls back is gone
}

void DensityCounter::setLog(LogModel *log, std::shared_ptr<journal::Journal> journal)
{
    if (m_log)
        disconnect(m_log, nullptr, this, nullptr);
    m_log = log;
    m_journal = std::move(journal);
    if (log) {
        connect(log, &LogModel::rowsInserted, this, &DensityCounter::countSoon);
        connect(log, &LogModel::modelReset, this, &DensityCounter::begin);
    }
    begin();
}

void DensityCounter::setEnabled(bool enabled)
{
    m_enabled = enabled;
    if (enabled)
        countSoon();
}

// What is shown until the first counts of the new list come would be marks at the wrong places.
void DensityCounter::begin()
{
    ++m_ticket;
    m_worker.request_stop();
    m_isCounting = false;
    m_isBehind = false;
    m_density = std::make_shared<LogDensity>();
    Q_EMIT changed();
    if (m_enabled && m_log && m_log->rowCount() > 0)
        countNow();
}

void DensityCounter::countSoon()
{
    if (!m_enabled || !m_log)
        return;
    if (m_isCounting)
        m_isBehind = true;
    else if (!m_timer.isActive())
        m_timer.start();
}

void DensityCounter::countNow()
{
    if (!m_enabled || !m_log || m_isCounting)
        return;
    m_isCounting = true;
    m_worker = std::jthread([this, ticket = m_ticket, journal = m_journal, rows = m_log->shown().firstRows(),
                             before = m_density](const std::stop_token &stop) {
        auto density = std::make_shared<LogDensity>(*before);
        density->count(*journal, rows, stop);
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, ticket, density] {
                if (ticket != m_ticket)
                    return; // another list is counted by now
                m_isCounting = false;
                m_density = density;
                Q_EMIT changed();
                if (std::exchange(m_isBehind, false))
                    countSoon();
            },
            Qt::QueuedConnection);
    });
}

} // namespace stagewatch::model
