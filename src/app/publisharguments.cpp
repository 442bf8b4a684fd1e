// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"
#include "app/serveraccess.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parsePublish(const QStringList &list)
{
    Arguments arguments(
        u"publish"_s, u"[FILE]"_s,
        u"Send events to a project: one JSON object a line, from FILE or standard input, as they come.\n"
        "Each is stored exactly once, also through lost connections. A line with publisher_id and publisher_sequence "
        "keeps them, so a file of such lines can be sent any number of times.\n"
        "Exit status: 0 all stored, 1 a line was refused, 2 wrong usage, 3 no connection, 5 refused, 130 interrupted."_s);
    arguments.positional(u"FILE"_s, u"The events; \"-\" or nothing for standard input."_s);
    addAccessOptions(arguments);
    arguments.value(u"max-attempts"_s, u"N"_s,
                    u"Give up after N attempts to connect in a row; 0: never. Default 10."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    PublishCommand command;
    command.access = readAccess(arguments);
    const QString file = arguments.positional(0);
    command.file = file.isEmpty() ? u"-"_s : file;
    command.maxAttempts = int(arguments.wholeNumber(u"max-attempts"_s, 10, 0, 1'000'000));
    return command;
}

} // namespace stagewatch::app
