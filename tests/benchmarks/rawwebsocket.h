// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <functional>
#include <utility>

namespace stagewatch::bench {

/// The least that speaks WebSocket: a load that costs the machine as little as can be, so that what is measured is the
/// server. Client side, text frames, one thread. Errors are sentences.
class RawWebSocket
{
public:
    RawWebSocket() = default;
    ~RawWebSocket();
    RawWebSocket(RawWebSocket &&other) noexcept;
    RawWebSocket &operator=(RawWebSocket &&other) noexcept;

    /// Connects to 127.0.0.1 and shakes hands; blocks.
    [[nodiscard]] bool open(quint16 port, const QByteArray &path, QString *error);
    /// The frame of a text message; its mask is zero, so that the bytes stay as they are.
    [[nodiscard]] static QByteArray frame(QByteArrayView text);
    /// Sends bytes of whole frames; blocks where the server takes no more.
    [[nodiscard]] bool send(const QByteArray &frames);
    /// Sends what the server takes now. Returns how many bytes went, or -1 where the connection is over.
    [[nodiscard]] qsizetype sendSome(const char *bytes, qsizetype count);
    /// Reads what has come and hands over every whole message. False where the connection is over.
    using Take = std::function<void(QByteArrayView message)>;
    [[nodiscard]] bool receive(const Take &take, bool wait);
    /// Small, so that a watcher that does not read is noticed early.
    void setReceiveBuffer(int bytes) { m_receiveBuffer = bytes; }
    [[nodiscard]] int descriptor() const { return m_socket; }
    /// What has come and was not handed over.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    /// Gives the connection away.
    [[nodiscard]] int release() { return std::exchange(m_socket, -1); }

private:
    int m_socket = -1;
    int m_receiveBuffer = 0;
    QByteArray m_received;
};

} // namespace stagewatch::bench
