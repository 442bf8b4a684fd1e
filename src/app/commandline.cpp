// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandline.h"

#include "app/arguments.h"
#include "app/commandparsers.h"
#include "protocol/endpoint.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

using Parser = Command (*)(const QStringList &);

const QHash<QString, Parser> &parsers()
{
    static const QHash<QString, Parser> table{
        { u"demo"_s, parseDemo },
        { u"serve"_s, parseServe },
        { u"watch"_s, parseWatch },
        { u"exec"_s, parseExec },
        { u"ask"_s, parseAsk },
        { u"publish"_s, parsePublish },
        { u"state"_s, parseState },
        { u"cancel"_s, parseCancel },
        { u"approve"_s,
          [](const QStringList &arguments) { return parseAnswer(arguments, protocol::ApprovalDecision::Approved); } },
        { u"reject"_s,
          [](const QStringList &arguments) { return parseAnswer(arguments, protocol::ApprovalDecision::Rejected); } },
        { u"token"_s, parseToken },
    };
    return table;
}

} // namespace

QString usageSummary()
{
    return u"Usage: stagewatch [URL] [--project ID]                 open the window, on a stream if one is named\n"
           "       stagewatch demo [--scenario NAME]              the window on a pipeline that plays itself\n"
           "       stagewatch serve [--listen HOST:PORT] ...      host pipelines, real or scripted\n"
           "       stagewatch watch URL [--project ID] [--json]   follow a run in the terminal\n"
           "       stagewatch exec --project ID -- COMMAND ...    run any program as a pipeline\n"
           "       stagewatch ask --project ID QUESTION           wait for a person's decision\n"
           "       stagewatch publish --project ID [FILE]         publish events, one a line\n"
           "       stagewatch state|cancel|approve|reject [URL]   look at a run, end it, answer for it\n"
           "       stagewatch token add|list|remove ...           who may watch, control and publish\n"
           "\n"
           "'stagewatch COMMAND --help' lists a command's options."_s;
}

void checkEndpoint(const QString &address, const QString &projectId)
{
    const protocol::ResolvedEndpoint resolved = protocol::resolveEndpoint(address, projectId);
    if (!resolved.endpoint)
        throw Failure{ resolved.error };
}

Command parseCommandLine(const QStringList &arguments)
{
    try {
        const QString name = arguments.value(1);
        QStringList rest = arguments;
        if (rest.size() > 1)
            rest.removeAt(1);
        const auto found = parsers().constFind(name);
        if (found != parsers().constEnd())
            return found.value()(rest);
        return parseWindow(arguments);
    } catch (const Failure &failure) {
        return UsageError{ failure.text };
    }
}

} // namespace stagewatch::app
