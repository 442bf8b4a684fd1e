// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"
#include "server/tokenbook.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

Command parseToken(const QStringList &list)
{
    Arguments arguments(
        u"token"_s, u"add|list|remove"_s,
        u"Keep the file of tokens that a server reads. 'add' prints the new token, once: the file holds no more than "
        "its SHA-256. A running server follows every change at once."_s);
    arguments.positional(u"action"_s, u"add, list or remove"_s);
    arguments.value(u"name"_s, u"NAME"_s, u"Whose token it is: letters, digits, '.', '_' and '-'."_s);
    arguments.value(u"role"_s, u"ROLE"_s,
                    u"What it is good for: watch, control (cancel and approve) or publish; may be given several times. "
                    "None of them holds another."_s);
    arguments.value(u"token-file"_s, u"FILE"_s, u"Default stagewatch/tokens in your configuration folder."_s);
    arguments.parse(list, 1);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    static const QHash<QString, TokenCommand::Action> actions{ { u"add"_s, TokenCommand::Action::Add },
                                                               { u"list"_s, TokenCommand::Action::List },
                                                               { u"remove"_s, TokenCommand::Action::Remove } };
    const auto action = actions.constFind(arguments.positional(0));
    if (action == actions.constEnd())
        throw Failure{ u"token takes add, list or remove, not \"%1\"."_s.arg(arguments.positional(0)) };
    TokenCommand command;
    command.action = action.value();
    command.tokenFile = arguments.text(u"token-file"_s);
    command.name = arguments.text(u"name"_s);
    command.roles = arguments.texts(u"role"_s);
    const bool named = command.action != TokenCommand::Action::List;
    if (named == command.name.isEmpty())
        throw Failure{ named ? u"Say whose token it is: --name NAME."_s : u"--name goes with add and remove."_s };
    if (named && !server::TokenBook::isValidName(command.name))
        throw Failure{ u"--name \"%1\" is no name: 1 to 64 letters, digits, '.', '_' or '-'."_s.arg(command.name) };
    for (const QString &role : command.roles) {
        if (!server::roleFromName(role))
            throw Failure{ u"--role takes watch, control or publish, not \"%1\"."_s.arg(role) };
    }
    const bool adds = command.action == TokenCommand::Action::Add;
    if (adds == command.roles.isEmpty())
        throw Failure{ adds ? u"Say what the token is good for: --role watch, control or publish."_s
                            : u"--role goes with add."_s };
    return command;
}

} // namespace stagewatch::app
