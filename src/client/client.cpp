// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/client.h"

#include "client/ioworker.h"
#include "client/mailbox.h"

#include <QHash>
#include <QThread>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

struct Client::Private
{
    QThread thread;
    IoWorker *worker = nullptr; ///< lives in the thread, which deletes it
    QHash<ConnectionId, std::shared_ptr<Mailbox>> mailboxes;
    ConnectionId lastId = 0;

    template <typename Function> void inThread(Function &&function)
    {
        QMetaObject::invokeMethod(worker, std::forward<Function>(function), Qt::QueuedConnection);
    }
};

Client::Client(QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>())
{
    d->worker = new IoWorker;
    d->worker->moveToThread(&d->thread);
    d->thread.setObjectName(u"stagewatch-io"_s);
    connect(&d->thread, &QThread::finished, d->worker, &QObject::deleteLater);
    connect(d->worker, &IoWorker::batchReady, this, [this](int id) {
        if (d->mailboxes.contains(id))
            Q_EMIT batchReady(id);
    });
    connect(d->worker, &IoWorker::statusChanged, this, [this](int id) {
        const std::shared_ptr<Mailbox> mailbox = d->mailboxes.value(id);
        if (!mailbox)
            return;
        mailbox->statusTold();
        Q_EMIT statusChanged(id);
    });
    connect(d->worker, &IoWorker::sendFailed, this,
            [this](int id, const protocol::ClientMessage &message, const QString &reason) {
                Q_EMIT sendFailed(id, message, reason);
            });
    d->thread.start();
}

Client::~Client()
{
    d->worker->disconnect(this);
    // The thread ends itself once everything is closed: no waiting for an event loop that may be gone.
    QThread *thread = &d->thread;
    connect(d->worker, &IoWorker::finished, d->worker, [thread] { thread->quit(); });
    d->inThread([worker = d->worker] { worker->closeAll(); });
    d->thread.wait(); // each close() has its own limit of 1 s
}

ConnectionId Client::open(const ConnectionSettings &settings, std::shared_ptr<journal::Journal> journal)
{
    const ConnectionId id = ++d->lastId;
    auto mailbox = std::make_shared<Mailbox>();
    d->mailboxes.insert(id, mailbox);
    d->inThread([worker = d->worker, id, settings, journal = std::move(journal), mailbox] {
        worker->open(id, settings, journal, mailbox);
    });
    return id;
}

void Client::close(ConnectionId id)
{
    if (d->mailboxes.remove(id))
        d->inThread([worker = d->worker, id] { worker->close(id); });
}

void Client::retryNow(ConnectionId id)
{
    d->inThread([worker = d->worker, id] { worker->retryNow(id); });
}

void Client::send(ConnectionId id, const protocol::ClientMessage &message)
{
    d->inThread([worker = d->worker, id, message] { worker->send(id, message); });
}

journal::Batch Client::takeBatch(ConnectionId id)
{
    const std::shared_ptr<Mailbox> mailbox = d->mailboxes.value(id);
    return mailbox ? mailbox->take() : journal::Batch();
}

protocol::ConnectionStatus Client::status(ConnectionId id) const
{
    if (const std::shared_ptr<Mailbox> mailbox = d->mailboxes.value(id))
        return mailbox->status();
    protocol::ConnectionStatus closed;
    closed.phase = protocol::ConnectionStatus::Phase::Closed;
    return closed;
}

} // namespace stagewatch::client
