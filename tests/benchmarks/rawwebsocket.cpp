// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rawwebsocket.h"

#include <QtEndian>

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::bench {

RawWebSocket::~RawWebSocket()
{
    if (m_socket >= 0)
        ::close(m_socket);
}

RawWebSocket::RawWebSocket(RawWebSocket &&other) noexcept
    : m_socket(std::exchange(other.m_socket, -1))
    , m_receiveBuffer(other.m_receiveBuffer)
    , m_received(std::move(other.m_received))
{
}

RawWebSocket &RawWebSocket::operator=(RawWebSocket &&other) noexcept
{
    std::swap(m_socket, other.m_socket);
    std::swap(m_received, other.m_received);
    return *this;
}

bool RawWebSocket::open(quint16 port, const QByteArray &path, QString *error)
{
    m_socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (m_receiveBuffer > 0)
        ::setsockopt(m_socket, SOL_SOCKET, SO_RCVBUF, &m_receiveBuffer, sizeof m_receiveBuffer);
    const int on = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0) {
        *error = u"Cannot connect to port %1: %2."_s.arg(port).arg(QString::fromLocal8Bit(std::strerror(errno)));
        return false;
    }
    const QByteArray request = "GET " + path
        + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    if (!send(request))
        return false;
    char buffer[4096];
    qsizetype end = -1;
    while ((end = m_received.indexOf("\r\n\r\n")) < 0) {
        const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, 0);
        if (got <= 0) {
            *error = u"The server ended the handshake of %1."_s.arg(QString::fromLatin1(path));
            return false;
        }
        m_received.append(buffer, got);
    }
    if (!m_received.startsWith("HTTP/1.1 101")) {
        *error = u"The server answered %1."_s.arg(QString::fromLatin1(m_received.left(m_received.indexOf('\r'))));
        return false;
    }
    m_received.remove(0, end + 4);
    return true;
}

QByteArray RawWebSocket::frame(QByteArrayView text)
{
    QByteArray frame;
    frame.reserve(text.size() + 14);
    frame.append(char(0x81));
    if (text.size() < 126) {
        frame.append(char(0x80 | text.size()));
    } else if (text.size() < 65536) {
        frame.append(char(0x80 | 126));
        frame.append(char(text.size() >> 8)).append(char(text.size() & 0xff));
    } else {
        frame.append(char(0x80 | 127));
        const quint64 size = qToBigEndian(quint64(text.size()));
        frame.append(reinterpret_cast<const char *>(&size), sizeof size);
    }
    frame.append(4, '\0');
    frame.append(text);
    return frame;
}

bool RawWebSocket::send(const QByteArray &frames)
{
    for (qsizetype done = 0; done < frames.size();) {
        const ssize_t sent = ::send(m_socket, frames.constData() + done, size_t(frames.size() - done), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR)
            continue;
        if (sent <= 0)
            return false;
        done += sent;
    }
    return true;
}

qsizetype RawWebSocket::sendSome(const char *bytes, qsizetype count)
{
    const ssize_t sent = ::send(m_socket, bytes, size_t(count), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent >= 0)
        return sent;
    return errno == EAGAIN || errno == EINTR ? 0 : -1;
}

bool RawWebSocket::receive(const Take &take, bool wait)
{
    char buffer[65536];
    const ssize_t got = ::recv(m_socket, buffer, sizeof buffer, wait ? 0 : MSG_DONTWAIT);
    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        return false;
    if (got > 0)
        m_received.append(buffer, got);
    qsizetype at = 0;
    while (m_received.size() - at >= 2) {
        const auto *bytes = reinterpret_cast<const uchar *>(m_received.constData()) + at;
        qsizetype head = 2;
        qint64 length = bytes[1] & 0x7f;
        if (length == 126) {
            head = 4;
            length = m_received.size() - at >= head ? qFromBigEndian<quint16>(bytes + 2) : m_received.size();
        } else if (length == 127) {
            head = 10;
            length = m_received.size() - at >= head ? qint64(qFromBigEndian<quint64>(bytes + 2)) : m_received.size();
        }
        if (m_received.size() - at < head + length)
            break;
        if ((bytes[0] & 0x0f) == 1)
            take(QByteArrayView(m_received).sliced(at + head, length));
        if ((bytes[0] & 0x0f) == 8)
            return false;
        at += head + length;
    }
    m_received.remove(0, at);
    return true;
}

} // namespace stagewatch::bench
