// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/ioworker.h"

#include <QCoreApplication>

namespace stagewatch::client {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

} // namespace

void IoWorker::open(int id, const ConnectionSettings &settings, const std::shared_ptr<journal::Journal> &journal,
                    const std::shared_ptr<Mailbox> &mailbox)
{
    auto *connection = new Connection(settings, journal, mailbox, this);
    m_connections.insert(id, connection);
    connect(connection, &Connection::batchReady, this, [this, id] { Q_EMIT batchReady(id); });
    connect(connection, &Connection::statusChanged, this, [this, id] { Q_EMIT statusChanged(id); });
    connect(connection, &Connection::sendFailed, this,
            [this, id](const protocol::ClientMessage &message, const QString &reason) {
                Q_EMIT sendFailed(id, message, reason);
            });
    connect(connection, &Connection::closed, this, [this, id] {
        if (Connection *gone = m_connections.take(id))
            gone->deleteLater();
        if (m_closingAll && m_connections.isEmpty())
            Q_EMIT finished();
    });
    connection->start();
}

void IoWorker::close(int id)
{
    if (Connection *connection = m_connections.value(id))
        connection->close();
}

void IoWorker::retryNow(int id)
{
    if (Connection *connection = m_connections.value(id))
        connection->retryNow();
}

void IoWorker::send(int id, const protocol::ClientMessage &message)
{
    if (Connection *connection = m_connections.value(id))
        connection->send(message);
    else
        Q_EMIT sendFailed(id, message, Text::tr("Not sent: the connection has been closed."));
}

void IoWorker::closeAll()
{
    m_closingAll = true;
    if (m_connections.isEmpty()) {
        Q_EMIT finished();
        return;
    }
    const QList<Connection *> all = m_connections.values();
    for (Connection *connection : all)
        connection->close();
}

} // namespace stagewatch::client
