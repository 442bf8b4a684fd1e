// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execprogram.h"

#include "app/processtree.h"

#include <QCoreApplication>
#include <QFile>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using stagewatch::capture::OutputStream;

namespace stagewatch::app {

namespace {

/// When the program has ended and nothing was printed for so long, what still holds its output is none of ours.
constexpr std::chrono::milliseconds quietTime{ 500 };
/// And where it goes on printing, this long is enough.
constexpr std::chrono::milliseconds longestWait{ 3'000 };
constexpr int notExecutable = 126;
constexpr int notFound = 127;

/// A terminal whose keys send signals, and whose input only its foreground group may read.
bool hasTerminal()
{
    const int terminal = ::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
    if (terminal < 0)
        return false;
    ::close(terminal);
    return true;
}

ProgramEnd failedStart(const QByteArray &program, int error)
{
    const QString name = QString::fromLocal8Bit(program);
    const bool hasPath = program.contains('/');
    if (error == ENOENT && !hasPath)
        return { notFound, 0, u"\"%1\" was not found in PATH; check the spelling, or give its path."_s.arg(name) };
    if (error == ENOENT && QFile::exists(name))
        return { notExecutable, 0,
                 u"\"%1\" cannot be run: the interpreter that its first line names does not exist."_s.arg(name) };
    if (error == ENOENT)
        return { notFound, 0, u"\"%1\" does not exist."_s.arg(name) };
    if (error == EACCES)
        return { notExecutable, 0,
                 u"\"%1\" may not be run: permission denied; chmod +x makes a file executable."_s.arg(name) };
    return { notExecutable, 0, u"\"%1\" cannot be run: %2."_s.arg(name, QString::fromLocal8Bit(std::strerror(error))) };
}

/// What the new process does before it becomes the program. Between fork and exec: nothing that takes a lock.
struct Launch
{
    int output;
    int error;
    int report;
    bool ownGroup;
    bool ignoresBrokenPipe;
    std::vector<char *> words;

    void operator()() const
    {
        if (ownGroup)
            ::setpgid(0, 0);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(error, STDERR_FILENO);
        std::signal(SIGPIPE, ignoresBrokenPipe ? SIG_IGN : SIG_DFL);
        ::execvp(words.front(), words.data());
        const int reason = errno;
        [[maybe_unused]] const ssize_t written = ::write(report, &reason, sizeof reason);
        ::_exit(notFound);
    }
};

struct Pipe
{
    int read = -1;
    int write = -1;
    Pipe()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) == 0) {
            read = ends[0];
            write = ends[1];
        }
    }
};

} // namespace

ExecProgram::ExecProgram(QObject *parent)
    : QObject(parent)
{
    m_quiet.setSingleShot(true);
    m_quiet.setInterval(quietTime);
    connect(&m_quiet, &QTimer::timeout, this, [this] { endIfComplete(true); });
    m_longest.setInterval(longestWait);
    connect(&m_longest, &QTimer::timeout, this, [this] { endIfComplete(true); });
    connect(&m_process, &QProcess::finished, this, &ExecProgram::noteExit);
}

ExecProgram::~ExecProgram()
{
    if (m_startPipe >= 0)
        ::close(m_startPipe);
}

void ExecProgram::start(const std::vector<QByteArray> &words)
{
    m_name = words.front();
    const Pipe output;
    const Pipe error;
    const Pipe report;
    if (report.write < 0 || output.write < 0 || error.write < 0) {
        m_end = failedStart(m_name, errno);
        QTimer::singleShot(0, this, [this] { endIfComplete(false); });
        return;
    }
    m_sharesGroup = hasTerminal();
    // What a process of the program leaves behind becomes ours, so that a cancel finds it without a group.
    if (m_sharesGroup)
        ::prctl(PR_SET_CHILD_SUBREAPER, 1);
    std::vector<QByteArray> copies = words;
    Launch launch{ output.write, error.write, report.write, !m_sharesGroup, m_ignoresBrokenPipe, {} };
    for (QByteArray &word : copies)
        launch.words.push_back(word.data());
    launch.words.push_back(nullptr);
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    m_process.setChildProcessModifier(launch);
    m_startPipe = report.read;
    // The modifier never comes back: the words go to the program in the bytes that they came in.
    m_process.start(QCoreApplication::applicationFilePath(), QStringList(), QIODevice::ReadOnly);
    m_pid = pid_t(m_process.processId());
    ::close(output.write);
    ::close(error.write);
    ::close(report.write);
    addPump(OutputStream::StandardOutput, output.read, STDOUT_FILENO);
    addPump(OutputStream::StandardError, error.read, STDERR_FILENO);
    if (m_process.state() == QProcess::NotRunning && !m_end) {
        m_end = ProgramEnd{ notExecutable, 0, u"No process could be started: %1."_s.arg(m_process.errorString()) };
        QTimer::singleShot(0, this, [this] { endIfComplete(false); });
    }
}

