// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/execpump.h"
#include "capture/outputreader.h"

#include <QProcess>
#include <QTimer>

#include <array>
#include <memory>
#include <optional>

namespace stagewatch::app {

/// How a program ended.
struct ProgramEnd
{
    int exitCode = 0; ///< its own; 126 or 127 where it could not be started
    int signal = 0; ///< the one that ended it; 0: none
    QString startError; ///< a sentence, where it could not be started
    /// What a shell reports: 128 + N for signal N.
    [[nodiscard]] int shellCode() const { return signal > 0 ? 128 + signal : exitCode; }
    [[nodiscard]] bool isSuccess() const { return shellCode() == 0; }
    bool operator==(const ProgramEnd &) const = default;
};

/// Runs one program with our own standard input, its output carried to ours by two pumps. Under a terminal it stays in
/// our process group, so that Ctrl-C, Ctrl-Z and reading from the terminal work as without us; else it gets one of its
/// own, so that signals reach all that it starts and nobody else.
class ExecProgram : public QObject
{
    Q_OBJECT
public:
    explicit ExecProgram(QObject *parent = nullptr);
    ~ExecProgram() override;

    /// The program ignores SIGPIPE from its start, as we were told to.
    void setIgnoresBrokenPipe(bool on) { m_ignoresBrokenPipe = on; }
    /// `words`: the program, searched for in PATH, and its arguments, in the bytes that they came in. It inherits our
    /// environment as it is now.
    void start(const std::vector<QByteArray> &words);
    [[nodiscard]] bool sharesOurGroup() const { return m_sharesGroup; }
    /// To the program and all that it started.
    void signalAll(int signal);
    /// To the program alone.
    void signalProgram(int signal);
    /// While true, ended() waits for everything that the program started, not only for the program.
    void setWaitsForAll(bool on) { m_waitsForAll = on; }
    /// Stops carrying output once it is all written; drained() follows.
    void drain();

Q_SIGNALS:
    void output(stagewatch::capture::OutputStream stream, const QByteArray &bytes);
    void outputEnded(stagewatch::capture::OutputStream stream);
    /// The program has ended and its output is complete. `outputGoesOn`: another process still holds its output.
    void ended(const stagewatch::app::ProgramEnd &end, bool outputGoesOn);
    void drained();
    /// Our own stream took no more, for a reason that a person should know of.
    void sinkFailed(stagewatch::capture::OutputStream stream, int error);

private:
    struct Stream
    {
        std::unique_ptr<ExecPump> pump;
        bool hasEnded = true;
    };
    void addPump(capture::OutputStream stream, int source, int sink);
    void takeOutput(capture::OutputStream stream);
    void endStream(capture::OutputStream stream);
    void noteExit(int code, QProcess::ExitStatus status);
    void endIfComplete(bool wasQuiet);
    [[nodiscard]] bool outputIsOver() const { return m_streams[0].hasEnded && m_streams[1].hasEnded; }
    [[nodiscard]] bool anyoneIsLeft() const;

    QByteArray m_name;
    QProcess m_process;
    std::array<Stream, 2> m_streams;
    QTimer m_quiet;
    QTimer m_longest;
    std::optional<ProgramEnd> m_end;
    pid_t m_pid = 0;
    int m_startPipe = -1; ///< says why the program could not be started; nothing where it was
    bool m_ignoresBrokenPipe = false;
    bool m_sharesGroup = false;
    bool m_waitsForAll = false;
    bool m_isReported = false;
    bool m_draining = false;
};

} // namespace stagewatch::app
