// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logdensity.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <memory>
#include <thread>

namespace stagewatch::model {

class LogModel;

/// Keeps the LogDensity of what a LogModel shows: counted in a worker, only what is new, told ten times a second at
/// most. Does nothing while nothing comes. GUI thread.
class DensityCounter : public QObject
{
    Q_OBJECT
public:
    explicit DensityCounter(QObject *parent = nullptr);
    ~DensityCounter() override;

    /// Another log, or none. Not owned; `journal` is its.
    void setLog(LogModel *log, std::shared_ptr<journal::Journal> journal);
    /// Not counting costs nothing; what was missed is made good when it is switched on again.
    void setEnabled(bool enabled);
    /// As of the last changed(). Never null.
    [[nodiscard]] const std::shared_ptr<const LogDensity> &density() const { return m_density; }

Q_SIGNALS:
    void changed();

private:
    void begin();
    void countSoon();
    void countNow();

    QPointer<LogModel> m_log;
    std::shared_ptr<journal::Journal> m_journal;
    std::shared_ptr<const LogDensity> m_density = std::make_shared<LogDensity>();
    bool m_enabled = true;
    bool m_isCounting = false;
    bool m_isBehind = false; ///< more came while the worker counted
    quint64 m_ticket = 0; ///< of the list that is counted; another filter is another list
    QTimer m_timer;
    std::jthread m_worker;
};

} // namespace stagewatch::model
