// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QTcpServer>
#include <QUrl>
#include <utility>

namespace stagewatch::test {

/// A TCP server on loopback that gives fixed answers to HTTP requests, byte for byte, however wrong they are.
class RawServer : public QObject
{
    Q_OBJECT
public:
    explicit RawServer(QObject *parent = nullptr);

    /// What a request is answered whose path contains `pathPart`; the last match counts. {accept} becomes the
    /// Sec-WebSocket-Accept that the request's key asks for. An empty answer: the connection is closed without one.
    void answer(const QByteArray &pathPart, const QByteArray &bytes);
    /// No answer at all, and the connection stands.
    void setSilent(bool silent) { m_silent = silent; }
    /// Close after the answer. On by default; a WebSocket wants it off.
    void setCloses(bool closes) { m_closes = closes; }

    /// A whole HTTP answer. Content-Length is added.
    [[nodiscard]] static QByteArray http(const QByteArray &status, const QByteArray &body = {},
                                         const QByteArray &headers = {});
    /// The head of a WebSocket's 101.
    [[nodiscard]] static QByteArray upgrade(const QByteArray &connection = "Upgrade");

    [[nodiscard]] quint16 port() const { return m_listener.serverPort(); }
    [[nodiscard]] QUrl url(const QString &scheme) const;
    /// Heads and bodies of all requests so far.
    [[nodiscard]] const QList<QByteArray> &requests() const { return m_requests; }
    [[nodiscard]] int accepted() const { return m_accepted; }

private:
    void onNewConnection();
    void read(QTcpSocket &socket);

    QTcpServer m_listener;
    QList<std::pair<QByteArray, QByteArray>> m_answers;
    QList<QByteArray> m_requests;
    bool m_silent = false;
    bool m_closes = true;
    int m_accepted = 0;
};

} // namespace stagewatch::test
