// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execsignals.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace stagewatch::app {

namespace {

constexpr std::array passedOn{ SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2 };

// A signal handler can reach nothing but a global; the pipe's end is all it needs.
volatile std::sig_atomic_t writeEnd = -1;

void handleSignal(int signal, siginfo_t *info, void *)
{
    const int before = errno;
    const std::array<char, 2> note{ char(signal), char(info && info->si_code == SI_KERNEL ? 1 : 0) };
    // A full pipe means that many of them wait already.
    [[maybe_unused]] const ssize_t written = ::write(int(writeEnd), note.data(), note.size());
    errno = before;
}

} // namespace

ExecSignals::ExecSignals(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(m_pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without a pipe the signals keep their default: the program just ends
    writeEnd = m_pipe[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_pipe[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        std::array<char, 2> note{};
        while (::read(m_pipe[0], note.data(), note.size()) == ssize_t(note.size()))
            Q_EMIT received(note[0], note[1] != 0);
    });
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
    writeEnd = -1;
    for (const int end : m_pipe) {
        if (end >= 0)
            ::close(end);
    }
}

} // namespace stagewatch::app
