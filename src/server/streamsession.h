// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/caller.h"
#include "server/framewriter.h"

#include <QObject>
#include <QPointer>
#include <QTimer>
#include <chrono>
#include <memory>

class QTcpSocket;
class QWebSocket;

namespace stagewatch::server {

class Channel;

/// One WebSocket of a channel, and what every such connection needs: limits on what comes and on what waits to leave,
/// patience with a peer that takes nothing, and an end within a second. Emits closed() once, after which it is to be
/// deleted later.
class StreamSession : public QObject
{
    Q_OBJECT
public:
    struct Limits
    {
        qint64 unsentBytes = 256 * 1024; ///< events are sent only while less than this waits
        std::chrono::milliseconds patience{ 30'000 }; ///< without a byte taken while bytes wait: closed with 4008
    };
    struct Connection
    {
        std::unique_ptr<QWebSocket> socket;
        QPointer<QTcpSocket> transport; ///< the TCP socket below it
        std::function<void(qint64 bytes)> passed; ///< see FrameWriter
    };
    StreamSession(Connection connection, Channel &channel, Caller caller, const Limits &limits, QObject *parent);
    ~StreamSession() override;

    /// Sends `connected` and goes on.
    virtual void start() = 0;
    /// Says goodbye with a close code; the connection ends within a second, whatever the peer does.
    void close(int code, const QString &reason);
    [[nodiscard]] Channel &channel() const { return m_channel; }
    [[nodiscard]] const Caller &caller() const { return m_caller; }

Q_SIGNALS:
    void closed();
    void logged(const QString &line);

protected:
    static constexpr int closeNoProgress = 4008; ///< PROTOCOL section 3, refusing
    /// A text message came; never during a close.
    virtual void receive(const QByteArray &message) = 0;
    /// Some of what waited has left.
    virtual void drained() { }
    /// The connection is over.
    virtual void ended() { }
    void send(const QByteArray &message);
    /// Sends as many of the frames as there is room for, and returns how many; drained() follows if not all of them.
    [[nodiscard]] qsizetype sendFrames(const FrameSpan &frames);
    /// Answers a message that cannot be taken.
    void refuse(const QString &sentence, std::optional<qint64> publisherSequence = {});
    /// Nothing is sent and nobody loses patience until resume().
    void pause();
    void resume();
    /// Ends the connection at once, by a reset if so asked.
    void cut(bool reset);
    [[nodiscard]] bool isOver() const { return m_closing; }
    [[nodiscard]] bool isPaused() const { return m_paused; }
    [[nodiscard]] bool hasRoom() const;

private:
    void take(const QString &text);
    void checkUnread();
    void watchPatience();
    std::unique_ptr<QWebSocket> m_socket;
    QPointer<QTcpSocket> m_transport;
    FrameWriter m_frames;
    Channel &m_channel;
    Caller m_caller;
    Limits m_limits;
    QTimer m_patience; ///< runs while bytes wait
    bool m_closing = false;
    bool m_paused = false;
};

} // namespace stagewatch::server
