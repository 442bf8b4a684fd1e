// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/publishercore.h"

#include "protocol/publishing.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace stagewatch::client {

using protocol::JsonValue;

namespace {

using namespace std::chrono_literals;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::client)
};

/// After a disk has refused.
constexpr auto diskRetry = 1s;

QString sentenceFor(const QString &fault)
{
    return Text::tr("The event was not sent: %1.").arg(fault);
}

} // namespace

void Publisher::Private::connectTo(Publisher *publisher)
{
    q = publisher;
    connect(&link, &PublishLink::ready, q, [this](const JsonValue &greeting) {
        notice.clear();
        queue.startOver();
        pump();
        const JsonValue *data = greeting.find(u"data");
        const JsonValue *run = data ? data->find(u"run_id") : nullptr;
        Q_EMIT q->greeted(run ? run->toText() : QString());
    });
    connect(&link, &PublishLink::received, q,
            [this](const JsonValue &message, const QByteArray &utf8) { take(message, utf8); });
    connect(&link, &PublishLink::lost, q, [this](bool tooBig) { onLost(tooBig); });
    connect(&link, &PublishLink::changed, q, [this] { onLinkChanged(); });
    connect(&link, &PublishLink::closed, q, [this] {
        spool->finish();
        Q_EMIT q->closed();
    });
    connect(&diskTimer, &QTimer::timeout, q, [this] {
        if (!spool->retry())
            diskTimer.start(diskRetry);
        Q_EMIT q->statusChanged();
    });
    connect(&answerTimer, &QTimer::timeout, q, [this] {
        link.reconnect(Text::tr("%1 has not confirmed an event for %2 s; it is sent again over a new connection.")
                           .arg(options.connection.endpoint.server())
                           .arg(static_cast<double>(options.answerTimeout.count()) / 1000.0));
    });
    connect(&patienceTimer, &QTimer::timeout, q, [this] { finish(); });
    QMetaObject::invokeMethod(
        q,
        [this] {
            if (!finishing)
                link.start();
        },
        Qt::QueuedConnection);
}

PublisherTag Publisher::Private::nextTag()
{
    return {
        .publisherId = id, .publisherSequence = ++last, .runId = options.runId, .now = protocol::currentTimestamp()
    };
}

qint64 Publisher::Private::accept(qint64 number, const QByteArray &message, const QString &fault)
{
    const QString why = fault.isEmpty() ? publishFault(message) : fault;
    if (!why.isEmpty()) {
        unspooled.push_back(number);
        refuseLater(number, sentenceFor(why));
    } else if (!spool->append(message)) {
        unspooled.push_back(number);
        refuseLater(number, spool->error());
    } else {
        if (!spool->isWritten() && !diskTimer.isActive()) {
            diskTimer.start(diskRetry);
            Q_EMIT q->statusChanged();
        }
        pump();
    }
    return number;
}

void Publisher::Private::refuseLater(qint64 number, const QString &sentence)
{
    // The caller does not know the number yet.
    QMetaObject::invokeMethod(
        q,
        [this, number, sentence] {
            ++answers;
            Q_EMIT q->rejected(number, sentence);
            countAnswer();
        },
        Qt::QueuedConnection);
}

/// Moves events from the spool into the window, and from there onto the wire.
void Publisher::Private::pump()
{
    for (;;) {
        if (!held) {
            auto line = spool->next();
            if (!line)
                break;
            ++lastRead;
            while (!unspooled.empty() && unspooled.front() <= lastRead) {
                lastRead += unspooled.front() == lastRead ? 1 : 0;
                unspooled.pop_front();
            }
            held = readPublishMessage(std::move(line->text));
            if (!held) {
                // Somebody else wrote into the file; the line cannot be told from the others and is lost.
                refuseLater(lastRead,
                            Text::tr("An event that waited in %1 cannot be read any more.").arg(spool->path()));
                continue;
            }
            held->number = lastRead;
            held->start = line->start;
        }
        if (!queue.hasRoomFor(*held))
            break;
        queue.push(*std::exchange(held, std::nullopt));
    }
    sendWindow();
}

