// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/signalpipe.h"

#include <QObject>

namespace stagewatch::app {

/// Turns SIGINT and SIGTERM into a Qt signal in the thread that created it, so that sockets are closed before the
/// program ends. The second signal ends the program at once. One object at a time.
class SignalWatcher : public QObject
{
    Q_OBJECT
public:
    explicit SignalWatcher(QObject *parent = nullptr);
    ~SignalWatcher() override;

Q_SIGNALS:
    void interrupted(int signal);

private:
    SignalPipe m_pipe;
};

} // namespace stagewatch::app
