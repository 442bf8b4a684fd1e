// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/runcontrol.h"

#include "protocol/encoder.h"
#include "server/channel.h"

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace protocol;

namespace {
/// An answer comes back whole in approval_resolved and in every late acknowledgement.
constexpr qsizetype answerSizeLimit = messageSizeLimit / 2;
/// A reason is a sentence or two; what a bug puts there must not outgrow a message.
constexpr qsizetype reasonLimit = 32 * 1024;
/// With the largest proposal it still fits a message.
constexpr qsizetype commentSizeLimit = 64 * 1024;
/// A timer counts milliseconds in an int; an approval may wait for months.
constexpr std::chrono::milliseconds longestTimer = 24h;
} // namespace

RunControl::RunControl(Channel &channel, ChannelFold &fold)
    : m_channel(channel)
    , m_fold(fold)
{
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &RunControl::watchExpiry);
}

void RunControl::watchExpiry()
{
    for (;;) {
        const auto next = m_fold.desk().nextExpiry();
        if (!next) {
            m_expiry.stop();
            return;
        }
        const auto left = next->at - currentTimestamp();
        if (left > 0ms) {
            m_expiry.start(std::min<std::chrono::milliseconds>(left, longestTimer));
            return;
        }
        expireApproval(next->approvalId);
    }
}

void RunControl::expireApproval(const QString &approvalId)
{
    const std::optional<ApprovalResolved> resolved = m_fold.desk().expire(approvalId, currentTimestamp());
    if (resolved)
        postResolution(*resolved, {});
}

void RunControl::postResolution(const ApprovalResolved &resolved, const QString &requestId)
{
    if (m_channel.envelope().plainGuide) {
        settle(resolved.approvalId);
        Q_EMIT m_channel.approvalResolved(resolved);
        return;
    }
    JsonValue data = encodePayload(resolved);
    if (!requestId.isEmpty())
        data.set(u"request_id"_s, JsonValue::string(requestId));
    Posting posting =
        makePosting(u"approval_resolved"_s, m_channel.envelope().projectId, data.toJson(), currentTimestamp());
    posting.runId = m_fold.runId();
    m_unsettled[resolved.approvalId];
    m_channel.post(posting, [this, id = resolved.approvalId](qint64) { settle(id); });
    m_channel.commit();
}

void RunControl::settle(const QString &approvalId)
{
    const auto found = m_unsettled.find(approvalId);
    if (found == m_unsettled.end())
        return;
    const std::vector<Unsettled> waiting = std::move(found->second);
    m_unsettled.erase(found);
    for (const Unsettled &one : waiting)
        one.reply(one.outcome);
}

void RunControl::cancel(const Cancel &request, const Caller &caller, const std::function<void(bool)> &reply)
{
    const bool heard = m_channel.publisherCount() > 0;
    const bool runs = !m_fold.runId().isEmpty() && !m_fold.run().isEnded();
    if (!runs || (m_fold.run().status() == RunStatus::Cancelling && !request.force)) {
        reply(runs && heard);
        return;
    }
    const QString reason =
        request.reason.size() > reasonLimit ? request.reason.left(reasonLimit) + u'…' : request.reason;
    const CancelRequested cancel{ reason, caller.displayName({}), request.force };
    if (m_channel.isFull()) { // the disk takes nothing, so nobody can promise that the pipeline will hear of it
        reply(false);
        return;
    }
    if (m_channel.envelope().plainGuide) {
        reply(heard);
        Q_EMIT m_channel.cancelRequested(cancel);
        return;
    }
    Posting posting = makePosting(u"cancel_requested"_s, m_channel.envelope().projectId, encodePayload(cancel).toJson(),
                                  currentTimestamp());
    posting.runId = m_fold.runId();
    m_channel.post(posting, [heard, reply](qint64) { reply(heard); });
    m_channel.commit();
}

void RunControl::answer(ApprovalResponse response, const Caller &caller,
                        const std::function<void(const ApprovalDesk::Outcome &)> &reply)
{
    if (encode(ClientMessage(response)).size() > answerSizeLimit) {
        reply(u"The answer is larger than the %1 KiB that are passed on."_s.arg(answerSizeLimit / 1024));
        return;
    }
    if (JsonValue::string(response.comment).toJson().size() > commentSizeLimit) {
        reply(u"The comment is larger than the %1 KiB that are passed on."_s.arg(commentSizeLimit / 1024));
        return;
    }
    if (m_channel.isFull()) {
        reply(u"The disk takes no more now; answer again in a moment."_s);
        return;
    }
    // A stream of the guide alone names no approval: whatever id a client made up, it means the one that is open.
    if (m_channel.envelope().plainGuide && m_fold.desk().isOpen(m_fold.lastApproval()))
        response.approvalId = m_fold.lastApproval();
    if (!caller.name.isEmpty())
        response.responder = caller.name;
    watchExpiry(); // the timer comes late after a machine slept
    const ApprovalDesk::Outcome outcome = m_fold.desk().answer(response, currentTimestamp());
    const auto *answer = std::get_if<ApprovalDesk::Answer>(&outcome);
    if (answer && answer->resolved) {
        m_unsettled[response.approvalId].push_back({ outcome, reply });
        postResolution(*answer->resolved, response.requestId);
        return;
    }
    const auto unsettled = m_unsettled.find(response.approvalId);
    if (answer && unsettled != m_unsettled.end())
        unsettled->second.push_back({ outcome, reply });
    else
        reply(outcome);
}

} // namespace stagewatch::server
