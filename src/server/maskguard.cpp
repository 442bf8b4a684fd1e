// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/maskguard.h"

#include <QTcpSocket>
#include <QtEndian>

namespace stagewatch::server {

namespace {
constexpr qsizetype shortHead = 2;
constexpr quint64 maskSize = 4;
constexpr uchar maskBit = 0x80;
constexpr uchar twoByteLength = 126;
constexpr uchar eightByteLength = 127;

/// Without its mask: two bytes, and a longer length behind them where the short one says so.
qsizetype headSize(uchar lengthByte)
{
    const uchar length = lengthByte & uchar(~maskBit);
    return shortHead + (length == twoByteLength ? 2 : length == eightByteLength ? 8 : 0);
}

quint64 payloadSize(const QByteArray &head)
{
    const char *behind = head.constData() + shortHead;
    switch (head.size()) {
    case shortHead + 2:
        return qFromBigEndian<quint16>(behind);
    case shortHead + 8:
        return qFromBigEndian<quint64>(behind) & (~quint64(0) >> 1); // the highest bit ends the connection anyway
    default:
        return uchar(head[1]) & uchar(~maskBit);
    }
}
} // namespace

bool FrameFollower::take(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        if (m_left > 0) {
            const auto passed = qsizetype(std::min(m_left, quint64(bytes.size())));
            bytes = bytes.sliced(passed);
            m_left -= quint64(passed);
            continue;
        }
        m_head += bytes.front();
        bytes = bytes.sliced(1);
        if (m_head.size() < shortHead)
            continue;
        if (!(uchar(m_head[1]) & maskBit))
            return false;
        if (m_head.size() == headSize(uchar(m_head[1]))) {
            m_left = payloadSize(m_head) + maskSize;
            m_head.clear();
        }
    }
    return true;
}

MaskGuard::MaskGuard(QTcpSocket *socket)
    : QObject(socket)
    , m_socket(socket)
{
    connect(socket, &QTcpSocket::readyRead, this, &MaskGuard::look);
}

void MaskGuard::begin()
{
    m_begun = true;
    // Behind the QWebSocket, which takes whole frames and leaves what is only begun.
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { m_seen = m_socket->bytesAvailable(); });
}

void MaskGuard::look()
{
    if (!m_begun)
        return;
    const QByteArray waiting = m_socket->peek(m_socket->bytesAvailable());
    if (m_seen >= waiting.size() || m_frames.take(QByteArrayView(waiting).sliced(m_seen)))
        return;
    m_begun = false;
    Q_EMIT unmasked();
}

} // namespace stagewatch::server
