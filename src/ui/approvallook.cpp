// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvallook.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QCoreApplication>

namespace stagewatch::ui {

using protocol::ApprovalDecision;
using protocol::ResolutionSource;
using State = model::ApprovalLedger::State;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::ui::Approval)
};

QString answerWord(State answer)
{
    switch (answer) {
    case State::Sending:
        return Words::tr("Sending…");
    case State::Unconfirmed:
        return Words::tr("Not confirmed");
    case State::NotSent:
        return Words::tr("Not sent");
    case State::Confirmed:
        return Words::tr("Answered");
    case State::AlreadyDecided:
        return Words::tr("Already decided");
    case State::None:
        break;
    }
    return Words::tr("Waiting");
}

} // namespace

StateLook approvalLook(const protocol::ApprovalEntry &entry, State answer)
{
    if (entry.resolution) {
        return entry.resolution->decision == ApprovalDecision::Approved
            ? StateLook{ Glyph::Completed, Theme::Role::Completed, Words::tr("Approved") }
            : StateLook{ Glyph::Failed, Theme::Role::Failed, Words::tr("Rejected") };
    }
    if (answer == State::Sending) {
        return { Glyph::Running, Theme::Role::Accent, answerWord(answer) };
    }
    return { Glyph::Waiting, Theme::Role::Waiting, answerWord(answer) };
}

QString resolutionSentence(const protocol::ApprovalResolved &resolution)
{
    const bool approved = resolution.decision == ApprovalDecision::Approved;
    const QString who = model::visibleText(resolution.responder, 200);
    QString sentence;
    switch (resolution.source) {
    case ResolutionSource::Timeout:
        sentence = approved ? Words::tr("Nobody answered in time, so it was approved.")
                            : Words::tr("Nobody answered in time, so it was rejected.");
        break;
    case ResolutionSource::Policy:
        sentence =
            approved ? Words::tr("A rule of the server approved it.") : Words::tr("A rule of the server rejected it.");
        break;
    case ResolutionSource::Passed:
        sentence = Words::tr("The run went on. The server did not say who decided, or what.");
        break;
    case ResolutionSource::User:
        if (who.isEmpty()) {
            sentence = approved ? Words::tr("It was approved.") : Words::tr("It was rejected.");
        } else {
            sentence = approved ? Words::tr("%1 approved it.").arg(who) : Words::tr("%1 rejected it.").arg(who);
        }
        break;
    }
    if (!resolution.resolvedAt) {
        return sentence;
    }
    return Words::tr("%1: %2", "a time, and what happened then")
        .arg(model::TextForm::shortTime(*resolution.resolvedAt), sentence);
}

} // namespace stagewatch::ui
