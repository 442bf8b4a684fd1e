// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/streamsocket.h"

#include <QSslSocket>
#include <QWebSocket>

namespace stagewatch::client {

namespace {

using namespace std::chrono_literals;

constexpr auto closeTimeout = 1000ms;

} // namespace

StreamSocket::StreamSocket(const Access &access, const QUrl &url, std::chrono::milliseconds connectTimeout,
                           QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_socket(new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this))
{
    m_end.evidence.url = url;
    m_end.evidence.timeout = connectTimeout;
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &StreamSocket::onDeadline);
    m_socket->setMaxAllowedIncomingFrameSize(messageLimit);
    m_socket->setMaxAllowedIncomingMessageSize(messageLimit);
    m_socket->setProxy(Access::proxyFor(url));
    m_socket->setSslConfiguration(m_access.tls());
    connectSignals();
}

StreamSocket::~StreamSocket()
{
    abort();
}

void StreamSocket::connectSignals()
{
    connect(m_socket, &QWebSocket::connected, this, [this] {
        m_deadline.stop();
        m_end.opened = true;
        Q_EMIT opened();
    });
    connect(m_socket, &QWebSocket::textMessageReceived, this, &StreamSocket::takeText);
    connect(m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &message) {
        if (!m_finished)
            Q_EMIT binaryReceived(message);
    });
    connect(m_socket, &QWebSocket::pong, this, [this] { Q_EMIT ponged(); });
    connect(m_socket, &QWebSocket::aboutToClose, this, [this] {
        m_closing = true;
        m_end.clean = true;
        m_end.closeCode = m_socket->closeCode();
        m_end.reason = m_socket->closeReason();
        if (!m_deadline.isActive())
            m_deadline.start(closeTimeout);
    });
    connect(m_socket, &QWebSocket::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_end.evidence.sslErrors = errors; });
    connect(m_socket, qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this,
            [this](QAbstractSocket::SocketError error) { onError(error); });
    connect(m_socket, &QWebSocket::disconnected, this, &StreamSocket::onDisconnected);
}

void StreamSocket::open()
{
    m_deadline.start(m_end.evidence.timeout);
    m_socket->open(m_access.request(m_end.evidence.url));
    auto *tcp = m_socket->findChild<QTcpSocket *>();
    if (!tcp)
        return; // the URL was refused, and the error has been reported
    connect(tcp, &QAbstractSocket::connected, this, [this, tcp] {
        m_end.evidence.tcpConnected = true;
        tcp->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        tcp->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    });
    connect(tcp, &QIODevice::readyRead, this, &StreamSocket::heard);
    if (auto *tls = qobject_cast<QSslSocket *>(tcp))
        connect(tls, &QSslSocket::encrypted, this, [this] { m_end.evidence.encrypted = true; });
}

void StreamSocket::takeText(const QString &message)
{
    constexpr qsizetype keptRoom =
        1024 * 1024; // a rare giant must not leave every connection with a buffer of its size
    if (m_finished)
        return;
    const qsizetype room = m_toUtf8.requiredSpace(message.size());
    if (m_text.size() < room || m_text.size() > std::max(room, keptRoom))
        m_text = QByteArray(room, Qt::Uninitialized);
    const char *const end = m_toUtf8.appendToBuffer(m_text.data(), message);
    Q_EMIT textReceived(QByteArrayView(m_text.constData(), end));
}

void StreamSocket::sendText(const QByteArray &utf8)
{
    if (isOpen() && m_socket->isValid())
        m_socket->sendTextMessage(QString::fromUtf8(utf8));
}

void StreamSocket::ping()
{
    if (isOpen() && m_socket->isValid())
        m_socket->ping();
}

bool StreamSocket::isOpen() const
{
    return m_end.opened && !m_finished && !m_closing;
}

void StreamSocket::close()
{
    if (m_finished)
        return;
    if (!m_end.opened) {
        finish();
        return;
    }
    if (!m_closing)
        m_socket->close(QWebSocketProtocol::CloseCodeNormal);
    m_deadline.start(closeTimeout);
}

void StreamSocket::abort()
{
    m_finished = true;
    m_deadline.stop();
    if (!m_socket)
        return;
    m_socket->disconnect(this);
    if (auto *tcp = m_socket->findChild<QTcpSocket *>())
        tcp->disconnect(this);
    m_socket->abort();
    m_socket->deleteLater();
    m_socket = nullptr;
}

void StreamSocket::onError(int error)
{
    if (m_closing)
        return; // the closing handshake is under way; disconnected() or the deadline follows
    m_end.evidence.socketError = static_cast<QAbstractSocket::SocketError>(error);
    m_end.evidence.errorString = m_socket->errorString();
    finish();
}

void StreamSocket::onDisconnected()
{
    finish();
}

void StreamSocket::onDeadline()
{
    if (!m_end.opened)
        m_end.evidence.timedOut = true;
    finish();
}

void StreamSocket::finish()
{
    if (m_finished)
        return;
    m_finished = true;
    m_deadline.stop();
    // QWebSocket may be in the middle of one of its own functions; it is let go of from the event loop.
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (!m_socket)
                return;
            abort();
            Q_EMIT ended(m_end);
        },
        Qt::QueuedConnection);
}

} // namespace stagewatch::client