void Publisher::Private::sendWindow()
{
    if (!link.isReady() || finishing) {
        answerTimer.stop();
        oldestSent = 0;
        return;
    }
    while (const QByteArray *message = queue.nextToSend())
        link.send(*message);
    const Outgoing *oldest = queue.oldest();
    const qint64 waitsFor = oldest ? oldest->number : 0;
    if (waitsFor == oldestSent)
        return;
    oldestSent = waitsFor;
    if (oldest)
        answerTimer.start(options.answerTimeout);
    else
        answerTimer.stop();
}

void Publisher::Private::settle(const QString &publisherId, qint64 publisherSequence,
                                const std::function<void(qint64)> &tell)
{
    const auto number = queue.answered(publisherId, publisherSequence);
    if (!number)
        return; // a repeat
    ++answers;
    const Outgoing *oldest = queue.oldest();
    spool->release(oldest ? oldest->start : held ? held->start : spool->position());
    tell(*number);
    pump();
    countAnswer();
}

void Publisher::Private::countAnswer()
{
    if (answers < last)
        return;
    queue.setOneByOne(false);
    Q_EMIT q->drained();
    if (closing)
        finish();
}

void Publisher::Private::take(const JsonValue &message, const QByteArray &utf8)
{
    const protocol::PublishAnswer answer = protocol::readPublishAnswer(message);
    if (const auto *published = std::get_if<protocol::Published>(&answer)) {
        link.noteProgress();
        settle(published->publisherId, published->publisherSequence,
               [this, published](qint64 number) { Q_EMIT q->acknowledged(number, published->sequence); });
    } else if (const auto *refusal = std::get_if<protocol::PublishRefusal>(&answer)) {
        if (refusal->publisherSequence) {
            settle(refusal->publisherId, *refusal->publisherSequence,
                   [this, refusal](qint64 number) { Q_EMIT q->rejected(number, refusal->sentence); });
        } else {
            notice = refusal->sentence;
            Q_EMIT q->statusChanged();
        }
    } else {
        const protocol::Decoded decoded = decoder.decode(utf8, protocol::currentTimestamp());
        if (decoded.event)
            hear(*decoded.event);
    }
}

/// What the server tells a pipeline. After a reconnect it tells it again; each is passed on once.
void Publisher::Private::hear(const protocol::Event &event)
{
    const auto *cancel = event.as<protocol::CancelRequested>();
    const auto *resolved = event.as<protocol::ApprovalResolved>();
    if (!cancel && !resolved)
        return;
    if (event.sequence) {
        if (event.streamId == heardStream && *event.sequence <= heardSequence)
            return;
        heardStream = event.streamId;
        heardSequence = *event.sequence;
    }
    if (!options.runId.isEmpty() && !event.runId.isEmpty() && event.runId != options.runId)
        return; // it is meant for another run, the one before this one, say
    if (cancel)
        Q_EMIT q->cancelRequested(*cancel);
    else
        Q_EMIT q->approvalResolved(*resolved);
}

void Publisher::Private::onLost(bool tooBig)
{
    answerTimer.stop();
    oldestSent = 0;
    if (!tooBig)
        return;
    const Outgoing *suspect = queue.suspect();
    if (!queue.isOneByOne() || !suspect) {
        queue.setOneByOne(true);
        return;
    }
    queue.setOneByOne(false);
    const qint64 size = suspect->message.size();
    settle(QString(suspect->publisherId), suspect->publisherSequence, [this, size](qint64 number) {
        Q_EMIT q->rejected(number,
                           sentenceFor(Text::tr("%1 does not take a message of %2 bytes")
                                           .arg(options.connection.endpoint.server())
                                           .arg(size)));
    });
}

void Publisher::Private::onLinkChanged()
{
    Q_EMIT q->statusChanged();
    if (closing && link.phase() == PublishLink::Phase::Latched)
        finish();
}

void Publisher::Private::finish()
{
    if (std::exchange(finishing, true))
        return;
    patienceTimer.stop();
    answerTimer.stop();
    diskTimer.stop();
    link.close();
}

} // namespace stagewatch::client
