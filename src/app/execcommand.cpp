// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/execsession.h"
#include "app/execsignals.h"
#include "app/serveraccess.h"
#include "model/displaytext.h"

#include <QCoreApplication>
#include <QUuid>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// What the program and all that it starts can know of their run: `stagewatch ask` in it asks in its name. The token is
/// not among it.
void tellProgram(const client::ConnectionSettings &settings, const QString &runId)
{
    QString server = settings.endpoint.apiUrl.toString();
    server.truncate(std::max<qsizetype>(0, server.indexOf("/api/v1/projects/"_L1)));
    ::qputenv("STAGEWATCH_SERVER", server.toUtf8());
    ::qputenv("STAGEWATCH_PROJECT", settings.endpoint.projectId.toUtf8());
    ::qputenv("STAGEWATCH_RUN_ID", runId.toUtf8());
    // Python holds output back where it sees a pipe; a watcher would see it in lumps.
    if (!qEnvironmentVariableIsSet("PYTHONUNBUFFERED"))
        ::qputenv("PYTHONUNBUFFERED", "1");
}

std::unique_ptr<client::Publisher> makePublisher(const client::ConnectionSettings &settings, const QString &runId)
{
    client::Publisher::Options options;
    options.connection = settings;
    options.runId = runId;
    options.spoolFolder = spoolFolder();
    QString error;
    auto publisher = client::Publisher::create(options, &error);
    if (publisher)
        return publisher;
    // The program matters more than where its events wait.
    complain(error + u" Events that cannot be sent at once wait in a temporary file."_s);
    options.spoolFolder.clear();
    publisher = client::Publisher::create(options, &error);
    if (!publisher)
        throw CommandError{ ExitCode::OutputLost, error };
    return publisher;
}

/// A stream that whoever started us has closed would be the next file that we open.
void fillStandardStreams()
{
    for (const int stream : { STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO }) {
        if (::fcntl(stream, F_GETFD) < 0) [[maybe_unused]]
            const int opened = ::open("/dev/null", O_RDWR);
    }
}

/// As complain(), but in one piece: the program's own words go to the same place at the same time.
void sayBeside(const QString &sentence)
{
    const QByteArray line = "stagewatch: " + model::visibleLines(sentence).toUtf8() + '\n';
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, line.constData(), size_t(line.size()));
}

std::vector<QByteArray> lastWords(int count, int argc, char **argv)
{
    std::vector<QByteArray> words;
    for (int at = argc - count; at < argc; ++at)
        words.emplace_back(argv[at]);
    return words;
}

} // namespace

int runExec(int &argc, char **argv, const ExecCommand &command)
{
    fillStandardStreams();
    // The arguments in their own bytes, and before Qt has looked at them.
    const std::vector<QByteArray> words = lastWords(int(command.program.size()), argc, argv);
    const bool ignoredBrokenPipe = std::signal(SIGPIPE, SIG_IGN) == SIG_IGN;
    int ownCount = 1;
    QCoreApplication application(ownCount, argv);
    QCoreApplication::setApplicationName(u"stagewatch"_s);
    int code = 0;
    const int failure = runToEnd([&] {
        QString error;
        const auto settings = makeConnectionSettings(command.access, 0, &error);
        if (!settings)
            throw CommandError{ ExitCode::WrongUsage, error };
        const QString runId = u"run_"_s + QUuid::createUuid().toString(QUuid::Id128).left(16);
        auto publisher = makePublisher(*settings, runId);
        tellProgram(*settings, runId);
        ExecSession::Plan plan;
        plan.projectId = settings->endpoint.projectId;
        plan.server = settings->endpoint.server();
        plan.stage = command.stage;
        plan.words = words;
        plan.grace = command.grace;
        plan.patience = command.patience;
        plan.ignoresBrokenPipe = ignoredBrokenPipe;
        plan.complain = sayBeside;
        plan.resendCommand = [&](const QString &spool) { return resendCommand(command.access, *settings, spool); };
        ExecSession session(std::move(plan), std::move(publisher));
        QObject::connect(&session, &ExecSession::finished, &application,
                         [](int exitCode) { QCoreApplication::exit(exitCode); });
        const ExecSignals signalNotes;
        QObject::connect(&signalNotes, &ExecSignals::received, &session, &ExecSession::takeSignal);
        QTimer::singleShot(0, &session, &ExecSession::start);
        code = QCoreApplication::exec();
        return ExitCode::Completed;
    });
    return failure != 0 ? failure : code;
}

} // namespace stagewatch::app
