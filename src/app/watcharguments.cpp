// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parseWatch(const QStringList &list)
{
    Arguments arguments(
        u"watch"_s, u"URL"_s,
        u"Follow a run in the terminal until it ends.\n"
        "Exit status: 0 completed, 1 failed, 2 wrong usage, 3 no connection, 4 cancelled, 5 refused, 74 output lost, 130 interrupted."_s);
    arguments.positional(u"URL"_s, u"ws(s):// or http(s):// URL, or HOST:PORT."_s);
    arguments.value(u"project"_s, u"ID"_s, u"The project whose stream to watch."_s);
    arguments.flag(u"json"_s, u"Print each event as one line of JSON, and the final state as the last."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Read the access token from FILE; else from STAGEWATCH_TOKEN."_s);
    arguments.value(u"ca-file"_s, u"FILE"_s, u"Trust the certificate authorities in FILE (PEM) as well."_s);
    arguments.value(u"max-attempts"_s, u"N"_s,
                    u"Give up after N attempts to connect in a row; 0: never. Default 10."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    WatchCommand command;
    command.address = arguments.positional(0);
    if (command.address.isEmpty())
        throw Failure{
            u"watch needs the URL of a stream, e.g. stagewatch watch localhost:8000 --project proj_abc123."_s
        };
    command.projectId = arguments.text(u"project"_s);
    command.json = arguments.isSet(u"json"_s);
    command.tokenFile = arguments.text(u"token-file"_s);
    command.caFile = arguments.text(u"ca-file"_s);
    command.maxAttempts = int(arguments.wholeNumber(u"max-attempts"_s, 10, 0, 1'000'000));
    checkEndpoint(command.address, command.projectId);
    return command;
}

} // namespace stagewatch::app
