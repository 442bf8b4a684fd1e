// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventtext.h"

#include "model/textform.h"

#include <QCoreApplication>

namespace stagewatch::model {

using namespace protocol;
using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(stagewatch::model::EventText)
};

QString joined(const QString &a, const QString &b)
{
    if (a.isEmpty() || b.isEmpty() || a == b)
        return a.isEmpty() ? b : a;
    return Words::tr("%1: %2", "a fact, and what the server says of it").arg(a, b);
}

QString spaced(const QString &a, const QString &b)
{
    return a.isEmpty() || b.isEmpty() ? a + b : a + u" · "_s + b;
}

QString progressText(const std::optional<Progress> &progress)
{
    return progress ? TextForm::percent(progress->raw) : QString();
}

QString gapReason(const QString &reason)
{
    if (reason == "trimmed"_L1)
        return Words::tr("the server no longer keeps them");
    if (reason == "restarted"_L1)
        return Words::tr("the stream was started anew");
    if (reason == "disconnected"_L1)
        return Words::tr("the connection was lost");
    return reason;
}

QString gapText(const Gap &gap, std::optional<Timestamp> before, std::optional<Timestamp> after, const LogTimes &times)
{
    const auto from = gap.from ? gap.from : before;
    const auto to = gap.to ? gap.to : after;
    const auto said = [&times](Timestamp time) { return times.text(toMs(time)); };
    QString text;
    if (from && to)
        text = Words::tr("Events between %1 and %2 may be missing").arg(said(*from), said(*to));
    else if (from)
        text = Words::tr("Events after %1 may be missing").arg(said(*from));
    else if (to)
        text = Words::tr("Events before %1 may be missing").arg(said(*to));
    else
        text = Words::tr("Events may be missing");
    return joined(text, gapReason(gap.reason));
}

QString failedText(const PipelineFailed &failed)
{
    const QString stage = failed.stage.display.isEmpty() ? failed.stage.id : failed.stage.display;
    const QString head = stage.isEmpty() ? Words::tr("Run failed") : Words::tr("Run failed in %1").arg(stage);
    return joined(head, failed.error.isEmpty() ? failed.message : failed.error);
}

QString cancelledText(const PipelineCancelled &cancelled)
{
    const QString head = cancelled.requester.isEmpty() ? Words::tr("Run cancelled")
                                                       : Words::tr("Run cancelled by %1").arg(cancelled.requester);
    return joined(head, cancelled.reason.isEmpty() ? cancelled.message : cancelled.reason);
}

QString decisionWord(ApprovalDecision decision)
{
    return decision == ApprovalDecision::Approved ? Words::tr("Approved") : Words::tr("Rejected");
}

QString resolvedText(const ApprovalResolved &resolved)
{
    if (resolved.source == ResolutionSource::Passed)
        return Words::tr("decided elsewhere");
    const QString who = resolved.source == ResolutionSource::Timeout ? Words::tr("timeout")
        : resolved.source == ResolutionSource::Policy                ? Words::tr("policy")
                                                                     : resolved.responder;
    const QString head = who.isEmpty()
        ? decisionWord(resolved.decision)
        : Words::tr("%1 by %2", "approved or rejected, by whom").arg(decisionWord(resolved.decision), who);
    return joined(head, resolved.comment);
}

/// A stage_transition that is really a run's end: no stage of that name exists.
QString transitionText(const StageTransition &transition, bool terminal)
{
    if (terminal) {
        const auto status = runStatusFromWire(transition.stage.id);
        return joined(status ? TextForm::status(*status) : transition.stage.display, transition.message);
    }
    return joined(transition.stage.display, spaced(transition.message, progressText(transition.progress)));
}

struct Summary
{
    const Event &event;
    QString operator()(const UnknownEvent &) const { return Words::tr("Not known to Stagewatch"); }
    QString operator()(const Connected &c) const { return spaced(c.message, c.protocol); }
    QString operator()(const StageTransition &t) const { return transitionText(t, isTerminal(event)); }
    QString operator()(const ProgressUpdate &p) const
    {
        const QString eta =
            p.estimatedTimeRemaining ? TextForm::etaLeft(*p.estimatedTimeRemaining) : p.estimatedTimeDisplay;
        return spaced(spaced(spaced(p.stage.display, progressText(p.progress)), p.message), eta);
    }
    QString operator()(const Log &l) const { return joined(TextForm::level(l.level), l.message); }
    QString operator()(const Decision &d) const
    {
        const QString confidence = d.confidence ? TextForm::percent(*d.confidence) : QString();
        return spaced(joined(d.decisionType, d.decision), confidence);
    }
    QString operator()(const ApprovalRequired &a) const
    {
        return joined(a.title.isEmpty() ? titleFromId(a.approvalType) : a.title, a.message);
    }
    QString operator()(const ApprovalResolved &a) const { return resolvedText(a); }
    QString operator()(const ApprovalAcknowledged &a) const
    {
        if (a.accepted)
            return Words::tr("Answer accepted");
        return joined(Words::tr("Answer not accepted"), a.resolution ? resolvedText(*a.resolution) : QString());
    }
    QString operator()(const PipelineCompleted &c) const { return joined(Words::tr("Run completed"), c.message); }
    QString operator()(const PipelineFailed &f) const { return failedText(f); }
    QString operator()(const PipelineCancelled &c) const { return cancelledText(c); }
    QString operator()(const ErrorEvent &e) const { return joined(e.error, e.details); }
    QString operator()(const CancelAcknowledged &c) const
    {
        return joined(Words::tr("Cancel acknowledged"), c.message);
    }
    QString operator()(const CancelRequested &c) const
    {
        return joined(Words::tr("Cancel requested"), spaced(c.requester, c.reason));
    }
    QString operator()(const Pong &) const { return Words::tr("The server answered a ping"); }
    QString operator()(const ServerPing &) const { return Words::tr("The server asked for a sign of life"); }
    QString operator()(const Gap &g) const { return gapText(g, {}, {}, {}); }
    QString operator()(const Snapshot &s) const
    {
        return spaced(spaced(TextForm::status(s.status), s.stage.display), progressText(s.progress));
    }
};

} // namespace

QString summaryText(const Event &event)
{
    return std::visit(Summary{ event }, event.payload);
}

QString logText(const Event &event, std::optional<Timestamp> before, std::optional<Timestamp> after,
                const LogTimes &times)
{
    if (const auto *log = event.as<Log>())
        return log->message;
    if (const auto *gap = event.as<Gap>())
        return gapText(*gap, before, after, times);
    return summaryText(event);
}

} // namespace stagewatch::model
