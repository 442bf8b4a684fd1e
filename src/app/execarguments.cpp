// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/arguments.h"
#include "app/commandparsers.h"
#include "app/serveraccess.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// Where the program begins: behind "--", else at the first word that is no option of ours nor the value of one.
qsizetype programStart(const QStringList &list)
{
    static const QStringList withValue{ u"--server"_s, u"--project"_s, u"--token-file"_s, u"--ca-file"_s,
                                        u"--stage"_s,  u"--grace"_s,   u"--patience"_s };
    // The first one is the name of our own program.
    for (qsizetype at = 1; at < list.size(); ++at) {
        if (list[at] == "--"_L1)
            return at + 1;
        if (withValue.contains(list[at]) && list.value(at + 1) != "--"_L1)
            ++at;
        else if (!list[at].startsWith(u'-'))
            return at;
    }
    return list.size();
}

/// "/opt/bin/train model.py" → "train_model".
QString stageOf(const QString &program)
{
    QString stage;
    for (const QChar c : QFileInfo(program).completeBaseName().toLower()) {
        const bool isPlain = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
        if (isPlain)
            stage += c;
        else if (!stage.isEmpty() && !stage.endsWith(u'_'))
            stage += u'_';
    }
    while (stage.endsWith(u'_'))
        stage.chop(1);
    return stage.isEmpty() ? u"running"_s : stage.left(64);
}

std::chrono::milliseconds seconds(const Arguments &arguments, const QString &name, std::chrono::milliseconds fallback)
{
    constexpr double aDay = 86'400;
    constexpr double toMilliseconds = 1000;
    return std::chrono::milliseconds(
        qRound64(arguments.number(name, double(fallback.count()) / toMilliseconds, 0, aDay) * toMilliseconds));
}

} // namespace

Command parseExec(const QStringList &list)
{
    Arguments arguments(
        u"exec"_s, u"-- COMMAND ARG..."_s,
        u"Run any program as a pipeline: what it prints becomes log and progress events, a cancel ends it.\n"
        "Exit status: that of the program; 128 + N where signal N ended it, 127 not found, 126 not executable, 2 wrong usage."_s);
    addAccessOptions(arguments);
    arguments.value(u"stage"_s, u"NAME"_s, u"The stage that the run begins with. Default: the command's name."_s);
    arguments.value(u"grace"_s, u"S"_s, u"After a cancel, seconds between SIGTERM and SIGKILL. Default 10."_s);
    arguments.value(u"patience"_s, u"S"_s,
                    u"When the program has ended, seconds to wait for a server that is away. Default 10."_s);
    const qsizetype start = programStart(list);
    QStringList own = list.first(start);
    if (!own.isEmpty() && own.last() == "--"_L1)
        own.removeLast();
    arguments.parse(own, 0);
    if (arguments.wantsHelp())
        return PrintCommand{ arguments.help() };
    ExecCommand command;
    command.access = readAccess(arguments);
    command.program = list.mid(start);
    if (command.program.isEmpty() || command.program.first().isEmpty())
        throw Failure{ u"exec needs a program to run, e.g. stagewatch exec --project churn -- python3 train.py."_s };
    command.stage = arguments.text(u"stage"_s);
    if (arguments.isSet(u"stage"_s) && command.stage.trimmed().isEmpty())
        throw Failure{ u"--stage is empty; give a name such as training."_s };
    if (command.stage.isEmpty())
        command.stage = stageOf(command.program.first());
    command.grace = seconds(arguments, u"grace"_s, command.grace);
    command.patience = seconds(arguments, u"patience"_s, command.patience);
    return command;
}

} // namespace stagewatch::app
