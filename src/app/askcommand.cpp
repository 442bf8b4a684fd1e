// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/askrun.h"
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/proposalfile.h"
#include "app/serveraccess.h"
#include "app/signalwatcher.h"

#include <QCoreApplication>
#include <cmath>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// To reach a server that is there; once the question is asked, the answer is waited for however long it takes.
constexpr int attempts = 10;

ExitCode ask(const AskCommand &command)
{
    QString error;
    const auto settings = makeConnectionSettings(command.access, attempts, &error);
    if (!settings)
        throw CommandError{ ExitCode::WrongUsage, error };
    AskRun::Setup setup;
    setup.connection = *settings;
    setup.runId = qEnvironmentVariable("STAGEWATCH_RUN_ID").trimmed();
    setup.question = command.question;
    setup.approvalType = command.approvalType;
    if (!command.dataFile.isEmpty())
        setup.proposal = readProposal(command.dataFile);
    if (command.timeoutSeconds)
        setup.timeout = std::chrono::milliseconds(std::llround(*command.timeoutSeconds * 1000));
    setup.onTimeout = command.onTimeout;
    setup.note = complain;
    setup.result = sayJson;
    setup.resend = [&](const QString &spool) { return resendCommand(command.access, *settings, spool); };

    client::Publisher::Options options;
    options.connection = *settings;
    options.runId = setup.runId;
    options.spoolFolder = spoolFolder();
    auto publisher = client::Publisher::create(options, &error);
    if (!publisher)
        throw CommandError{ ExitCode::Failed, error };
    AskRun run(std::move(setup), std::move(publisher));
    QObject::connect(&run, &AskRun::finished, qApp, [](ExitCode code) { QCoreApplication::exit(int(code)); });
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &run, &AskRun::interrupt);
    run.start();
    return ExitCode(QCoreApplication::exec());
}

} // namespace

int runAsk(int &argc, char **argv, const AskCommand &command)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"stagewatch"_s);
    return runToEnd([&command] { return ask(command); });
}

} // namespace stagewatch::app
