// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandparsers.h"
#include "app/controlarguments.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parseState(const QStringList &list)
{
    Arguments arguments(
        u"state"_s, u"[URL]"_s,
        u"Show how a project's run stands, or all projects of a server. Without URL: STAGEWATCH_SERVER, else "
        u"http://127.0.0.1:8000.\n"
        "Exit status: 0 shown, 1 no such project, 2 wrong usage, 3 no connection, 5 refused, 74 output lost."_s);
    addServerArguments(arguments);
    arguments.flag(u"json"_s,
                   u"Print the server's answer as one line of JSON, as is done where output is no terminal."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    StateCommand command;
    command.access = readServerArguments(arguments);
    command.json = arguments.isSet(u"json"_s);
    return command;
}

} // namespace stagewatch::app