void ExecProgram::addPump(OutputStream stream, int source, int sink)
{
    Stream &carried = m_streams[size_t(stream)];
    carried.pump = std::make_unique<ExecPump>(source, sink);
    carried.hasEnded = false;
    connect(carried.pump.get(), &ExecPump::outputReady, this, [this, stream] { takeOutput(stream); });
    connect(carried.pump.get(), &ExecPump::ended, this, [this, stream] { endStream(stream); });
    carried.pump->start();
}

void ExecProgram::takeOutput(OutputStream stream)
{
    const QByteArray bytes = m_streams[size_t(stream)].pump->take();
    if (bytes.isEmpty())
        return;
    if (m_quiet.isActive())
        m_quiet.start();
    Q_EMIT output(stream, bytes);
}

void ExecProgram::endStream(OutputStream stream)
{
    takeOutput(stream);
    m_streams[size_t(stream)].hasEnded = true;
    if (const int error = m_streams[size_t(stream)].pump->sinkError())
        Q_EMIT sinkFailed(stream, error);
    Q_EMIT outputEnded(stream);
    endIfComplete(false);
    if (m_draining && outputIsOver())
        Q_EMIT drained();
}

void ExecProgram::noteExit(int code, QProcess::ExitStatus status)
{
    int reason = 0;
    if (::read(m_startPipe, &reason, sizeof reason) == sizeof reason)
        m_end = failedStart(m_name, reason);
    else
        m_end = status == QProcess::CrashExit ? ProgramEnd{ 0, code, {} } : ProgramEnd{ code, 0, {} };
    m_quiet.start();
    m_longest.start();
    endIfComplete(false);
}

void ExecProgram::endIfComplete(bool wasQuiet)
{
    if (!m_end || m_isReported)
        return;
    const bool isHeldUp =
        (m_streams[0].pump && m_streams[0].pump->isHeldUp()) || (m_streams[1].pump && m_streams[1].pump->isHeldUp());
    const bool isOver = outputIsOver() || (wasQuiet && (!isHeldUp || m_waitsForAll));
    if (!isOver || (m_waitsForAll && anyoneIsLeft())) {
        if (wasQuiet || outputIsOver())
            m_quiet.start();
        return;
    }
    m_isReported = true;
    m_quiet.stop();
    m_longest.stop();
    Q_EMIT ended(*m_end, !outputIsOver());
}

bool ExecProgram::anyoneIsLeft() const
{
    if (m_sharesGroup)
        return !descendantsOf(::getpid()).empty();
    return m_pid > 0 && ::kill(-m_pid, 0) == 0;
}

void ExecProgram::signalAll(int signal)
{
    if (m_pid <= 0)
        return;
    if (!m_sharesGroup) {
        ::kill(-m_pid, signal);
        return;
    }
    for (const pid_t process : descendantsOf(::getpid()))
        ::kill(process, signal);
}

void ExecProgram::signalProgram(int signal)
{
    if (m_pid > 0 && !m_end)
        ::kill(m_pid, signal);
}

void ExecProgram::drain()
{
    m_draining = true;
    if (outputIsOver()) {
        QTimer::singleShot(0, this, &ExecProgram::drained);
        return;
    }
    for (Stream &stream : m_streams) {
        if (!stream.hasEnded)
            stream.pump->requestStop();
    }
}

} // namespace stagewatch::app
