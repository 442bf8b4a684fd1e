// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commandresult.h"
#include "app/commands.h"
#include "app/publishrun.h"
#include "app/serveraccess.h"
#include "app/signalwatcher.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace stagewatch::app {

namespace {

/// An input that is open; standard input stays open behind it.
class Input
{
public:
    explicit Input(const QString &path)
        : m_isStandard(path == "-"_L1)
        , m_descriptor(m_isStandard ? STDIN_FILENO : ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
    {
        if (m_descriptor < 0)
            throw CommandError{ ExitCode::WrongUsage,
                                u"\"%1\" cannot be opened: %2."_s.arg(path,
                                                                      QString::fromLocal8Bit(std::strerror(errno))) };
    }
    ~Input()
    {
        if (!m_isStandard)
            ::close(m_descriptor);
    }
    Q_DISABLE_COPY_MOVE(Input)

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] bool isFile() const
    {
        struct stat about = {};
        return ::fstat(m_descriptor, &about) == 0 && S_ISREG(about.st_mode);
    }

private:
    bool m_isStandard;
    int m_descriptor;
};

ExitCode publish(const PublishCommand &command)
{
    QString error;
    const auto settings = makeConnectionSettings(command.access, command.maxAttempts, &error);
    if (!settings)
        throw CommandError{ ExitCode::WrongUsage, error };
    const Input input(command.file);
    client::Publisher::Options options;
    options.connection = *settings;
    options.spoolFolder = spoolFolder();
    auto publisher = client::Publisher::create(options, &error);
    if (!publisher)
        throw CommandError{ ExitCode::Failed, error };
    PublishRun run({ .inputName = command.file == "-"_L1 ? u"standard input"_s : command.file,
                     .descriptor = input.descriptor(),
                     .isFile = input.isFile(),
                     .note = complain,
                     .resend = [&](const QString &spool) { return resendCommand(command.access, *settings, spool); } },
                   std::move(publisher));
    QObject::connect(&run, &PublishRun::finished, qApp, [](ExitCode code) { QCoreApplication::exit(int(code)); });
    const SignalWatcher signalWatcher;
    QObject::connect(&signalWatcher, &SignalWatcher::interrupted, &run, &PublishRun::interrupt);
    run.start();
    return ExitCode(QCoreApplication::exec());
}

} // namespace

int runPublish(int &argc, char **argv, const PublishCommand &command)
{
    const QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"stagewatch"_s);
    return runToEnd([&command] { return publish(command); });
}

} // namespace stagewatch::app
