// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/handshakeinquiry.h"

namespace stagewatch::client {

HandshakeInquiry::HandshakeInquiry(const Access &access, std::chrono::milliseconds timeout, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_timeout(timeout)
{
}

void HandshakeInquiry::begin(const HandshakeEvidence &evidence)
{
    if (!wantsProbe(evidence)) {
        Q_EMIT finished(classify(evidence));
        return;
    }
    m_probe = new HandshakeProbe(m_access, evidence.url, m_timeout, this);
    connect(m_probe, &HandshakeProbe::finished, this, [this, evidence](const std::optional<ResponseHead> &head) {
        m_probe->deleteLater();
        m_probe.clear();
        HandshakeEvidence complete = evidence;
        complete.head = head;
        complete.now =
            std::chrono::duration_cast<std::chrono::seconds>(protocol::currentTimestamp().time_since_epoch());
        Q_EMIT finished(classify(complete));
    });
    m_probe->start();
}

} // namespace stagewatch::client
