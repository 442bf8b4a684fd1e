// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "logsender.h"

#include <QCryptographicHash>
#include <QList>
#include <QtEndian>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace stagewatch::bench {

namespace {

constexpr qint64 eventsInWrite = 2048; ///< half a megabyte
constexpr auto pace = std::chrono::milliseconds(1);

qint64 nanoseconds(std::chrono::steady_clock::time_point time)
{
    return std::chrono::nanoseconds(time.time_since_epoch()).count();
}

QByteArray headerOf(const QByteArray &request, const QByteArray &name)
{
    for (const QByteArray &line : request.split('\n')) {
        if (line.toLower().startsWith(name + ':'))
            return line.mid(name.size() + 1).trimmed();
    }
    return {};
}

} // namespace

struct LogSender::Peer
{
    int socket = -1;
    bool upgraded = false;
    bool asked = false; ///< for the state: it listens now
    bool gone = false;
    QByteArray received;
    QByteArray own; ///< answers, and events where there is a rate
    QByteArrayView pending; ///< events, in the stream's own block
    std::unique_ptr<LogStream> stream; ///< where there is no rate
    qint64 next = 0;
    std::chrono::nanoseconds phase{ 0 }; ///< so that not all connections hear at the same instant
};

LogSender::LogSender(Options options)
    : m_options(std::move(options))
{
    if (m_options.eventsASecond > 0)
        m_paced = std::make_unique<LogStream>(m_options.form, m_options.project, m_options.events);
}

LogSender::~LogSender()
{
    for (const auto &peer : m_peers)
        ::close(peer->socket);
    if (m_listener >= 0)
        ::close(m_listener);
}

bool LogSender::listen()
{
    m_listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    constexpr int backlog = 1024;
    auto *generic = reinterpret_cast<sockaddr *>(&address);
    if (::bind(m_listener, generic, size) != 0 || ::listen(m_listener, backlog) != 0
        || ::getsockname(m_listener, generic, &size) != 0) {
        std::perror("bench_sender cannot listen");
        return false;
    }
    m_port = ntohs(address.sin_port);
    return true;
}

void LogSender::run()
{
    std::vector<pollfd> wanted;
    for (;;) {
        wanted.assign({ { STDIN_FILENO, POLLIN, 0 }, { m_listener, POLLIN, 0 } });
        for (const auto &peer : m_peers) {
            short events = POLLIN;
            if (wantsToWrite(*peer))
                events |= POLLOUT;
            wanted.push_back({ peer->socket, events, 0 });
        }
        const bool ticks = m_running && m_paced && !m_toldSent;
        if (::poll(wanted.data(), wanted.size(), ticks ? int(pace.count()) : -1) < 0 && errno != EINTR)
            return;
        char ignored[64];
        if (wanted[0].revents != 0 && ::read(STDIN_FILENO, ignored, sizeof ignored) <= 0)
            return;
        for (size_t i = 2; i < wanted.size(); ++i) {
            Peer &peer = *m_peers[i - 2];
            if (wanted[i].revents & ~POLLOUT)
                read(peer);
            if (!peer.gone && wantsToWrite(peer))
                write(peer);
        }
        std::erase_if(m_peers, [](const auto &peer) { return peer->gone && ::close(peer->socket) == 0; });
        if (wanted[1].revents != 0)
            acceptOne();
        noteSent();
    }
}

void LogSender::acceptOne()
{
    const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (socket < 0)
        return;
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    auto peer = std::make_unique<Peer>();
    peer->socket = socket;
    if (m_options.eventsASecond > 0 && m_options.connections > 0)
        peer->phase = std::chrono::nanoseconds(std::chrono::seconds(1)) / m_options.eventsASecond
            * (int(m_peers.size()) % m_options.connections) / m_options.connections;
    else
        peer->stream = std::make_unique<LogStream>(m_options.form, m_options.project, m_options.events);
    m_peers.push_back(std::move(peer));
}

