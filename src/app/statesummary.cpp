// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/statesummary.h"

#include "app/shellword.h"
#include "model/displaytext.h"
#include "model/textform.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

using model::TextForm;
using model::visibleText;
using protocol::Snapshot;

namespace {

QString bar(std::optional<double> fraction, int cells)
{
    const int full = fraction && std::isfinite(*fraction)
        ? std::clamp(static_cast<int>(std::lround(*fraction * cells)), 0, cells)
        : 0;
    return u"["_s + QString(full, u'#') + QString(cells - full, u'.') + u"] "_s
        + (fraction ? TextForm::percent(*fraction).replace(QChar::Nbsp, QChar::Space) : QString()).rightJustified(5);
}

QString timesLine(const Snapshot &run, protocol::Timestamp now)
{
    QStringList parts;
    const bool ended = protocol::isTerminal(run.status);
    if (run.startedAt) {
        const protocol::Timestamp until = ended ? run.updatedAt.value_or(*run.startedAt) : now;
        parts.append((ended ? u"took "_s : u"running for "_s)
                     + TextForm::duration(std::max<qint64>(0, (until - *run.startedAt).count())));
    }
    if (!ended && run.estimatedTimeRemaining)
        parts.append(TextForm::etaLeft(*run.estimatedTimeRemaining));
    return parts.join(u", "_s);
}

QStringList stageLines(const Snapshot &run)
{
    qsizetype width = 0;
    for (const protocol::StageState &stage : run.stages)
        width = std::max(width, visibleText(stage.stage.display, 60).size());
    QStringList lines;
    for (const protocol::StageState &stage : run.stages) {
        const std::optional<double> share =
            stage.status == protocol::StageStatus::Completed ? std::optional(1.0) : stage.progress;
        lines.append(u"  "_s + bar(share, 12) + u"  "_s + visibleText(stage.stage.display, 60).leftJustified(width)
                     + u"  "_s + TextForm::stageStatus(stage.status));
    }
    return lines;
}

QStringList waitingLines(const Snapshot &run, const QString &projectId, const QString &address)
{
    QStringList lines;
    QString answerable;
    for (const protocol::ApprovalEntry &entry : run.pendingApprovals) {
        if (entry.resolution)
            continue;
        if (lines.isEmpty())
            lines += { QString(), u"  Waits for approval:"_s };
        lines.append(approvalLines(entry.request));
        // A person should never paste what a server hid in an id.
        if (answerable.isEmpty() && visibleText(entry.request.approvalId) == entry.request.approvalId)
            answerable = entry.request.approvalId;
    }
    if (!answerable.isEmpty()) {
        lines.append(u"  Answer with: stagewatch approve "_s
                     + (address.isEmpty() ? QString() : shellWord(address) + u' ') + u"--project "_s
                     + shellWord(projectId) + u" --approval "_s + shellWord(answerable));
    }
    return lines;
}

} // namespace

QString approvalLines(const protocol::ApprovalRequired &request)
{
    const QString &asks = request.title.isEmpty() ? request.message : request.title;
    QString text = u"    "_s + (request.approvalId.isEmpty() ? u"(no id)"_s : visibleText(request.approvalId));
    if (!asks.isEmpty())
        text += u"  "_s + visibleText(asks);
    if (!request.expiresAt)
        return text;
    text += u"\n    until "_s + TextForm::time(*request.expiresAt).left(8);
    switch (request.onTimeout) {
    case protocol::TimeoutAction::Approve:
        return text + u", then it is approved by itself"_s;
    case protocol::TimeoutAction::Reject:
        return text + u", then it is rejected by itself"_s;
    case protocol::TimeoutAction::Fail:
        return text + u", then the run fails"_s;
    case protocol::TimeoutAction::Unspecified:
        break;
    }
    return text;
}

QString stateSummary(const protocol::Event &state, protocol::Timestamp now, const QString &address)
{
    const auto *run = state.as<Snapshot>();
    if (!run)
        return {};
    QString head = visibleText(state.projectId) + u"  "_s + TextForm::status(run->status);
    const QString runId = run->runId.isEmpty() ? state.runId : run->runId;
    if (!runId.isEmpty())
        head += u"  (run %1)"_s.arg(visibleText(runId));
    QStringList lines{ head };
    std::optional<double> share;
    if (run->status == protocol::RunStatus::Completed)
        share = 1.0;
    else if (run->progress)
        share = run->progress->fraction;
    const QString times = timesLine(*run, now);
    if (share || !times.isEmpty())
        lines.append(u"  "_s + bar(share, 24) + (times.isEmpty() ? QString() : u"  "_s + times));
    if (!run->stages.empty())
        lines += QStringList{ QString() } + stageLines(*run);
    lines += waitingLines(*run, state.projectId, address);
    if (!run->error.isEmpty())
        lines += { QString(),
                   u"  Error: "_s + model::visibleLines(run->error, model::cellTextLimit).replace(u'\n', u"\n    "_s) };
    if (!run->result.isNull())
        lines += { QString(), u"  Result:"_s, model::visibleLines(QString::fromUtf8(run->result.toIndentedJson())) };
    return lines.join(u'\n');
}

} // namespace stagewatch::app
