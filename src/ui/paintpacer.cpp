// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paintpacer.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

namespace stagewatch::ui {

namespace {
constexpr int frameMs = 16;
}

PaintPacer::PaintPacer(QWidget *window)
    : QObject(window)
    , m_window(window)
{
    m_next.setSingleShot(true);
    m_next.setTimerType(Qt::PreciseTimer);
    connect(&m_next, &QTimer::timeout, this, &PaintPacer::paintNow);
    window->installEventFilter(this);
}

bool PaintPacer::eventFilter(QObject *object, QEvent *event)
{
    if (object != m_window || event->type() != QEvent::UpdateRequest || m_passing)
        return QObject::eventFilter(object, event);
    const qint64 since = m_sinceLast.isValid() ? m_sinceLast.elapsed() : frameMs;
    if (since < frameMs) {
        // Qt asks once until it has painted, so nothing is lost by keeping the request for a while.
        if (!m_next.isActive())
            m_next.start(int(frameMs - since));
        return true;
    }
    m_next.stop();
    m_sinceLast.start();
    return QObject::eventFilter(object, event);
}

void PaintPacer::paintNow()
{
    m_sinceLast.start();
    m_passing = true;
    QEvent request(QEvent::UpdateRequest);
    QCoreApplication::sendEvent(m_window, &request);
    m_passing = false;
}

} // namespace stagewatch::ui
