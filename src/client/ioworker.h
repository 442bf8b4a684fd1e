// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/connection.h"

#include <QHash>
#include <QObject>

namespace stagewatch::client {

/// The inside of the I/O thread: its connections by id. Every function runs there, called through the event loop.
class IoWorker : public QObject
{
    Q_OBJECT
public:
    void open(int id, const ConnectionSettings &settings, const std::shared_ptr<journal::Journal> &journal,
              const std::shared_ptr<Mailbox> &mailbox);
    void close(int id);
    void retryNow(int id);
    void send(int id, const protocol::ClientMessage &message);
    /// Closes every connection; finished() when the last is gone.
    void closeAll();

Q_SIGNALS:
    void batchReady(int id);
    void statusChanged(int id);
    void sendFailed(int id, const stagewatch::protocol::ClientMessage &message, const QString &reason);
    void finished();

private:
    QHash<int, Connection *> m_connections; ///< also those that are closing
    bool m_closingAll = false;
};

} // namespace stagewatch::client
