// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/approvalmodel.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <algorithm>

namespace stagewatch::model {

using namespace protocol;

ApprovalModel::ApprovalModel(const Run &run, const ApprovalLedger &answers, QObject *parent)
    : GrowingTable(int(run.approvals().size()), parent)
    , m_run(run)
    , m_answers(answers)
{
}

int ApprovalModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const ApprovalEntry &ApprovalModel::entry(int row) const
{
    return m_run.approvals()[size_t(row)];
}

int ApprovalModel::rowOf(QStringView approvalId) const
{
    const auto &all = m_run.approvals();
    const auto it = std::find_if(all.begin(), all.end(),
                                 [&](const ApprovalEntry &a) { return a.request.approvalId == approvalId; });
    return it == all.end() ? -1 : int(it - all.begin());
}

int ApprovalModel::firstPending() const
{
    const auto &all = m_run.approvals();
    const auto it = std::find_if(all.begin(), all.end(), [](const ApprovalEntry &a) { return !a.resolution; });
    return it == all.end() || m_run.isEnded() ? -1 : int(it - all.begin());
}

bool ApprovalModel::canAnswer(int row) const
{
    using State = ApprovalLedger::State;
    if (m_run.isEnded() || entry(row).resolution)
        return false;
    const State state = m_answers.entry(entry(row).request.approvalId).state;
    return state == State::None || state == State::NotSent || state == State::Unconfirmed;
}

QString ApprovalModel::titleText(const ApprovalRequired &request)
{
    constexpr qsizetype limit = 200;
    if (!request.title.isEmpty())
        return visibleText(request.title, limit);
    if (const QString message = request.message.trimmed(); !message.isEmpty())
        return visibleText(QStringView(message).left(message.indexOf(QLatin1Char('\n'))), limit);
    return request.approvalType.isEmpty() ? tr("Approval") : visibleText(titleFromId(request.approvalType), limit);
}

QStringList ApprovalModel::stateWords()
{
    return { tr("Waiting"),
             tr("Never answered"),
             tr("Sending…"),
             tr("Approved by you"),
             tr("Rejected by you"),
             tr("Approved by the timeout"),
             tr("Rejected by the timeout"),
             tr("Approved by a policy"),
             tr("Rejected by a policy"),
             tr("Decided elsewhere"),
             tr("Already approved"),
             tr("Already rejected"),
             tr("Already decided") };
}

QString ApprovalModel::stateText(int row) const
{
    using State = ApprovalLedger::State;
    const ApprovalEntry &shown = entry(row);
    const ApprovalLedger::Entry answer = m_answers.entry(shown.request.approvalId);
    const auto &resolution = shown.resolution ? shown.resolution : answer.resolution;
    const bool approved = resolution ? resolution->decision == ApprovalDecision::Approved
                                     : answer.response.decision == ApprovalDecision::Approved;
    if (answer.state == State::Confirmed)
        return approved ? tr("Approved by you") : tr("Rejected by you");
    if (resolution) {
        const QString who = visibleText(resolution->responder, 100);
        if (resolution->source == ResolutionSource::Timeout)
            return approved ? tr("Approved by the timeout") : tr("Rejected by the timeout");
        if (resolution->source == ResolutionSource::Policy)
            return approved ? tr("Approved by a policy") : tr("Rejected by a policy");
        if (resolution->source == ResolutionSource::Passed)
            return tr("Decided elsewhere");
        if (answer.state == State::AlreadyDecided && !who.isEmpty())
            return approved ? tr("Already approved by %1").arg(who) : tr("Already rejected by %1").arg(who);
        if (answer.state == State::AlreadyDecided)
            return approved ? tr("Already approved") : tr("Already rejected");
        if (who.isEmpty())
            return approved ? tr("Approved") : tr("Rejected");
        return approved ? tr("Approved by %1").arg(who) : tr("Rejected by %1").arg(who);
    }
    switch (answer.state) {
    case State::Sending:
        return tr("Sending…");
    case State::AlreadyDecided:
        return tr("Already decided");
    case State::Unconfirmed:
        return approved ? tr("Approval sent; the server confirmed nothing")
                        : tr("Rejection sent; the server confirmed nothing");
    case State::NotSent:
        return tr("Not sent: there was no connection");
    case State::None:
    case State::Confirmed:
        break;
    }
    return m_run.isEnded() ? tr("Never answered") : tr("Waiting");
}

QVariant ApprovalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || index.row() >= int(m_run.approvals().size()))
        return {};
    const ApprovalEntry &shown = entry(index.row());
    const ApprovalRequired &request = shown.request;
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case AskedColumn:
            return TextForm::time(shown.askedAt);
        case TitleColumn:
            return titleText(request);
        case TypeColumn:
            return visibleText(titleFromId(request.approvalType));
        default:
            return stateText(index.row());
        }
    case ApprovalIdRole:
        return request.approvalId;
    case IsPendingRole:
        return !shown.resolution && !m_run.isEnded();
    case CanAnswerRole:
        return canAnswer(index.row());
    case AnswerStateRole:
        return int(m_answers.entry(request.approvalId).state);
    case MessageRole:
        return visibleLines(request.message);
    case StageIdRole:
        return request.stage.id;
    case ProposalRole:
        return request.proposal.isNull() ? QByteArray() : request.proposal.toIndentedJson();
    case AskedAtRole:
        return toMs(shown.askedAt);
    case ExpiresAtRole:
        return request.expiresAt ? QVariant(toMs(*request.expiresAt)) : QVariant();
    default:
        return {};
    }
}

QVariant ApprovalModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case AskedColumn:
        return tr("Asked");
    case TitleColumn:
        return tr("Title");
    case TypeColumn:
        return tr("Type");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

void ApprovalModel::sync()
{
    followRows(int(m_run.approvals().size()));
}

void ApprovalModel::refresh()
{
    announceChange(rowCount());
}

} // namespace stagewatch::model
