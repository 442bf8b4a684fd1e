// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "watchercrowd.h"

#include "rawwebsocket.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

namespace {
/// Above the largest message, so that every one comes to lie in it whole.
constexpr size_t bufferSize = size_t(1024) * 1024;
constexpr int silenceLimit = 30'000; ///< milliseconds

/// The payload of the frame at `bytes`, and where it ends; a size of -1 where it has not come whole.
struct Frame
{
    qsizetype begin = 0;
    qsizetype end = -1;
};
Frame frameAt(const char *bytes, qsizetype size)
{
    if (size < 2)
        return {};
    const auto *head = reinterpret_cast<const uchar *>(bytes);
    qsizetype begin = 2;
    qsizetype length = head[1] & 0x7f;
    if (length == 126) {
        begin = 4;
        length = size >= begin ? qFromBigEndian<quint16>(head + 2) : size;
    } else if (length == 127) {
        begin = 10;
        length = size >= begin ? qsizetype(qFromBigEndian<quint64>(head + 2)) : size;
    }
    return { begin, size >= begin + length ? begin + length : -1 };
}

/// What an event says of its number; 0 where it says nothing.
qint64 sequenceOf(QByteArrayView message)
{
    constexpr QByteArrayView key = R"("sequence":)";
    qsizetype at = message.lastIndexOf(key);
    if (at < 0)
        return 0;
    qint64 sequence = 0;
    for (at += key.size(); at < message.size() && message[at] >= '0' && message[at] <= '9'; ++at)
        sequence = sequence * 10 + (message[at] - '0');
    return sequence;
}
} // namespace

WatcherCrowd::WatcherCrowd()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC))
    , m_buffer(bufferSize)
{
}

WatcherCrowd::~WatcherCrowd()
{
    for (const Watcher &watcher : m_watchers)
        ::close(watcher.socket);
    ::close(m_epoll);
}

bool WatcherCrowd::join(quint16 port, const QByteArray &path, int count, QString *error)
{
    for (int i = 0; i < count; ++i) {
        RawWebSocket socket;
        if (!socket.open(port, path, error))
            return false;
        Watcher watcher;
        watcher.begun.assign(socket.received().begin(), socket.received().end());
        watcher.socket = socket.release();
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = m_watchers.size();
        ::epoll_ctl(m_epoll, EPOLL_CTL_ADD, watcher.socket, &event);
        m_watchers.push_back(std::move(watcher));
    }
    return true;
}

bool WatcherCrowd::sendAll(const QByteArray &message)
{
    const QByteArray frame = RawWebSocket::frame(message);
    return std::all_of(m_watchers.begin(), m_watchers.end(), [&](const Watcher &watcher) {
        return ::send(watcher.socket, frame.constData(), size_t(frame.size()), MSG_NOSIGNAL) == frame.size();
    });
}

bool WatcherCrowd::sendFirst(const QByteArray &message)
{
    const QByteArray frame = RawWebSocket::frame(message);
    return ::send(m_watchers.front().socket, frame.constData(), size_t(frame.size()), MSG_NOSIGNAL) == frame.size();
}

void WatcherCrowd::await(qint64 messages)
{
    for (Watcher &watcher : m_watchers)
        watcher.left = messages;
    m_busy = messages > 0 ? m_watchers.size() : 0;
}

bool WatcherCrowd::readGreetings(QString *error)
{
    m_events = false;
    await(1);
    // They may have come with the handshake.
    for (Watcher &watcher : m_watchers) {
        const std::vector<char> begun = std::exchange(watcher.begun, {});
        if (!take(watcher, begun.data(), qsizetype(begun.size()), error))
            return false;
    }
    return readUntilDone(error);
}

bool WatcherCrowd::skipOne(QString *error)
{
    return readGreetings(error);
}

void WatcherCrowd::expect(qint64 first, qint64 last, bool compareEach)
{
    m_events = true;
    m_compareEach = compareEach;
    for (Watcher &watcher : m_watchers)
        watcher.next = first;
    await(last - first + 1);
}

bool WatcherCrowd::readAll(QString *error)
{
    return readUntilDone(error);
}

bool WatcherCrowd::readUntilDone(QString *error)
{
    std::array<epoll_event, 512> events{};
    while (m_busy > 0) {
        const int count = ::epoll_wait(m_epoll, events.data(), int(events.size()), silenceLimit);
        if (count == 0 || (count < 0 && errno != EINTR)) {
            *error = u"%1 of %2 watchers wait for their events in vain."_s.arg(m_busy).arg(m_watchers.size());
            return false;
        }
        for (int i = 0; i < count; ++i) {
            if (!readSome(m_watchers[size_t(events[size_t(i)].data.u64)], error))
                return false;
        }
    }
    return true;
}

bool WatcherCrowd::readSome(Watcher &watcher, QString *error)
{
    const size_t begun = watcher.begun.size();
    std::copy(watcher.begun.begin(), watcher.begun.end(), m_buffer.begin());
    const ssize_t got = ::recv(watcher.socket, m_buffer.data() + begun, m_buffer.size() - begun, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EINTR))
        return true;
    if (got <= 0) {
        *error = u"The server ended a connection."_s;
        return false;
    }
    return take(watcher, m_buffer.data(), qsizetype(begun) + got, error);
}

/// Counts the whole frames, and keeps the rest for the next time.
bool WatcherCrowd::take(Watcher &watcher, const char *frames, qsizetype size, QString *error)
{
    qsizetype at = 0;
    qint64 counted = 0;
    QByteArrayView last;
    bool inOrder = true;
    while (counted < watcher.left) {
        const Frame frame = frameAt(frames + at, size - at);
        if (frame.end < 0)
            break;
        last = QByteArrayView(frames + at + frame.begin, frame.end - frame.begin);
        inOrder = inOrder && uchar(frames[at]) == 0x81
            && (!m_events || !m_compareEach || sequenceOf(last) == watcher.next + counted);
        ++counted;
        at += frame.end;
    }
    watcher.begun.assign(frames + at, frames + size);
    if (counted == 0)
        return true;
    if (m_events && (!inOrder || sequenceOf(last) != watcher.next + counted - 1)) {
        *error = u"Instead of event %1 came: %2"_s.arg(watcher.next + counted - 1)
                     .arg(QString::fromUtf8(last.first(std::min<qsizetype>(last.size(), 400))));
        return false;
    }
    watcher.next += counted;
    watcher.left -= counted;
    if (watcher.left == 0)
        --m_busy;
    return true;
}

} // namespace stagewatch::bench
