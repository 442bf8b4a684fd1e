// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "latencywindow.h"

#include "processusage.h"

#include <QApplication>
#include <QEventLoop>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {
constexpr int settlesMs = 700;
constexpr int patienceMs = 15'000; ///< beyond what the publishing takes

app::WindowLook plainLook()
{
    app::WindowLook look;
    look.theme = u"light"_s;
    look.language = u"en"_s;
    look.size = { 1280, 800 };
    return look;
}
} // namespace

LatencyWindow::LatencyWindow(QApplication &application, const QString &dataFolder)
    : m_controller(application, plainLook(), dataFolder + u"/settings.ini"_s, dataFolder)
{
}

QString LatencyWindow::watch(quint16 port, const QString &project, SteadyPublisher &publisher)
{
    m_publisher = &publisher;
    m_controller.show();
    QString error;
    const auto id = m_controller.connectTo({ .address = u"ws://127.0.0.1:%1"_s.arg(port),
                                             .projectId = project,
                                             .tokenFile = {},
                                             .token = {},
                                             .caFile = {},
                                             .maxAttempts = 1 },
                                           &error);
    if (!id)
        return error;
    m_stream = m_controller.workspace().stream(*id);
    m_controller.window().showRun(*id);
    m_table = m_controller.window().findChild<QAbstractItemView *>(u"logTable"_s);
    m_table->viewport()->installEventFilter(this);
    connect(m_stream, &model::Stream::runChanged, this, [this] { note(m_toModel, logCount()); });
    QEventLoop loop;
    connect(this, &LatencyWindow::paintedAll, &loop, &QEventLoop::quit);
    // Neither the window's first paint nor the handshake is what is measured.
    QTimer::singleShot(settlesMs, &loop, [&] { publisher.start(); });
    QTimer::singleShot(settlesMs + patienceMs + int(publisher.events()), &loop, &QEventLoop::quit);
    loop.exec();
    if (qint64(m_toPixels.size()) < publisher.events())
        error = u"Of %1 events the window was given %2 and painted %3."_s.arg(publisher.events())
                    .arg(m_toModel.size())
                    .arg(m_toPixels.size());
    return error;
}

qint64 LatencyWindow::logCount() const
{
    const model::RunModels *models = m_stream->currentRun();
    return models ? models->run().logCount() : 0;
}

void LatencyWindow::note(std::vector<double> &latencies, qint64 count) const
{
    const qint64 now = monotonicNow();
    while (qint64(latencies.size()) < std::min(count, m_publisher->events()))
        latencies.push_back(double(now - m_publisher->sentAt(qint64(latencies.size()))) / 1e6);
}

bool LatencyWindow::eventFilter(QObject *watched, QEvent *event)
{
    // The table's bar only while it paints: a view is no table any more when it is destroyed.
    const auto follows = [this] {
        const QScrollBar *bar = m_table ? m_table->verticalScrollBar() : nullptr;
        return bar && bar->value() == bar->maximum();
    };
    if (event->type() == QEvent::Paint && m_stream && follows()) {
        // What the model holds now is painted when the event is done with.
        const auto done = [this, count = logCount()] {
            note(m_toPixels, count);
            if (qint64(m_toPixels.size()) == m_publisher->events())
                Q_EMIT paintedAll();
        };
        QMetaObject::invokeMethod(this, done, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace stagewatch::bench
