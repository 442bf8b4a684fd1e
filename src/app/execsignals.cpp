// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execsignals.h"

#include <array>
#include <csignal>

namespace stagewatch::app {

namespace {

constexpr std::array passedOn{ SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 };

void handleSignal(int signal, siginfo_t *info, void *)
{
    SignalPipe::note(signal, info && info->si_code == SI_KERNEL);
}

} // namespace

ExecSignals::ExecSignals(QObject *parent)
    : QObject(parent)
    , m_pipe([this](int signal, bool fromKernel) { Q_EMIT received(signal, fromKernel); })
{
    if (!m_pipe.isOpen())
        return; // the signals keep their default: the program just ends
    for (const int signal : passedOn) {
        struct sigaction known = {};
        if (::sigaction(signal, nullptr, &known) == 0 && !(known.sa_flags & SA_SIGINFO) && known.sa_handler == SIG_IGN)
            continue;
        struct sigaction action = {};
        action.sa_sigaction = handleSignal;
        action.sa_flags = SA_SIGINFO | SA_RESTART;
        ::sigaction(signal, &action, nullptr);
    }
}

ExecSignals::~ExecSignals()
{
    for (const int signal : passedOn) {
        struct sigaction known = {};
        if (::sigaction(signal, nullptr, &known) == 0 && (known.sa_flags & SA_SIGINFO))
            std::signal(signal, SIG_DFL);
    }
}

} // namespace stagewatch::app
