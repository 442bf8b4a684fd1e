// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/signalpipe.h"

#include <QObject>

namespace stagewatch::app {

/// Turns the signals that a person or a supervisor sends to a program (INT, TERM, HUP, QUIT, USR1, USR2) into a Qt
/// signal, as often as they come. One that was ignored when we started stays ignored (nohup). One object at a time.
class ExecSignals : public QObject
{
    Q_OBJECT
public:
    explicit ExecSignals(QObject *parent = nullptr);
    ~ExecSignals() override;

Q_SIGNALS:
    /// `fromTerminal`: a key did it, Ctrl-C say, so every process in the terminal's foreground has it already.
    void received(int signal, bool fromTerminal);

private:
    SignalPipe m_pipe;
};

} // namespace stagewatch::app
