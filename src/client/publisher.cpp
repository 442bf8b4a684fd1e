// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publisher.h"

#include "client/publishercore.h"

#include <QUuid>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::JsonValue;

namespace {

using namespace std::chrono_literals;

PublisherStatus::Phase phaseOf(PublishLink::Phase phase)
{
    switch (phase) {
    case PublishLink::Phase::Connecting:
        return PublisherStatus::Phase::Connecting;
    case PublishLink::Phase::Connected:
        return PublisherStatus::Phase::Connected;
    case PublishLink::Phase::Waiting:
        return PublisherStatus::Phase::Waiting;
    case PublishLink::Phase::Latched:
        break;
    }
    return PublisherStatus::Phase::Latched;
}

} // namespace

Publisher::Publisher(std::unique_ptr<Private> given)
    : d(std::move(given))
{
    d->connectTo(this);
}

Publisher::~Publisher()
{
    d->link.disconnect(this);
}

std::unique_ptr<Publisher> Publisher::create(const Options &options, QString *error)
{
    const QString id = u"pub-"_s + QUuid::createUuid().toString(QUuid::WithoutBraces);
    const QByteArray project = QUrl::toPercentEncoding(options.connection.endpoint.projectId).left(128);
    auto spool = PublishSpool::create(options.spoolFolder, QString::fromLatin1(project) + u'-' + id, error);
    if (!spool)
        return {};
    return std::unique_ptr<Publisher>(new Publisher(std::make_unique<Private>(options, id, std::move(spool))));
}

qint64 Publisher::publish(const QString &eventType, const JsonValue &data)
{
    const PublisherTag tag = d->nextTag();
    return d->accept(tag.publisherSequence, publishMessage(eventType, data, tag), {});
}

qint64 Publisher::publishEvent(const JsonValue &event)
{
    const PublisherTag tag = d->nextTag();
    return d->accept(tag.publisherSequence, publishMessage(event, tag), publishFault(event));
}

qint64 Publisher::publishAgain(const JsonValue &event)
{
    PublisherTag tag = d->nextTag();
    const qint64 number = tag.publisherSequence;
    QString fault = publishFault(event);
    if (!fault.isEmpty())
        return d->accept(number, {}, fault);
    if (const auto carried = carriedTag(event, &fault)) {
        tag.publisherId = carried->publisherId;
        tag.publisherSequence = carried->publisherSequence;
    }
    return d->accept(number, publishMessage(event, tag), fault);
}

void Publisher::setRunId(const QString &runId)
{
    d->options.runId = runId;
}

PublisherStatus Publisher::status() const
{
    PublisherStatus status{ .phase = phaseOf(d->link.phase()),
                            .error = d->link.error(),
                            .refused = d->link.isRefused(),
                            .unacknowledged = d->last - d->answers };
    if (status.error.isEmpty())
        status.error = d->spool->error().isEmpty() ? d->notice : d->spool->error();
    return status;
}

const QString &Publisher::publisherId() const
{
    return d->id;
}

QString Publisher::spoolPath() const
{
    return d->spool->path();
}

void Publisher::retryNow()
{
    if (!d->closing)
        d->link.retryNow();
}

void Publisher::close(std::chrono::milliseconds patience)
{
    if (std::exchange(d->closing, true))
        return;
    if (d->answers >= d->last || patience <= 0ms || d->link.phase() == PublishLink::Phase::Latched) {
        d->finish();
        return;
    }
    d->patienceTimer.start(patience);
    if (d->link.phase() == PublishLink::Phase::Waiting)
        d->link.retryNow();
}

} // namespace stagewatch::client