void LogSender::read(Peer &peer)
{
    char buffer[4096];
    const ssize_t got = ::recv(peer.socket, buffer, sizeof buffer, 0);
    if (got <= 0) {
        peer.gone = got == 0 || (errno != EAGAIN && errno != EINTR);
        return;
    }
    peer.received.append(buffer, got);
    if (!peer.upgraded) {
        const qsizetype end = peer.received.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray key = headerOf(peer.received.left(end), "sec-websocket-key");
        const QByteArray accept =
            QCryptographicHash::hash(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11", QCryptographicHash::Sha1).toBase64();
        peer.received.remove(0, end + 4);
        peer.upgraded = true;
        const QByteArray greeting = peer.stream ? peer.stream->greeting() : m_paced->greeting();
        peer.own += "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    "Sec-WebSocket-Accept: "
            + accept + "\r\n\r\n" + LogStream::frame(greeting);
    }
    readFrames(peer);
}

// Masked frames of clients, all of them short.
void LogSender::readFrames(Peer &peer)
{
    qsizetype at = 0;
    while (peer.received.size() - at >= 6) {
        const auto *bytes = reinterpret_cast<const uchar *>(peer.received.constData()) + at;
        qsizetype head = 2;
        qsizetype length = bytes[1] & 0x7f;
        if (length == 126) {
            head = 4;
            length = qFromBigEndian<quint16>(bytes + 2);
        }
        if (peer.received.size() - at < head + 4 + length)
            break;
        QByteArray payload = peer.received.mid(at + head + 4, length);
        for (qsizetype i = 0; i < length; ++i)
            payload[i] = char(uchar(payload[i]) ^ bytes[head + i % 4]);
        switch (bytes[0] & 0x0f) {
        case 1:
            answer(peer, payload);
            break;
        case 8:
            peer.own += QByteArray("\x88\x02\x03\xe8", 4);
            break;
        case 9:
            peer.own += QByteArray("\x8a", 1) + char(length) + payload;
            break;
        default:
            break;
        }
        at += head + 4 + length;
    }
    peer.received.remove(0, at);
}

void LogSender::answer(Peer &peer, QByteArrayView text)
{
    const LogStream &stream = peer.stream ? *peer.stream : *m_paced;
    if (text.contains("\"ping\"")) {
        peer.own += LogStream::frame(stream.pong());
    } else if (text.contains("\"get_state\"") && !peer.asked) {
        peer.asked = true;
        peer.own += LogStream::frame(stream.state());
        const auto ready = std::count_if(m_peers.begin(), m_peers.end(), [](const auto &one) { return one->asked; });
        if (!m_running && ready >= m_options.connections)
            begin();
    }
}

void LogSender::begin()
{
    m_running = true;
    m_begun = Clock::now();
    std::printf("begun %lld\n", static_cast<long long>(nanoseconds(m_begun)));
    std::fflush(stdout);
}

/// How many events it should have been sent by now.
qint64 LogSender::due(const Peer &peer) const
{
    if (!m_running || !peer.asked)
        return 0;
    if (!m_paced)
        return m_options.events;
    const auto since = Clock::now() - m_begun - peer.phase;
    const double seconds = std::chrono::duration<double>(since).count();
    return std::clamp<qint64>(qint64(seconds * m_options.eventsASecond), 0, m_options.events);
}

bool LogSender::wantsToWrite(const Peer &peer) const
{
    return !peer.pending.isEmpty() || !peer.own.isEmpty() || peer.next < due(peer);
}

void LogSender::makeMore(Peer &peer)
{
    const qint64 wanted = due(peer) - peer.next;
    if (wanted <= 0)
        return;
    qint64 taken = 0;
    if (peer.stream)
        peer.pending = peer.stream->frames(peer.next, std::min(wanted, eventsInWrite), &taken);
    else
        peer.own = m_paced->frames(peer.next, wanted, &taken).toByteArray();
    peer.next += taken;
}

void LogSender::write(Peer &peer)
{
    if (peer.pending.isEmpty() && peer.own.isEmpty())
        makeMore(peer);
    const bool events = !peer.pending.isEmpty(); // answers go between them
    const QByteArrayView bytes = events ? peer.pending : QByteArrayView(peer.own);
    if (bytes.isEmpty())
        return;
    const ssize_t sent = ::send(peer.socket, bytes.data(), size_t(bytes.size()), MSG_NOSIGNAL);
    if (sent < 0)
        peer.gone = errno != EAGAIN && errno != EINTR;
    else if (events)
        peer.pending = peer.pending.sliced(sent);
    else
        peer.own.remove(0, sent);
}

void LogSender::noteSent()
{
    if (!m_running || m_toldSent || m_options.events == 0)
        return;
    const bool all = !m_peers.empty() && std::all_of(m_peers.begin(), m_peers.end(), [this](const auto &peer) {
        return peer->next >= m_options.events && peer->pending.isEmpty() && peer->own.isEmpty();
    });
    if (!all)
        return;
    m_toldSent = true;
    std::printf("sent %lld\n", static_cast<long long>(nanoseconds(Clock::now())));
    std::fflush(stdout);
}

} // namespace stagewatch::bench
