// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execpump.h"

#include <array>
#include <cerrno>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace stagewatch::app {

namespace {

/// A pipe of Linux holds that much.
constexpr qsizetype pieceSize = 64 * 1024;
/// A listener who falls this far behind slows the program down: its output must not fill our memory.
constexpr qsizetype keptLimit = 16 * 1024 * 1024;

} // namespace

ExecPump::ExecPump(int source, int sink, QObject *parent)
    : QObject(parent)
    , m_source(source)
    , m_sink(sink)
    , m_wake(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

ExecPump::~ExecPump()
{
    if (m_thread.joinable()) {
        requestStop();
        m_thread.join();
    }
    if (m_source >= 0)
        ::close(m_source);
    if (m_wake >= 0)
        ::close(m_wake);
}

void ExecPump::start()
{
    m_thread = std::thread([this] { run(); });
}

QByteArray ExecPump::take()
{
    const std::lock_guard lock(m_mutex);
    m_isNotified = false;
    m_hasRoom.notify_one();
    return std::exchange(m_kept, {});
}

void ExecPump::requestStop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_hasRoom.notify_one();
    const quint64 once = 1;
    [[maybe_unused]] const ssize_t written = ::write(m_wake, &once, sizeof once);
}

void ExecPump::run()
{
    enum : size_t { Source, Sink, Wake };
    std::array<pollfd, 3> watched{ { { m_source, POLLIN, 0 }, { m_sink, 0, 0 }, { m_wake, POLLIN, 0 } } };
    for (int piecesLeft = 16;;) {
        const int count = ::poll(watched.data(), watched.size(), m_stopping ? 0 : -1);
        if (count < 0 && errno != EINTR)
            break;
        if (count < 0)
            continue;
        // A pipe holds sixteen pieces at most; what comes after those was written after the stop.
        if (m_stopping && --piecesLeft < 0)
            break;
        const bool isReady = (watched[Source].revents & (POLLIN | POLLHUP | POLLERR)) != 0;
        if (isReady && !carry())
            break;
        // The reader of our output has gone: so that the program learns of it, its own pipe goes too.
        if ((watched[Sink].revents & (POLLERR | POLLHUP | POLLNVAL)) != 0)
            break;
        if (!isReady && m_stopping)
            break;
        if ((watched[Wake].revents & POLLIN) != 0)
            watched[Wake].fd = -1;
    }
    ::close(std::exchange(m_source, -1));
    Q_EMIT ended();
}

bool ExecPump::carry()
{
    QByteArray bytes(pieceSize, Qt::Uninitialized);
    const ssize_t size = ::read(m_source, bytes.data(), size_t(bytes.size()));
    if (size < 0)
        return errno == EINTR || errno == EAGAIN;
    if (size == 0)
        return false;
    bytes.truncate(size);
    keep(bytes);
    return write(bytes);
}

void ExecPump::keep(const QByteArray &bytes)
{
    std::unique_lock lock(m_mutex);
    m_hasRoom.wait(lock, [this] { return m_kept.size() < keptLimit || m_stopping; });
    m_kept += bytes;
    if (std::exchange(m_isNotified, true))
        return;
    lock.unlock();
    Q_EMIT outputReady();
}

bool ExecPump::write(QByteArrayView bytes)
{
    m_writing = true;
    while (!bytes.isEmpty()) {
        const ssize_t size = ::write(m_sink, bytes.data(), size_t(bytes.size()));
        if (size >= 0) {
            bytes = bytes.sliced(size);
            continue;
        }
        if (errno == EAGAIN) { // whoever shares our output with us has made it so
            pollfd sink{ m_sink, POLLOUT, 0 };
            ::poll(&sink, 1, -1);
        } else if (errno != EINTR) {
            if (errno != EPIPE)
                m_sinkError = errno;
            m_writing = false;
            return false;
        }
    }
    m_writing = false;
    return true;
}

} // namespace stagewatch::app
