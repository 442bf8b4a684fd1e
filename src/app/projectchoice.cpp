// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/projectchoice.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

using protocol::JsonValue;

namespace {

QString textOf(const JsonValue &object, QStringView name)
{
    const JsonValue *value = object.find(name);
    return value ? value->toText() : QString();
}

QString statusWords(const QString &wire)
{
    const auto status = protocol::runStatusFromWire(wire);
    return status ? model::TextForm::status(*status) : model::visibleText(wire);
}

} // namespace

std::vector<ListedProject> readProjects(const QByteArray &body)
{
    const std::optional<JsonValue> value = JsonValue::parse(body);
    const JsonValue *list = value ? value->find(u"projects") : nullptr;
    if (!list || !list->isArray())
        throw CommandError{ ExitCode::NotConnected,
                            u"The server's answer is no list of projects. Is it a Stagewatch server?"_s };
    std::vector<ListedProject> projects;
    for (const JsonValue &item : list->items()) {
        const JsonValue *watchers = item.find(u"active_connections");
        projects.push_back({ textOf(item, u"project_id"), textOf(item, u"status"), textOf(item, u"stage"),
                             watchers ? watchers->toInteger().value_or(0) : 0 });
    }
    return projects;
}

QString projectTable(const std::vector<ListedProject> &projects)
{
    qsizetype idWidth = 0;
    qsizetype statusWidth = 0;
    for (const ListedProject &project : projects) {
        idWidth = std::max(idWidth, model::visibleText(project.id).size());
        statusWidth = std::max(statusWidth, statusWords(project.status).size());
    }
    QStringList lines;
    for (const ListedProject &project : projects) {
        QString line = model::visibleText(project.id).leftJustified(idWidth) + u"  "_s
            + statusWords(project.status).leftJustified(statusWidth);
        if (!project.stage.isEmpty())
            line += u"  "_s + model::visibleText(project.stage);
        if (project.watchers > 0)
            line += project.watchers == 1 ? u"  1 watcher"_s : u"  %1 watchers"_s.arg(project.watchers);
        lines.append(line.trimmed());
    }
    return lines.join(u'\n');
}

QString chooseProject(RestServer &server)
{
    if (!server.projectId().isEmpty())
        return server.projectId();
    const client::RestAnswer answer = server.listProjects();
    if (!answer.isOk())
        throw failureOf(answer);
    const std::vector<ListedProject> projects = readProjects(answer.body);
    if (projects.size() == 1)
        return projects.front().id;
    if (projects.empty())
        throw CommandError{ ExitCode::Failed, u"%1 hosts no project yet."_s.arg(server.name()) };
    throw CommandError{ ExitCode::WrongUsage,
                        u"%1 hosts %2 projects; name one with --project:\n"_s.arg(server.name()).arg(projects.size())
                            + projectTable(projects) };
}

} // namespace stagewatch::app
