// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signalwatcher.h"

#include <csignal>

namespace stagewatch::app {

namespace {
void handleSignal(int signal)
{
    SignalPipe::note(signal, false);
    std::signal(signal, SIG_DFL);
}
} // namespace

SignalWatcher::SignalWatcher(QObject *parent)
    : QObject(parent)
    , m_pipe([this](int signal, bool) { Q_EMIT interrupted(signal); })
{
    if (!m_pipe.isOpen())
        return; // the signals keep their default: the program just ends
    std::signal(SIGINT, handleSignal);
    std::signal(SIGTERM, handleSignal);
}

SignalWatcher::~SignalWatcher()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

} // namespace stagewatch::app
