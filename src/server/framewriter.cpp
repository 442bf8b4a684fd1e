// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/framewriter.h"

#include <QSslSocket>
#include <QTcpSocket>

#include <algorithm>
#include <sys/socket.h>

namespace stagewatch::server {

FrameWriter::FrameWriter(QPointer<QTcpSocket> socket, std::function<void(qint64)> passed)
    : m_socket(std::move(socket))
    , m_passed(std::move(passed))
    , m_encrypted(qobject_cast<const QSslSocket *>(m_socket.data()) != nullptr)
{
}

qsizetype FrameWriter::write(const FrameSpan &frames, qint64 limit)
{
    if (!m_socket || m_socket->state() != QAbstractSocket::ConnectedState)
        return 0;
    if (!m_encrypted)
        return pass(frames);
    const qint64 room = limit - m_socket->bytesToWrite();
    if (room <= 0)
        return 0;
    const auto behind = std::upper_bound(frames.ends.begin(), frames.ends.end(), frames.begin + quint64(room));
    const qsizetype count = std::max<qsizetype>(1, behind - frames.ends.begin());
    m_socket->write(frames.bytes, frames.sizeOf(count));
    return count;
}

qsizetype FrameWriter::pass(const FrameSpan &frames)
{
    if (m_socket->bytesToWrite() > 0)
        m_socket->flush();
    if (m_socket->bytesToWrite() > 0 || m_socket->state() != QAbstractSocket::ConnectedState)
        return 0;
    const qsizetype size = frames.sizeOf(frames.count());
    const qsizetype sent = std::max<qsizetype>(
        0, ::send(int(m_socket->socketDescriptor()), frames.bytes, size_t(size), MSG_NOSIGNAL | MSG_DONTWAIT));
    m_passed(sent);
    if (sent == size)
        return frames.count();
    // The kernel is full, or the connection is over. The rest of the frame that it took a part of, or the next one,
    // goes the socket's way: the socket then tells when there is room, or notices the end.
    const auto begun = std::upper_bound(frames.ends.begin(), frames.ends.end(), frames.begin + quint64(sent));
    m_socket->write(frames.bytes + sent, qsizetype(*begun - frames.begin) - sent);
    return begun - frames.ends.begin() + 1;
}

} // namespace stagewatch::server
