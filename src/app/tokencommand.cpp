// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/exitcode.h"
#include "server/tokenfile.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

int complain(const QString &error)
{
    std::fprintf(stderr, "stagewatch: %s\n", qUtf8Printable(error));
    return int(ExitCode::Failed);
}

int add(const TokenCommand &command, const QString &path)
{
    server::Roles roles;
    for (const QString &role : command.roles)
        roles |= server::roleFromName(role).value_or(server::Role::Watch); // the parser let no other word through
    const QByteArray token = server::makeToken();
    QString error;
    const auto edit = [&](server::TokenBook &book, QString *problem) {
        if (!book.add(command.name, roles, token, QDateTime::currentDateTimeUtc()))
            *problem = u"There is a token named %1 already; remove it first, or take another name."_s.arg(command.name);
        return problem->isEmpty();
    };
    if (!server::editTokenBook(path, edit, &error))
        return complain(error);
    if (std::printf("%s\n", token.constData()) > 0 && std::fflush(stdout) == 0) {
        std::fprintf(stderr, "%s may %s. The token is shown this once; %s holds no more than its hash.\n",
                     qUtf8Printable(command.name), qUtf8Printable(server::roleNames(roles).replace(u","_s, u", "_s)),
                     qUtf8Printable(path));
        return int(ExitCode::Completed);
    }
    // Nobody has seen it, so nobody may hold it.
    const auto takeBack = [&](server::TokenBook &book, QString *) { return book.remove(command.name); };
    if (!server::editTokenBook(path, takeBack, &error))
        return complain(error);
    std::fprintf(stderr, "stagewatch: The token could not be written to standard output; it was taken back.\n");
    return int(ExitCode::OutputLost);
}

int list(const QString &path)
{
    QString error;
    const std::optional<server::TokenBook> book = server::readTokenBook(path, &error);
    if (!book)
        return complain(error);
    for (const server::TokenBook::Entry &entry : book->entries())
        std::printf("%-20s %-22s %s\n", qUtf8Printable(entry.name), qUtf8Printable(server::roleNames(entry.roles)),
                    qUtf8Printable(entry.created.toString(Qt::ISODate)));
    return int(std::fflush(stdout) == 0 ? ExitCode::Completed : ExitCode::OutputLost);
}

int remove(const TokenCommand &command, const QString &path)
{
    QString error;
    const auto edit = [&](server::TokenBook &book, QString *problem) {
        if (!book.remove(command.name))
            *problem =
                u"%1 has no token named %2; \"stagewatch token list\" shows those there are."_s.arg(path, command.name);
        return problem->isEmpty();
    };
    if (!server::editTokenBook(path, edit, &error))
        return complain(error);
    std::fprintf(stderr, "The token of %s is taken back; whoever is connected with it is let go.\n",
                 qUtf8Printable(command.name));
    return int(ExitCode::Completed);
}

} // namespace

int runToken(int &argc, char **argv, const TokenCommand &command)
{
    const QCoreApplication application(argc, argv);
    const QString path = command.tokenFile.isEmpty() ? server::defaultTokenFile() : command.tokenFile;
    switch (command.action) {
    case TokenCommand::Action::Add:
        return add(command, path);
    case TokenCommand::Action::List:
        return list(path);
    case TokenCommand::Action::Remove:
        return remove(command, path);
    }
    return int(ExitCode::WrongUsage);
}

} // namespace stagewatch::app
