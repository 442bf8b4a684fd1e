// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowwatch.h"

#include "benchreport.h"
#include "logstream.h"
#include "plainlook.h"

#include "model/logmodel.h"

#include <QAction>
#include <QApplication>
#include <QScrollBar>

#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {

constexpr int lookMs = 100;
constexpr qint64 patience = 60'000'000'000; ///< ns without a single new event
constexpr int memorySettlesMs = 1000;
constexpr double bytesInMebibyte = 1024.0 * 1024;

} // namespace

WindowWatch::WindowWatch(QApplication &application, Options options)
    : m_options(std::move(options))
    , m_controller(application, plainLook(), m_options.dataFolder + u"/settings.ini"_s, m_options.dataFolder)
{
    m_looks.setInterval(lookMs);
    connect(&m_looks, &QTimer::timeout, this, &WindowWatch::look);
    connect(&m_controller.workspace(), &app::Workspace::problem, this, &WindowWatch::complain);
}

void WindowWatch::start()
{
    m_controller.show();
    QTimer::singleShot(windowSettlesMs, this, &WindowWatch::connectAll);
}

void WindowWatch::connectAll()
{
    for (int i = 0; i < m_options.projects; ++i) {
        QString error;
        const app::ConnectionInput input{ .address = u"ws://127.0.0.1:%1"_s.arg(m_options.port),
                                          .projectId = u"project-%1"_s.arg(i + 1),
                                          .tokenFile = {},
                                          .token = {},
                                          .caFile = {},
                                          .maxAttempts = 1 };
        const std::optional<int> stream = m_controller.connectTo(input, &error);
        if (!stream) {
            complain(error);
            report();
            return;
        }
        m_streams.append(*stream);
    }
    m_controller.window().showRun(m_streams.first());
    for (QAction *action : m_controller.window().findChildren<QAction *>()) {
        if (m_options.showsOverview && action->shortcut() == QKeySequence(Qt::ALT | Qt::Key_1))
            action->trigger();
    }
    m_table = m_controller.window().findChild<QAbstractItemView *>(u"logTable"_s);
    m_table->viewport()->installEventFilter(this);
    if (m_options.events > 0) // the first event makes the run
        connect(m_controller.workspace().stream(m_streams.first()), &model::Stream::runAdded, this,
                &WindowWatch::begin);
    m_heardLast = monotonicNow();
    m_looks.start();
}

const model::Run *WindowWatch::run(int stream)
{
    const model::Stream *found = m_controller.workspace().stream(stream);
    const model::RunModels *models = found ? found->currentRun() : nullptr;
    return models ? &models->run() : nullptr;
}

bool WindowWatch::hasAllRuns()
{
    return std::all_of(m_streams.cbegin(), m_streams.cend(), [this](int id) { return run(id) != nullptr; });
}

qint64 WindowWatch::eventCount()
{
    qint64 count = 0;
    for (const int id : std::as_const(m_streams)) {
        if (const model::Stream *stream = m_controller.workspace().stream(id))
            count += stream->eventCount();
    }
    return count;
}

void WindowWatch::look()
{
    m_mostBytes = std::max(m_mostBytes, anonymousBytesNow());
    if (m_options.events == 0) {
        if (!hasAllRuns()) {
            if (monotonicNow() - m_heardLast > patience) {
                complain(u"Not all of %1 projects came to have a run."_s.arg(m_options.projects));
                report();
            }
            return;
        }
        m_looks.stop(); // it would wake an idle window
        QTimer::singleShot(int(m_options.settleSeconds * 1000), Qt::PreciseTimer, this, [this] {
            begin();
            QTimer::singleShot(int(m_options.seconds * 1000), Qt::PreciseTimer, this, &WindowWatch::end);
        });
        return;
    }
    const qint64 count = eventCount();
    if (count != std::exchange(m_seen, count))
        m_heardLast = monotonicNow();
    else if (monotonicNow() - m_heardLast > patience && m_ended == 0) {
        const model::Run *first = run(m_streams.first());
        complain(u"Of %1 events %2 came, and the last was not painted."_s.arg(m_options.events)
                     .arg(first ? first->logCount() : 0));
        end();
    }
}

void WindowWatch::begin()
{
    if (m_begun != 0)
        return;
    m_countBefore = eventCount();
    m_before = ProcessUsage::ofThisProcess();
    m_mostBytes = m_before.anonymousBytes;
    if (m_options.measuresGaps)
        m_gaps.start();
    m_begun = monotonicNow();
}

bool WindowWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_ended == 0 && !m_paintNoted && m_options.events > 0 && showsLastLine()) {
        m_paintNoted = true; // it is painted when the event is done with
        QMetaObject::invokeMethod(this, &WindowWatch::end, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

bool WindowWatch::showsLastLine()
{
    const model::Run *first = run(m_streams.first());
    const QAbstractItemModel *log = m_table->model();
    if (!first || !log || first->logCount() < m_options.events)
        return false;
    const QScrollBar *bar = m_table->verticalScrollBar();
    const QModelIndex last = log->index(log->rowCount() - 1, model::LogModel::MessageColumn);
    return bar->value() == bar->maximum() && last.data().toString() == QLatin1String(LogStream::lastMessage());
}

void WindowWatch::end()
{
    m_ended = monotonicNow();
    m_gaps.stop();
    m_looks.stop();
    m_after = ProcessUsage::ofThisProcess();
    if (m_options.events > 0)
        QTimer::singleShot(memorySettlesMs, this, &WindowWatch::report);
    else
        report();
}

void WindowWatch::report()
{
    m_looks.stop();
    const double seconds = double(m_ended - m_begun) / 1e9;
    const qint64 resident = anonymousBytesNow();
    QJsonObject figures{ { u"begun"_s, m_begun },
                         { u"ended"_s, m_ended },
                         { u"seconds"_s, seconds },
                         { u"events"_s, eventCount() - m_countBefore },
                         { u"cpuSeconds"_s, m_after.cpuSeconds - m_before.cpuSeconds },
                         { u"wakeups"_s, m_after.wakeups - m_before.wakeups },
                         { u"residentMiB"_s, double(resident) / bytesInMebibyte },
                         { u"grownBytes"_s, resident - m_before.anonymousBytes },
                         { u"mostGrownBytes"_s, std::max(m_mostBytes, resident) - m_before.anonymousBytes } };
    if (m_options.measuresGaps && !m_gaps.gaps().empty()) {
        figures.insert(u"gapMedianMs"_s, quantile(m_gaps.gaps(), 0.5));
        figures.insert(u"gapP99Ms"_s, quantile(m_gaps.gaps(), 0.99));
        figures.insert(u"gapMaxMs"_s, quantile(m_gaps.gaps(), 1));
    }
    if (!m_streams.isEmpty()) {
        model::Stream *first = m_controller.workspace().stream(m_streams.first());
        figures.insert(u"logEvents"_s, run(first->id()) ? run(first->id())->logCount() : 0);
        figures.insert(u"problems"_s, first->problems()->totalCount());
        figures.insert(u"journal"_s, first->journal()->path());
        figures.insert(u"journalRows"_s, first->journal()->size());
    }
    if (!m_complaint.isEmpty())
        figures.insert(u"error"_s, m_complaint);
    Q_EMIT finished(figures);
}

void WindowWatch::complain(const QString &sentence)
{
    if (m_complaint.isEmpty())
        m_complaint = sentence;
}

} // namespace stagewatch::bench
