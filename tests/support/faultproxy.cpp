// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faultproxy.h"

#include <QTcpSocket>
#include <algorithm>
#include <sys/socket.h>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

FaultProxy::FaultProxy(quint16 serverPort, QObject *parent)
    : QObject(parent)
    , m_serverPort(serverPort)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &FaultProxy::onNewConnection);
    if (!m_listener.listen(QHostAddress::LocalHost))
        qCritical("The fault proxy cannot listen on loopback.");
}

FaultProxy::~FaultProxy()
{
    cut(Cut::Reset);
}

QUrl FaultProxy::url() const
{
    QUrl url;
    url.setScheme(u"ws"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    return url;
}

void FaultProxy::onNewConnection()
{
    while (QTcpSocket *client = m_listener.nextPendingConnection()) {
        ++m_accepted;
        if (m_acceptThenClose) {
            connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
            client->disconnectFromHost();
            continue;
        }
        auto pair = std::make_shared<Pair>();
        pair->client = client;
        pair->server = new QTcpSocket(this);
        m_pairs.append(pair);
        connect(client, &QIODevice::readyRead, this, [this, pair] { forward(*pair, true); });
        connect(pair->server, &QIODevice::readyRead, this, [this, pair] { forward(*pair, false); });
        connect(pair->server, &QAbstractSocket::connected, this, [this, pair] { forward(*pair, true); });
        // The end of one side is passed on to the other as it came, but for a side that has been silenced.
        const auto passEnd = [pair](bool fromClient) {
            if (pair->clientMuted || pair->serverMuted || pair->gone)
                return;
            pair->gone = true;
            end(fromClient ? pair->server : pair->client, Cut::Fin);
        };
        connect(client, &QAbstractSocket::disconnected, this, [passEnd] { passEnd(true); });
        connect(pair->server, &QAbstractSocket::disconnected, this, [passEnd] { passEnd(false); });
        connect(pair->server, &QAbstractSocket::errorOccurred, this, [passEnd] { passEnd(false); });
        pair->server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
    }
}

void FaultProxy::forward(Pair &pair, bool fromClient)
{
    QTcpSocket *from = fromClient ? pair.client : pair.server;
    QTcpSocket *to = fromClient ? pair.server : pair.client;
    if (!from || !to || to->state() != QAbstractSocket::ConnectedState
        || (fromClient ? pair.clientMuted : pair.serverMuted))
        return;
    const QByteArray bytes = from->readAll();
    (fromClient ? m_bytesToServer : m_bytesToClient) += bytes.size();
    to->write(bytes);
}

void FaultProxy::cut(Cut how, Side side)
{
    const bool atClient = (static_cast<int>(side) & static_cast<int>(Side::Client)) != 0;
    const bool atServer = (static_cast<int>(side) & static_cast<int>(Side::Server)) != 0;
    for (const std::shared_ptr<Pair> &pair : std::as_const(m_pairs)) {
        if (pair->gone)
            continue;
        if (how == Cut::Silence) {
            // A dead network takes no more than the buffers on the way hold.
            constexpr qint64 silentBuffer = 16 * 1024;
            for (QTcpSocket *silent :
                 { atClient ? pair->client.data() : nullptr, atServer ? pair->server.data() : nullptr }) {
                if (silent)
                    silent->setReadBufferSize(silentBuffer);
            }
            pair->clientMuted = pair->clientMuted || atClient;
            pair->serverMuted = pair->serverMuted || atServer;
            continue;
        }
        pair->gone = true;
        if (atClient)
            end(pair->client, how);
        if (atServer)
            end(pair->server, how);
    }
}

void FaultProxy::end(QTcpSocket *socket, Cut how)
{
    if (!socket)
        return;
    if (how == Cut::Reset) {
        const linger atOnce{ .l_onoff = 1, .l_linger = 0 };
        setsockopt(static_cast<int>(socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
        socket->abort();
    } else {
        socket->disconnectFromHost();
    }
}

int FaultProxy::open() const
{
    return static_cast<int>(std::count_if(m_pairs.cbegin(), m_pairs.cend(), [](const std::shared_ptr<Pair> &pair) {
        return !pair->gone && !pair->clientMuted && !pair->serverMuted;
    }));
}

} // namespace stagewatch::test
