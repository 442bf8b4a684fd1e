// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshakeprobe.h"

#include <QRandomGenerator>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

namespace {

constexpr qsizetype headLimit = 16 * 1024;

QByteArray freshKey()
{
    QByteArray key(16, Qt::Uninitialized);
    for (char &byte : key)
        byte = static_cast<char>(QRandomGenerator::global()->bounded(256));
    return key.toBase64();
}

} // namespace

HandshakeProbe::HandshakeProbe(const Access &access, const QUrl &url, std::chrono::milliseconds timeout,
                               QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_url(url)
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(timeout);
    connect(&m_deadline, &QTimer::timeout, this, [this] { finish({}); });
}

HandshakeProbe::~HandshakeProbe()
{
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->abort();
    }
}

void HandshakeProbe::start()
{
    m_deadline.start();
    const bool encrypted = m_url.scheme() == "wss"_L1;
    const auto port = static_cast<quint16>(m_url.port(encrypted ? 443 : 80));
    if (encrypted) {
        auto *socket = new QSslSocket(this);
        m_socket = socket;
        socket->setSslConfiguration(m_access.tls());
        connect(socket, &QSslSocket::encrypted, this, &HandshakeProbe::sendRequest);
    } else {
        m_socket = new QTcpSocket(this);
        connect(m_socket, &QAbstractSocket::connected, this, &HandshakeProbe::sendRequest);
    }
    m_socket->setProxy(Access::proxyFor(m_url));
    connect(m_socket, &QIODevice::readyRead, this, &HandshakeProbe::read);
    connect(m_socket, &QAbstractSocket::errorOccurred, this, [this] { finish(parseResponseHead(m_received)); });
    if (auto *tls = qobject_cast<QSslSocket *>(m_socket))
        tls->connectToHostEncrypted(m_url.host(), port);
    else
        m_socket->connectToHost(m_url.host(), port);
}

void HandshakeProbe::sendRequest()
{
    const QByteArray host = m_url.host(QUrl::FullyEncoded).toLatin1();
    QByteArray request = "GET " + m_url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment)
        + " HTTP/1.1\r\nHost: " + (host.contains(':') ? '[' + host + ']' : host)
        + (m_url.port() < 0 ? QByteArray() : ':' + QByteArray::number(m_url.port()))
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
        + freshKey() + "\r\n";
    const QNetworkRequest authorised = m_access.request(m_url);
    for (const QByteArray &name : authorised.rawHeaderList())
        request += name + ": " + authorised.rawHeader(name) + "\r\n";
    m_socket->write(request + "\r\n");
}

void HandshakeProbe::read()
{
    m_received += m_socket->read(headLimit - m_received.size());
    if (m_received.contains("\r\n\r\n") || m_received.contains("\n\n") || m_received.size() >= headLimit)
        finish(parseResponseHead(m_received));
}

void HandshakeProbe::finish(const std::optional<ResponseHead> &head)
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    m_socket->disconnect(this);
    m_socket->abort();
    Q_EMIT finished(head);
}

} // namespace stagewatch::client
