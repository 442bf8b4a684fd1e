// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/responsehead.h"

#include <QObject>
#include <QTimer>

class QTcpSocket;

namespace stagewatch::client {

/// Asks for a WebSocket once more, by hand, to read the status and headers of the refusal, which QWebSocket keeps to
/// itself: Retry-After and Location among them. Asks the stream's own URL, since limits often hold only there. Reads 16
/// KiB at most and hangs up.
class HandshakeProbe : public QObject
{
    Q_OBJECT
public:
    HandshakeProbe(const Access &access, const QUrl &url, std::chrono::milliseconds timeout, QObject *parent = nullptr);
    ~HandshakeProbe() override;
    void start();

Q_SIGNALS:
    /// Once. Nothing where the server gave no HTTP answer, or TLS failed.
    void finished(const std::optional<stagewatch::client::ResponseHead> &head);

private:
    void sendRequest();
    void read();
    void finish(const std::optional<ResponseHead> &head);

    Access m_access;
    QUrl m_url;
    QTcpSocket *m_socket = nullptr;
    QTimer m_deadline;
    QByteArray m_received;
    bool m_finished = false;
};

} // namespace stagewatch::client
