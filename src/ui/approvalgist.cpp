// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/approvalgist.h"

#include "model/displaytext.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

namespace {

constexpr qsizetype valueLimit = 40;

// {"from": 0.5, "to": 0.37} and its like read as a change.
QString changeText(const protocol::JsonValue &value)
{
    constexpr std::pair<QStringView, QStringView> names[]{
        { u"from", u"to" }, { u"current", u"proposed" }, { u"old", u"new" }, { u"before", u"after" }
    };
    for (const auto &[from, to] : names) {
        const protocol::JsonValue *before = value.find(from);
        const protocol::JsonValue *after = value.find(to);
        if (before && after && !before->isContainer() && !after->isContainer())
            return model::visibleText(before->toText(), valueLimit) + u" → "_s
                + model::visibleText(after->toText(), valueLimit);
    }
    return {};
}

} // namespace

QString proposalGist(const protocol::JsonValue &proposal, int fields)
{
    if (!proposal.isContainer())
        return model::visibleText(proposal.toText(), 120);
    QStringList pieces;
    int more = 0;
    for (const auto &[name, value] : proposal.members()) {
        const QString text = value.isObject() ? changeText(value)
            : value.isContainer()             ? QString()
                                              : model::visibleText(value.toText(), valueLimit);
        if (text.isEmpty() || pieces.size() >= fields)
            ++more;
        else
            pieces << model::visibleText(name, valueLimit) + u' ' + text;
    }
    if (proposal.isArray())
        more = int(proposal.items().size());
    if (more == 1)
        pieces << QCoreApplication::translate("stagewatch::ui::ApprovalGist", "1 more value");
    else if (more > 1)
        pieces << QCoreApplication::translate("stagewatch::ui::ApprovalGist", "%1 more values").arg(more);
    return pieces.join(u"  ·  "_s);
}

std::optional<double> matchingConfidence(const model::Run &run, const protocol::ApprovalEntry &approval)
{
    std::optional<double> byStage;
    const auto &decisions = run.decisions();
    for (auto it = decisions.rbegin(); it != decisions.rend(); ++it) {
        if (it->time > approval.askedAt || !it->decision.confidence)
            continue;
        if (it->decision.decisionType == approval.request.approvalType)
            return it->decision.confidence;
        if (!byStage && it->decision.stage.id == approval.request.stage.id)
            byStage = it->decision.confidence;
    }
    return byStage;
}

} // namespace stagewatch::ui
