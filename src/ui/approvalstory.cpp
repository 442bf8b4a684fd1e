// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalstory.h"

#include "model/displaytext.h"
#include "model/textform.h"
#include "ui/approvallook.h"

namespace stagewatch::ui {

using namespace Qt::StringLiterals;
using State = model::ApprovalLedger::State;
using protocol::ApprovalDecision;

namespace {

bool hasSameData(const protocol::ApprovalResolved &resolution, const protocol::ApprovalResponse &response)
{
    return !response.approvalData || resolution.approvalData.isNull()
        || *response.approvalData == resolution.approvalData;
}

QString withComment(QString sentence, const QString &comment)
{
    if (!comment.trimmed().isEmpty()) {
        sentence += u' ' + ApprovalStory::tr("“%1”").arg(model::visibleText(comment, 500));
    }
    return sentence;
}

} // namespace

ApprovalStory ApprovalStory::tell(const protocol::ApprovalEntry &approval, const model::ApprovalLedger::Entry &answer,
                                  bool runEnded, const QString &responder)
{
    ApprovalStory story;
    const auto &resolution = approval.resolution ? approval.resolution : answer.resolution;
    if (resolution) {
        story.isOver = true;
        const bool mine = answer.state == State::Confirmed && resolution->decision == answer.response.decision
            && hasSameData(*resolution, answer.response);
        if (mine) {
            story.tone = Tone::Good;
            story.sentence = resolution->decision == ApprovalDecision::Approved
                ? tr("Approved. The server confirmed your answer.")
                : tr("Rejected. The server confirmed your answer.");
        } else {
            const bool tooLate = answer.state != State::None;
            const bool approved = resolution->decision == ApprovalDecision::Approved;
            story.tone = tooLate ? Tone::Warning : approved ? Tone::Good : Tone::Bad;
            story.sentence = withComment(resolutionSentence(*resolution), resolution->comment);
            if (tooLate) {
                story.sentence = tr("Already decided, your answer was not taken: %1").arg(story.sentence);
            }
        }
        return story;
    }
    if (answer.state != State::None) {
        return tellAnswer(answer);
    }
    if (runEnded) {
        story.isOver = true;
        story.sentence = tr("The run ended before anybody answered. There is nothing left to decide.");
        return story;
    }
    story.canAnswer = true;
    story.sentence = responder.isEmpty()
        ? tr("First answer wins")
        : tr("First answer wins · yours is recorded as %1").arg(model::visibleText(responder, 100));
    return story;
}

ApprovalStory ApprovalStory::tellAnswer(const model::ApprovalLedger::Entry &answer)
{
    ApprovalStory story;
    const bool approved = answer.response.decision == ApprovalDecision::Approved;
    switch (answer.state) {
    case State::Sending:
        story.tone = Tone::Busy;
        story.sentence = approved ? tr("Sending your approval…") : tr("Sending your rejection…");
        break;
    case State::Confirmed:
        story.tone = Tone::Good;
        story.isOver = true;
        story.sentence = approved ? tr("Approved. The server confirmed your answer.")
                                  : tr("Rejected. The server confirmed your answer.");
        break;
    case State::AlreadyDecided:
        story.tone = Tone::Warning;
        story.isOver = true;
        story.sentence = tr("Already decided by somebody else, your answer was not taken.");
        break;
    case State::Unconfirmed:
        story.tone = Tone::Warning;
        story.canSendAgain = true;
        story.sentence = approved ? tr("Your approval was sent, but the server confirmed nothing within 10 s.")
                                  : tr("Your rejection was sent, but the server confirmed nothing within 10 s.");
        break;
    case State::NotSent:
        story.tone = Tone::Bad;
        story.canSendAgain = true;
        story.sentence = tr("Your answer was not sent: there was no connection. Send it again once it is back.");
        break;
    case State::None:
        break;
    }
    return story;
}

QString ApprovalStory::expiry(const protocol::ApprovalRequired &request, protocol::Timestamp now)
{
    if (!request.expiresAt) {
        return {};
    }
    const qint64 left = model::toMs(*request.expiresAt) - model::toMs(now);
    if (left <= 0) {
        return tr("expired %1").arg(model::TextForm::ago(-left));
    }
    const QString clock = model::TextForm::clock(left);
    switch (request.onTimeout) {
    case protocol::TimeoutAction::Approve:
        return tr("expires in %1, then it is approved").arg(clock);
    case protocol::TimeoutAction::Reject:
        return tr("expires in %1, then it is rejected").arg(clock);
    case protocol::TimeoutAction::Fail:
        return tr("expires in %1, then the run fails").arg(clock);
    case protocol::TimeoutAction::Unspecified:
        break;
    }
    return tr("expires in %1").arg(clock);
}

} // namespace stagewatch::ui
