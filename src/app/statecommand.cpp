// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/projectchoice.h"
#include "app/statesummary.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// As the server said it, on one line.
QByteArray oneLine(const QByteArray &body)
{
    const std::optional<protocol::JsonValue> value = protocol::JsonValue::parse(body);
    if (!value)
        throw CommandError{ ExitCode::NotConnected, u"The server's answer is no JSON. Is it a Stagewatch server?"_s };
    return value->toJson();
}

void showProject(RestServer &server, const QString &projectId, bool json)
{
    const client::RestAnswer answer = server.get(projectId, u"state"_s);
    if (!answer.isOk())
        throw failureOf(answer);
    const protocol::Event state = asEvent(answer.body, u"state"_s, projectId);
    if (json)
        sayJson(oneLine(answer.body));
    else
        say(stateSummary(state, protocol::currentTimestamp(), server.typedAddress()));
}

ExitCode show(const StateCommand &command)
{
    RestServer server(command.access);
    const bool json = command.json || !isTerminal(stdout);
    if (!server.projectId().isEmpty()) {
        showProject(server, server.projectId(), json);
        return ExitCode::Completed;
    }
    const client::RestAnswer answer = server.listProjects();
    if (!answer.isOk())
        throw failureOf(answer);
    const std::vector<ListedProject> projects = readProjects(answer.body);
    if (projects.size() == 1)
        showProject(server, projects.front().id, json);
    else if (json)
        sayJson(oneLine(answer.body));
    else
        say(projects.empty() ? u"%1 hosts no project yet."_s.arg(server.name()) : projectTable(projects));
    return ExitCode::Completed;
}

} // namespace

int runState(int &argc, char **argv, const StateCommand &command)
{
    const QCoreApplication application(argc, argv);
    return runToEnd([&] { return show(command); });
}

} // namespace stagewatch::app
