// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands.h"
#include "app/exitcode.h"
#include "model/displaytext.h"

#include <cstdio>

using namespace stagewatch::app;

namespace {

struct Runner
{
    int &argc;
    char **argv;

    int operator()(const PrintCommand &command) const
    {
        std::printf("%s\n", qUtf8Printable(command.text));
        return 0;
    }
    int operator()(const UsageError &error) const
    {
        // It repeats what was typed, perhaps by a script that got it from elsewhere.
        std::fprintf(stderr, "stagewatch: %s\n", qUtf8Printable(stagewatch::model::visibleText(error.text)));
        return int(ExitCode::WrongUsage);
    }
    int operator()(const WatchCommand &command) const { return runWatch(argc, argv, command); }
    int operator()(const ServeCommand &command) const { return runServe(argc, argv, command); }
    int operator()(const WindowCommand &command) const { return runWindow(argc, argv, command); }
    int operator()(const ExecCommand &command) const { return runExec(argc, argv, command); }
    int operator()(const AskCommand &command) const { return runAsk(argc, argv, command); }
    int operator()(const PublishCommand &command) const { return runPublish(argc, argv, command); }
    int operator()(const StateCommand &command) const { return runState(argc, argv, command); }
    int operator()(const CancelCommand &command) const { return runCancel(argc, argv, command); }
    int operator()(const AnswerCommand &command) const { return runAnswer(argc, argv, command); }
    int operator()(const TokenCommand &command) const { return runToken(argc, argv, command); }
    int operator()(const DemoCommand &command) const { return runDemo(argc, argv, command); }
};

} // namespace

int main(int argc, char **argv)
{
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    return std::visit(Runner{ argc, argv }, parseCommandLine(arguments));
}
