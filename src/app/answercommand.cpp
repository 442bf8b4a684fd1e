// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/projectchoice.h"
#include "app/proposalfile.h"
#include "app/statesummary.h"
#include "model/textform.h"
#include "protocol/clientmessage.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

using protocol::ApprovalDecision;
using protocol::ApprovalResolved;

namespace {

/// The id of the one approval that waits. Throws CommandError where it is none or several, which it lists.
QString onlyPending(RestServer &server, const QString &projectId)
{
    const client::RestAnswer answer = server.get(projectId, u"state"_s);
    if (!answer.isOk())
        throw failureOf(answer);
    const protocol::Event event = asEvent(answer.body, u"state"_s, projectId);
    QStringList ids;
    QStringList lines;
    if (const auto *run = event.as<protocol::Snapshot>()) {
        for (const protocol::ApprovalEntry &entry : run->pendingApprovals) {
            if (entry.resolution)
                continue;
            ids.append(entry.request.approvalId);
            lines.append(approvalLines(entry.request));
        }
    }
    if (ids.isEmpty())
        throw CommandError{ ExitCode::Failed, u"Nothing waits for an answer in \"%1\"."_s.arg(projectId) };
    if (ids.size() > 1)
        throw CommandError{ ExitCode::WrongUsage,
                            u"%1 approvals wait in \"%2\"; name one with --approval:\n"_s.arg(ids.size()).arg(projectId)
                                + lines.join(u'\n') };
    if (ids.first().isEmpty())
        throw CommandError{ ExitCode::Failed,
                            u"The approval that waits in \"%1\" has no id, so only the window can answer it."_s.arg(
                                projectId) };
    return ids.first();
}

QString decisionWord(ApprovalDecision decision)
{
    return decision == ApprovalDecision::Approved ? u"approved"_s : u"rejected"_s;
}

/// "approved by ann at 14:02:51: looks good"
QString story(const ApprovalResolved &resolution)
{
    QString text = decisionWord(resolution.decision);
    if (resolution.source == protocol::ResolutionSource::Timeout)
        text += u" because nobody answered in time"_s;
    else if (resolution.source == protocol::ResolutionSource::Policy)
        text += u" by a rule of the server"_s;
    else if (!resolution.responder.isEmpty())
        text += u" by "_s + resolution.responder;
    if (resolution.resolvedAt)
        text += u" at "_s + model::TextForm::time(*resolution.resolvedAt).left(8);
    if (!resolution.comment.isEmpty())
        text += u": "_s + resolution.comment;
    return text;
}

protocol::ApprovalResponse makeResponse(const AnswerCommand &command, const QString &approvalId)
{
    protocol::ApprovalResponse response;
    response.approvalId = approvalId;
    response.decision = command.decision;
    response.comment = command.comment;
    response.responder = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    response.requestId = QUuid::createUuid().toString(QUuid::WithoutBraces);
    return response;
}

/// Sends it; once more where no answer came back, since it may have arrived. The request_id makes both one.
client::RestAnswer post(RestServer &server, const QString &projectId, const protocol::ApprovalResponse &response)
{
    const QString below = u"approvals/"_s + QString::fromLatin1(QUrl::toPercentEncoding(response.approvalId));
    const QByteArray body = protocol::encode(response);
    const client::RestAnswer answer = server.post(projectId, below, body);
    return answer.status == 0 ? server.post(projectId, below, body) : answer;
}

bool holdsAcknowledgement(const QByteArray &body)
{
    const std::optional<protocol::JsonValue> value = protocol::JsonValue::parse(body);
    return value && value->isObject() && value->find(u"accepted");
}

ExitCode answerApproval(const AnswerCommand &command)
{
    RestServer server(command.access);
    // Read before anything is asked: a wrong file is the caller's own mistake, whatever the server says.
    std::optional<protocol::JsonValue> edited;
    if (!command.dataFile.isEmpty())
        edited = readProposal(command.dataFile);
    const QString projectId = chooseProject(server);
    const QString approvalId = command.approvalId.isEmpty() ? onlyPending(server, projectId) : command.approvalId;
    protocol::ApprovalResponse response = makeResponse(command, approvalId);
    response.approvalData = std::move(edited);

    const client::RestAnswer answer = post(server, projectId, response);
    if (!answer.isOk() && !holdsAcknowledgement(answer.body))
        throw failureOf(answer);
    const protocol::Event event = asEvent(answer.body, u"approval_acknowledged"_s, projectId);
    const auto *acknowledged = event.as<protocol::ApprovalAcknowledged>();
    if (!acknowledged)
        throw CommandError{ ExitCode::NotConnected, u"The server did not acknowledge the answer."_s };
    if (!acknowledged->accepted)
        throw CommandError{ ExitCode::Failed,
                            u"\"%1\" is decided already: %2."_s.arg(approvalId,
                                                                    acknowledged->resolution
                                                                        ? story(*acknowledged->resolution)
                                                                        : u"the server does not say how"_s) };
    say((command.decision == ApprovalDecision::Approved ? u"Approved \"%1\" of \"%2\"%3."_s
                                                        : u"Rejected \"%1\" of \"%2\"%3."_s)
            .arg(approvalId, projectId, response.approvalData ? u" with your edit"_s : QString()));
    return ExitCode::Completed;
}

} // namespace

int runAnswer(int &argc, char **argv, const AnswerCommand &command)
{
    const QCoreApplication application(argc, argv);
    return runToEnd([&] { return answerApproval(command); });
}

} // namespace stagewatch::app
