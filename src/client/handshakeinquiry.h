// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/access.h"
#include "client/handshakeerror.h"
#include "client/handshakeprobe.h"

#include <QPointer>

namespace stagewatch::client {

/// Finds out why a handshake failed: by what the socket tells, and where that is too little by asking the server once
/// more. One at a time.
class HandshakeInquiry : public QObject
{
    Q_OBJECT
public:
    HandshakeInquiry(const Access &access, std::chrono::milliseconds timeout, QObject *parent = nullptr);

    /// finished() follows, maybe at once.
    void begin(const HandshakeEvidence &evidence);
    [[nodiscard]] bool isRunning() const { return !m_probe.isNull(); }
    /// finished() does not come any more.
    void cancel() { delete m_probe; }

Q_SIGNALS:
    void finished(const stagewatch::client::HandshakeFailure &failure);

private:
    const Access &m_access;
    std::chrono::milliseconds m_timeout;
    QPointer<HandshakeProbe> m_probe;
};

} // namespace stagewatch::client
