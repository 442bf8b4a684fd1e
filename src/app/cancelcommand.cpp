// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/projectchoice.h"
#include "model/textform.h"
#include "protocol/clientmessage.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// How the project's run stands; nothing where the server does not say, or not to this token.
std::optional<protocol::RunStatus> statusOf(RestServer &server, const QString &projectId)
{
    const client::RestAnswer answer = server.get(projectId, u"state"_s);
    if (!answer.isOk())
        return {};
    const protocol::Event event = asEvent(answer.body, u"state"_s, projectId);
    const auto *run = event.as<protocol::Snapshot>();
    return run ? std::optional(run->status) : std::nullopt;
}

ExitCode cancel(const CancelCommand &command)
{
    RestServer server(command.access);
    const QString projectId = chooseProject(server);
    const protocol::Cancel request{ command.reason, command.force, QUuid::createUuid().toString(QUuid::WithoutBraces) };
    const client::RestAnswer answer = server.post(projectId, u"cancel"_s, protocol::encode(request));
    if (!answer.isOk())
        throw failureOf(answer);
    const protocol::Event event = asEvent(answer.body, u"cancel_acknowledged"_s, projectId);
    const auto *acknowledged = event.as<protocol::CancelAcknowledged>();
    if (!acknowledged)
        throw CommandError{ ExitCode::NotConnected, u"The server did not acknowledge the cancel."_s };
    if (acknowledged->delivered.value_or(false)) {
        say(u"The pipeline of \"%1\" has heard it; the run ends in a moment."_s.arg(projectId));
        return ExitCode::Completed;
    }
    if (!acknowledged->delivered)
        throw CommandError{ ExitCode::Failed,
                            u"%1 took the cancel, but does not say whether a pipeline hears it."_s.arg(server.name()) };
    const std::optional<protocol::RunStatus> status = statusOf(server, projectId);
    if (status && protocol::isTerminal(*status))
        throw CommandError{ ExitCode::Failed,
                            u"There was nothing to cancel: the run of \"%1\" has ended already (%2)."_s.arg(
                                projectId, model::TextForm::status(*status)) };
    throw CommandError{ ExitCode::Failed,
                        u"Nobody hears it: no pipeline of \"%1\" is connected to %2."_s.arg(projectId, server.name()) };
}

} // namespace

int runCancel(int &argc, char **argv, const CancelCommand &command)
{
    const QCoreApplication application(argc, argv);
    return runToEnd([&] { return cancel(command); });
}

} // namespace stagewatch::app
