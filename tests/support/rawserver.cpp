// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/rawserver.h"

#include <QCryptographicHash>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace stagewatch::test {

namespace {

QByteArray headerOf(const QByteArray &head, const QByteArray &name)
{
    for (const QByteArray &line : head.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
            return line.mid(colon + 1).trimmed();
    }
    return {};
}

QByteArray acceptFor(const QByteArray &head)
{
    const QByteArray salted = headerOf(head, "Sec-WebSocket-Key") + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(salted, QCryptographicHash::Sha1).toBase64();
}

} // namespace

RawServer::RawServer(QObject *parent)
    : QObject(parent)
{
    connect(&m_listener, &QTcpServer::newConnection, this, &RawServer::onNewConnection);
    if (!m_listener.listen(QHostAddress::LocalHost))
        qCritical("The raw server cannot listen on loopback.");
}

QUrl RawServer::url(const QString &scheme) const
{
    QUrl url;
    url.setScheme(scheme);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(port());
    return url;
}

void RawServer::answer(const QByteArray &pathPart, const QByteArray &bytes)
{
    m_answers.emplace_back(pathPart, bytes);
}

QByteArray RawServer::http(const QByteArray &status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
        + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" + body;
}

QByteArray RawServer::upgrade(const QByteArray &connection)
{
    return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: " + connection
        + "\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
}

void RawServer::onNewConnection()
{
    while (QTcpSocket *socket = m_listener.nextPendingConnection()) {
        ++m_accepted;
        connect(socket, &QIODevice::readyRead, this, [this, socket] { read(*socket); });
        connect(socket, &QAbstractSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void RawServer::read(QTcpSocket &socket)
{
    QByteArray received = socket.property("received").toByteArray() + socket.readAll();
    const qsizetype blank = received.indexOf("\r\n\r\n");
    const qsizetype length = headerOf(received, "Content-Length").toLongLong();
    socket.setProperty("received", received);
    if (blank < 0 || received.size() < blank + 4 + length || socket.property("answered").toBool())
        return;
    m_requests.append(received);
    if (m_silent)
        return;
    socket.setProperty("answered", true);
    const QByteArray path = received.split(' ').value(1);
    QByteArray bytes;
    for (const auto &[part, answer] : std::as_const(m_answers)) {
        if (path.contains(part))
            bytes = answer;
    }
    socket.write(bytes.replace("{accept}", acceptFor(received)));
    if (m_closes || bytes.isEmpty())
        socket.disconnectFromHost();
}

} // namespace stagewatch::test
