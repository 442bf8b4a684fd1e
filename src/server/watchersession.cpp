// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/watchersession.h"

#include "server/channel.h"

#include <QWebSocket>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
/// A turn of the event loop, so that no watcher keeps the others waiting.
constexpr qsizetype turnBytes = qsizetype(64) * 1024;
constexpr size_t heldBackLimit = 64;
} // namespace

WatcherSession::WatcherSession(Connection connection, Channel &channel, Caller caller, const Limits &limits,
                               QObject *parent)
    : StreamSession(std::move(connection), channel, std::move(caller), limits, parent)
{
    for (QTimer *timer : { &m_again, &m_stalled })
        timer->setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &WatcherSession::topUp);
    connect(&m_stalled, &QTimer::timeout, this, &WatcherSession::endStall);
    connect(&channel, &Channel::advanced, this, &WatcherSession::topUp);
    connect(&channel, &Channel::dropAsked, this, &WatcherSession::drop);
    connect(&channel, &Channel::stallAsked, this, &WatcherSession::stall);
    connect(&channel, &Channel::rawAsked, this, &WatcherSession::send);
}

void WatcherSession::start()
{
    m_counted = true;
    channel().watcherCame(); // may begin the run that the greeting names
    m_next = channel().lastSequence() + 1;
    send(connectedMessage(channel().envelope(), channel().greeting(), currentTimestamp()));
}

void WatcherSession::ended()
{
    if (std::exchange(m_counted, false))
        channel().watcherLeft();
}

qint64 WatcherSession::lag() const
{
    return std::max<qint64>(0, channel().lastSequence() + 1 - m_next);
}

void WatcherSession::drained()
{
    m_full = false;
    topUp();
}

void WatcherSession::topUp()
{
    // What is sent may report room at once, and lead here again. A watcher that reads nothing costs the others nothing.
    if (m_toppingUp || m_full)
        return;
    m_toppingUp = true;
    topUpOnce();
    m_toppingUp = false;
}

void WatcherSession::topUpOnce()
{
    if (isOver() || isPaused())
        return;
    if (m_next < channel().firstSequence())
        sendGap(m_next - 1, u"trimmed"_s);
    for (qsizetype sent = 0; m_next <= channel().lastSequence();) {
        if (sent >= turnBytes) {
            m_again.start(0ms);
            return;
        }
        const FrameSpan frames = channel().frames(m_next, dress());
        if (frames.isEmpty()) {
            tellUnreadable(m_next);
            ++m_next;
            continue;
        }
        const qsizetype taken = sendFrames(frames);
        m_next += taken;
        sent += frames.sizeOf(taken);
        m_full = taken < frames.count();
        if (m_full)
            return; // drained() brings us back
    }
    if (m_stateOwed)
        sendState();
}

Dress WatcherSession::dress() const
{
    if (channel().envelope().plainGuide)
        return Dress::Plain;
    return m_replaying ? Dress::Replayed : Dress::Live;
}

void WatcherSession::sendGap(qint64 requestedSince, const QString &reason)
{
    const qint64 first = channel().firstSequence();
    m_next = first;
    if (!channel().envelope().plainGuide)
        send(gapMessage(channel().envelope(), requestedSince, first, reason, currentTimestamp()));
}

/// The disk does not give an event back: what is missing is said, and the rest goes on.
void WatcherSession::tellUnreadable(qint64 sequence)
{
    Q_EMIT logged(
        u"Event %1 of project %2 cannot be read from its journal; a watcher is told of a gap."_s.arg(sequence).arg(
            channel().envelope().projectId));
    if (!channel().envelope().plainGuide)
        send(gapMessage(channel().envelope(), sequence - 1, sequence + 1, u"trimmed"_s, currentTimestamp()));
}

void WatcherSession::sendState()
{
    m_stateOwed = false;
    m_replaying = false;
    if (!channel().envelope().plainGuide)
        send(channel().stateMessage());
    else if (!channel().lastProgressMessage().isEmpty())
        send(withoutTail(channel().lastProgressMessage()));
}

void WatcherSession::receive(const QByteArray &message)
{
    if (isPaused()) {
        if (m_heldBack.size() < heldBackLimit)
            m_heldBack.push_back(message);
        return;
    }
    const DecodedClientMessage decoded = decodeClientMessage(message);
    if (!decoded.message) {
        refuse(decoded.error);
        return;
    }
    std::visit([this](const auto &known) { handle(known); }, *decoded.message);
}

void WatcherSession::handle(const Ping &)
{
    send(pongMessage(channel().envelope(), channel().lastSequence(), currentTimestamp()));
}

bool WatcherSession::mayControl()
{
    if (caller().may(Role::Control))
        return true;
    refuse(u"This token may watch, but neither cancel nor decide; ask for one with the role \"control\"."_s);
    return false;
}

void WatcherSession::handle(const Cancel &cancel)
{
    if (!mayControl())
        return;
    Q_EMIT logged(
        u"%1 asked to cancel the run of project %2."_s.arg(caller().displayName({}), channel().envelope().projectId));
    const QPointer<WatcherSession> self(this);
    channel().cancel(cancel, caller(), [self, requestId = cancel.requestId](bool delivered) {
        if (self)
            self->send(cancelAcknowledgedMessage(self->channel().envelope(), requestId, delivered, currentTimestamp()));
    });
}

void WatcherSession::handle(const GetState &request)
{
    // Whatever was posted is to be in the state, as far as that can be had at once.
    channel().commit();
    m_stateOwed = true;
    if (request.since && !channel().envelope().plainGuide) {
        const bool foreign = !request.streamId.isEmpty() && request.streamId != channel().envelope().streamId;
        m_next = *request.since + 1;
        m_replaying = true;
        if (foreign || *request.since > channel().lastSequence())
            sendGap(*request.since, u"restarted"_s);
        else if (m_next < channel().firstSequence())
            sendGap(*request.since, u"trimmed"_s);
    }
    topUp();
}

void WatcherSession::handle(const ApprovalResponse &response)
{
    if (!mayControl())
        return;
    const QPointer<WatcherSession> self(this);
    channel().answer(response, caller(), [self](const ApprovalDesk::Outcome &outcome) {
        if (!self)
            return;
        if (const auto *sentence = std::get_if<QString>(&outcome))
            self->refuse(*sentence);
        else if (!self->channel().envelope().plainGuide)
            self->send(approvalAcknowledgedMessage(self->channel().envelope(),
                                                   std::get<ApprovalDesk::Answer>(outcome).acknowledgement,
                                                   currentTimestamp()));
    });
}

void WatcherSession::drop(const QString &how)
{
    bool isCode = false;
    const int code = how.toInt(&isCode);
    if (isCode)
        close(code, u"Asked for by the scenario"_s);
    else
        cut(how == "reset"_L1);
}

void WatcherSession::stall(std::chrono::milliseconds duration)
{
    m_stalled.start(duration);
    pause();
}

void WatcherSession::endStall()
{
    resume();
    while (!m_heldBack.empty()) {
        const QByteArray message = std::move(m_heldBack.front());
        m_heldBack.pop_front();
        receive(message);
    }
    topUp();
}

} // namespace stagewatch::server
