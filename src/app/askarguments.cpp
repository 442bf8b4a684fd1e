// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"
#include "app/serveraccess.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

protocol::TimeoutAction timeoutAction(const Arguments &arguments)
{
    const QString word = arguments.choice(u"on-timeout"_s, { u"approve"_s, u"reject"_s, u"fail"_s });
    if (word == "approve"_L1)
        return protocol::TimeoutAction::Approve;
    return word == "reject"_L1 ? protocol::TimeoutAction::Reject : protocol::TimeoutAction::Fail;
}

} // namespace

Command parseAsk(const QStringList &list)
{
    constexpr double longest = 10.0 * 365 * 24 * 3600;
    Arguments arguments(
        u"ask"_s, u"QUESTION"_s,
        u"Ask whoever watches a project, and wait until somebody decides. What was approved, edited or not, is printed "
        "as one line of JSON.\n"
        "Exit status: 0 approved, 1 rejected, 2 wrong usage, 3 no connection, 4 run cancelled, 5 refused, 6 timed out, 74 output lost, 130 interrupted."_s);
    arguments.positional(u"QUESTION"_s, u"What to decide, in one argument."_s);
    addAccessOptions(arguments);
    arguments.value(
        u"data"_s, u"FILE"_s,
        u"What is proposed: a JSON object that can be edited before it is approved; \"-\" for standard input."_s);
    arguments.value(u"timeout"_s, u"S"_s, u"Wait S seconds at most."_s);
    arguments.value(u"on-timeout"_s, u"ACTION"_s,
                    u"What then counts as decided: approve, reject, or fail. Default fail."_s);
    arguments.value(u"type"_s, u"TYPE"_s, u"A word for the kind of question. Default question."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    AskCommand command;
    command.access = readAccess(arguments);
    command.question = arguments.positional(0).trimmed();
    if (command.question.isEmpty())
        throw Failure{ u"ask needs a question, e.g. stagewatch ask --project proj_abc123 \"Deploy this model?\""_s };
    command.approvalType = arguments.isSet(u"type"_s) ? arguments.text(u"type"_s).trimmed() : u"question"_s;
    if (command.approvalType.isEmpty())
        throw Failure{ u"--type is empty; give a word, e.g. deployment."_s };
    command.dataFile = arguments.text(u"data"_s);
    if (arguments.isSet(u"timeout"_s))
        command.timeoutSeconds = arguments.number(u"timeout"_s, 0, 0.001, longest);
    else if (arguments.isSet(u"on-timeout"_s))
        throw Failure{ u"--on-timeout needs --timeout: without it, ask waits for ever."_s };
    command.onTimeout = timeoutAction(arguments);
    return command;
}

} // namespace stagewatch::app
