// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandparsers.h"
#include "app/controlarguments.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parseCancel(const QStringList &list)
{
    Arguments arguments(
        u"cancel"_s, u"[URL]"_s,
        u"Ask a project's pipeline to end its run. Without URL: STAGEWATCH_SERVER, else http://127.0.0.1:8000.\n"
        "Exit status: 0 a pipeline hears it, 1 none does or the run has ended, 2 wrong usage, 3 no connection, 5 "
        "refused."_s);
    addServerArguments(arguments);
    arguments.value(u"reason"_s, u"TEXT"_s, u"Why; the pipeline and everybody who watches can read it."_s);
    arguments.flag(u"force"_s, u"Tell the pipeline not to tidy up first."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    CancelCommand command;
    command.access = readServerArguments(arguments);
    command.reason = arguments.text(u"reason"_s);
    command.force = arguments.isSet(u"force"_s);
    return command;
}

} // namespace stagewatch::app
