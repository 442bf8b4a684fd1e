// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandparsers.h"
#include "app/controlarguments.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parseAnswer(const QStringList &list, protocol::ApprovalDecision decision)
{
    const bool approves = decision == protocol::ApprovalDecision::Approved;
    Arguments arguments(
        approves ? u"approve"_s : u"reject"_s, u"[URL]"_s,
        (approves ? u"Approve what a run waits for"_s : u"Reject what a run waits for"_s)
            + u". Without URL: STAGEWATCH_SERVER, else http://127.0.0.1:8000.\n"
              "Exit status: 0 accepted, 1 decided already or not acceptable, 2 wrong usage, 3 no connection, 5 "
              "refused."_s);
    addServerArguments(arguments);
    arguments.value(u"approval"_s, u"ID"_s, u"Which approval; needed where several wait."_s);
    arguments.value(u"comment"_s, u"TEXT"_s,
                    u"What to say with it; the pipeline and everybody who watches can read it."_s);
    arguments.value(u"reason"_s, u"TEXT"_s, u"The same as --comment."_s);
    arguments.value(u"data"_s, u"FILE|-"_s, u"The edited proposal, a JSON object; - reads standard input."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    if (arguments.isSet(u"comment"_s) && arguments.isSet(u"reason"_s))
        throw Failure{ u"--comment and --reason are one and the same; give one of them."_s };
    AnswerCommand command;
    command.access = readServerArguments(arguments);
    command.decision = decision;
    command.approvalId = arguments.text(u"approval"_s);
    command.comment = arguments.text(arguments.isSet(u"reason"_s) ? u"reason"_s : u"comment"_s);
    command.dataFile = arguments.text(u"data"_s);
    if (arguments.isSet(u"approval"_s)
        && (command.approvalId.isEmpty() || command.approvalId == "."_L1 || command.approvalId == ".."_L1))
        throw Failure{ u"--approval \"%1\" is no id of an approval."_s.arg(command.approvalId) };
    if (arguments.isSet(u"data"_s) && command.dataFile.isEmpty())
        throw Failure{ u"--data takes the name of a file, or - for standard input."_s };
    return command;
}

} // namespace stagewatch::app
