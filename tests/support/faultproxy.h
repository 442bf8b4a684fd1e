// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTcpServer>
#include <QUrl>
#include <memory>

class QTcpSocket;

namespace stagewatch::test {

/// Stands between a client and a server on loopback and breaks what a test wants broken, as real networks do it.
class FaultProxy : public QObject
{
    Q_OBJECT
public:
    enum class Cut {
        Reset, ///< RST, without a word (SO_LINGER 0)
        Fin, ///< an orderly end of TCP without a WebSocket close
        Silence ///< the connection stands, and nothing passes any more
    };
    enum class Side {
        Client = 1,
        Server = 2,
        Both = 3
    }; ///< whom the cut is shown to; with Silence: whose bytes are stopped

    explicit FaultProxy(quint16 serverPort, QObject *parent = nullptr);
    ~FaultProxy() override;

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    /// ws://127.0.0.1:PORT
    [[nodiscard]] QUrl url() const;
    void setServerPort(quint16 port) { m_serverPort = port; }

    /// Breaks every connection that stands. New ones are let through.
    void cut(Cut how, Side side = Side::Both);
    /// From now on a new connection is accepted and closed at once.
    void setAcceptThenClose(bool on) { m_acceptThenClose = on; }

    [[nodiscard]] int accepted() const { return m_accepted; } ///< connections so far
    [[nodiscard]] int open() const; ///< that stand and let bytes pass
    [[nodiscard]] qint64 bytesToServer() const { return m_bytesToServer; }
    [[nodiscard]] qint64 bytesToClient() const { return m_bytesToClient; }

private:
    struct Pair
    {
        QPointer<QTcpSocket> client;
        QPointer<QTcpSocket> server;
        bool clientMuted = false;
        bool serverMuted = false;
        bool gone = false;
    };
    void onNewConnection();
    void forward(Pair &pair, bool fromClient);
    static void end(QTcpSocket *socket, Cut how);

    QTcpServer m_listener;
    quint16 m_serverPort;
    QList<std::shared_ptr<Pair>> m_pairs;
    bool m_acceptThenClose = false;
    int m_accepted = 0;
    qint64 m_bytesToServer = 0;
    qint64 m_bytesToClient = 0;
};

} // namespace stagewatch::test
