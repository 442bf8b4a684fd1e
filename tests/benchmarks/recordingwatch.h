// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gapprobe.h"

#include "app/windowcontroller.h"

#include <QAbstractItemView>
#include <QJsonObject>
#include <QPointer>

namespace stagewatch::bench {

/// The whole window that a recording is opened in, as from its menu: when the first lines were painted, when all of it
/// was there, and the gaps of the event loop meanwhile. GUI thread.
class RecordingWatch : public QObject
{
    Q_OBJECT
public:
    /// `events`: log events that the file has.
    RecordingWatch(QApplication &application, const QString &dataFolder, QString file, qint64 events);
    void start();
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void finished(const QJsonObject &figures);

private:
    void open();
    void look();
    void end(const QString &error);
    [[nodiscard]] double sinceOpened() const;

    app::WindowController m_controller;
    QString m_file;
    qint64 m_events;
    GapProbe m_gaps;
    QTimer m_looks;
    QPointer<QAbstractItemView> m_table;
    model::Stream *m_stream = nullptr;
    qint64 m_opened = 0; ///< ns of the monotonic clock
    double m_painted = -1; ///< ms, as the next
    bool m_paintNoted = false;
};

} // namespace stagewatch::bench
