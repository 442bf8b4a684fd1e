// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client/publisher.h"
#include "client/publishlink.h"
#include "client/publishmessage.h"
#include "client/publishspool.h"
#include "protocol/decoder.h"

#include <deque>
#include <functional>

namespace stagewatch::client {

/// The parts of a Publisher and how they work together: what is published goes through the spool into the window, and
/// from there over the link; an answer takes it out of both.
struct Publisher::Private
{
    Private(Options given, QString publisherId, std::unique_ptr<PublishSpool> file)
        : options(std::move(given))
        , id(std::move(publisherId))
        , spool(std::move(file))
        , link(options.connection)
    {
        for (QTimer *timer : { &diskTimer, &answerTimer, &patienceTimer })
            timer->setSingleShot(true);
    }

    void connectTo(Publisher *publisher);
    [[nodiscard]] PublisherTag nextTag();
    qint64 accept(qint64 number, const QByteArray &message, const QString &fault);
    void refuseLater(qint64 number, const QString &sentence);
    void pump();
    void sendWindow();
    void settle(const QString &publisherId, qint64 publisherSequence, const std::function<void(qint64)> &tell);
    void countAnswer();
    void take(const protocol::JsonValue &message, const QByteArray &utf8);
    void hear(const protocol::Event &event);
    void onLost(bool tooBig);
    void onLinkChanged();
    void finish();

    Publisher *q = nullptr;
    Options options;
    QString id;
    std::unique_ptr<PublishSpool> spool;
    PublishLink link;
    PublishQueue queue;
    std::optional<Outgoing> held; ///< read from the spool; the window has no room for it yet
    std::deque<qint64> unspooled; ///< numbers of events that never came into the spool
    qint64 last = 0; ///< the number of the newest event
    qint64 lastRead = 0; ///< of the newest that was read from the spool
    qint64 answers = 0;
    qint64 oldestSent = 0; ///< which event the answer timer is for
    QString notice; ///< what the server complained of, of no one event
    QString heardStream;
    qint64 heardSequence = 0;
    protocol::Decoder decoder;
    QTimer diskTimer;
    QTimer answerTimer;
    QTimer patienceTimer;
    bool closing = false;
    bool finishing = false;
};

} // namespace stagewatch::client
