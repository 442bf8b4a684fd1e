// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "steadypublisher.h"

#include "app/windowcontroller.h"

#include <QAbstractItemView>
#include <QPointer>

namespace stagewatch::bench {

/// The whole window on one project, and how long each published event takes until its models have it and until it is
/// painted in the log, which follows. GUI thread.
class LatencyWindow : public QObject
{
    Q_OBJECT
public:
    LatencyWindow(QApplication &application, const QString &dataFolder);

    /// Watches the project, in which nothing was published so far, starts the publisher once the connection is open,
    /// and returns when all is painted. A sentence where it does not come to that.
    [[nodiscard]] QString watch(quint16 port, const QString &project, SteadyPublisher &publisher);
    /// Milliseconds from the sending of each event, in order.
    [[nodiscard]] const std::vector<double> &toModel() const { return m_toModel; }
    [[nodiscard]] const std::vector<double> &toPixels() const { return m_toPixels; }
    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void paintedAll();

private:
    [[nodiscard]] qint64 logCount() const;
    void note(std::vector<double> &latencies, qint64 count) const;

    app::WindowController m_controller;
    QPointer<QAbstractItemView> m_table;
    const model::Stream *m_stream = nullptr;
    SteadyPublisher *m_publisher = nullptr;
    std::vector<double> m_toModel;
    std::vector<double> m_toPixels;
};

} // namespace stagewatch::bench
