// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gapprobe.h"
#include "processusage.h"

#include "app/windowcontroller.h"

#include <QAbstractItemView>
#include <QJsonObject>
#include <QPointer>

namespace stagewatch::bench {

/// The whole window of Stagewatch on a server of log events, and what that costs: when the last line was painted,
/// gaps of the event loop, memory, processor time, wake-ups. GUI thread.
class WindowWatch : public QObject
{
    Q_OBJECT
public:
    struct Options
    {
        quint16 port = 0;
        QString dataFolder;
        int projects = 1;
        qint64 events = 0; ///< of the first project; 0: measure for a time instead
        double seconds = 10;
        double settleSeconds = 2;
        bool measuresGaps = true;
        bool showsOverview = false; ///< of all runs, instead of the first one's page
    };
    WindowWatch(QApplication &application, Options options);

    /// Shows the window and connects.
    void start();
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    /// `error` among the figures, a sentence, where something was not as it has to be.
    void finished(const QJsonObject &figures);

private:
    void connectAll();
    void look();
    void begin();
    void onPainted();
    void end();
    void report();
    void complain(const QString &sentence);
    [[nodiscard]] bool hasAllRuns();
    [[nodiscard]] const model::Run *run(int stream);
    [[nodiscard]] qint64 eventCount(); ///< of all streams
    [[nodiscard]] bool showsLastLine();

    Options m_options;
    app::WindowController m_controller;
    GapProbe m_gaps;
    QTimer m_looks;
    QPointer<QAbstractItemView> m_table;
    QList<int> m_streams;
    ProcessUsage m_before;
    ProcessUsage m_after;
    qint64 m_mostBytes = 0;
    qint64 m_begun = 0; ///< ns of the monotonic clock, as are those below
    qint64 m_ended = 0;
    qint64 m_heardLast = 0;
    qint64 m_countBefore = 0;
    qint64 m_seen = 0;
    bool m_paintNoted = false;
    QString m_complaint;
};

} // namespace stagewatch::bench
