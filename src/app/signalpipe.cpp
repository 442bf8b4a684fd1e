// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/signalpipe.h"

#include <QSocketNotifier>

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace stagewatch::app {

namespace {
// A signal handler can reach nothing but a global; the pipe's end is all it needs.
volatile std::sig_atomic_t writeEnd = -1;

using Note = std::array<char, 2>;
} // namespace

SignalPipe::SignalPipe(Take take)
{
    if (::pipe2(m_ends, O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    writeEnd = m_ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_ends[0], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, m_notifier.get(),
                     [end = m_ends[0], take = std::move(take)] {
                         Note note{};
                         while (::read(end, note.data(), note.size()) == ssize_t(note.size()))
                             take(note[0], note[1] != 0);
                     });
}

SignalPipe::~SignalPipe()
{
    writeEnd = -1;
    m_notifier.reset();
    for (const int end : m_ends) {
        if (end >= 0)
            ::close(end);
    }
}

void SignalPipe::note(int signal, bool fromKernel)
{
    const int before = errno;
    const Note note{ char(signal), char(fromKernel ? 1 : 0) };
    // A full pipe means that many of them wait already.
    [[maybe_unused]] const ssize_t written = ::write(int(writeEnd), note.data(), note.size());
    errno = before;
}

} // namespace stagewatch::app
