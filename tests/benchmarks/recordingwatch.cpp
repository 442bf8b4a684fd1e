// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordingwatch.h"

#include "benchreport.h"
#include "plainlook.h"
#include "processusage.h"

#include <QApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

RecordingWatch::RecordingWatch(QApplication &application, const QString &dataFolder, QString file, qint64 events)
    : m_controller(application, plainLook(), dataFolder + u"/settings.ini"_s, dataFolder)
    , m_file(std::move(file))
    , m_events(events)
{
    m_looks.setInterval(1);
    m_looks.setTimerType(Qt::PreciseTimer);
    connect(&m_looks, &QTimer::timeout, this, &RecordingWatch::look);
    connect(&m_controller.workspace(), &app::Workspace::streamAdded, this,
            [this](int id) { m_stream = m_controller.workspace().stream(id); });
}

void RecordingWatch::start()
{
    m_controller.show();
    m_table = m_controller.window().findChild<QAbstractItemView *>(u"logTable"_s);
    m_table->viewport()->installEventFilter(this);
    QTimer::singleShot(windowSettlesMs, this, &RecordingWatch::open);
}

void RecordingWatch::open()
{
    m_gaps.start();
    m_opened = monotonicNow();
    Q_EMIT m_controller.window().openRecordingRequested(m_file);
    if (m_stream)
        m_looks.start();
    else
        end(u"The recording was not opened."_s);
}

double RecordingWatch::sinceOpened() const
{
    return double(monotonicNow() - m_opened) / 1e6;
}

bool RecordingWatch::eventFilter(QObject *watched, QEvent *event)
{
    // The table's model only while it paints: a view is no table any more when it is destroyed.
    if (event->type() == QEvent::Paint && m_opened != 0 && !m_paintNoted && m_table->model()
        && m_table->model()->rowCount() > 0) {
        m_paintNoted = true;
        QMetaObject::invokeMethod(
            this, [this] { m_painted = sinceOpened(); }, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

void RecordingWatch::look()
{
    constexpr double patienceMs = 300'000;
    const bool loaded = !m_stream->isLoading() && m_painted >= 0;
    if (loaded)
        end({});
    else if (sinceOpened() > patienceMs)
        end(u"The recording did not come to its end."_s);
}

void RecordingWatch::end(const QString &error)
{
    const double complete = sinceOpened();
    m_looks.stop();
    m_gaps.stop();
    const model::RunModels *run = m_stream ? m_stream->currentRun() : nullptr;
    const qint64 logs = run ? run->run().logCount() : 0;
    const int rows = m_table->model() ? m_table->model()->rowCount() : 0;
    QJsonObject figures{ { u"firstMs"_s, m_painted },
                         { u"completeMs"_s, complete },
                         { u"logEvents"_s, logs },
                         { u"rows"_s, rows },
                         { u"residentMiB"_s, double(anonymousBytesNow()) / (1024.0 * 1024) },
                         { u"gapP99Ms"_s, quantile(m_gaps.gaps(), 0.99) },
                         { u"gapMaxMs"_s, quantile(m_gaps.gaps(), 1) } };
    if (!error.isEmpty())
        figures.insert(u"error"_s, error);
    else if (logs != m_events)
        figures.insert(u"error"_s, u"Of %1 log events %2 were loaded."_s.arg(m_events).arg(logs));
    Q_EMIT finished(figures);
}

} // namespace stagewatch::bench
