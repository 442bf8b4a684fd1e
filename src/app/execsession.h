// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/execevents.h"
#include "app/execprogram.h"
#include "client/publisher.h"
#include "protocol/decoder.h"

#include <QElapsedTimer>

#include <functional>

namespace stagewatch::app {

/// `stagewatch exec`: runs one program, publishes what it says as the events of one run, passes cancels and signals on
/// to it, and ends with its exit code once the server has everything or the patience is over.
class ExecSession : public QObject
{
    Q_OBJECT
public:
    struct Plan
    {
        QString projectId;
        QString server; ///< for sentences
        QString stage; ///< that the run begins with
        std::vector<QByteArray> words; ///< the program and its arguments
        std::chrono::milliseconds grace{ 10'000 };
        std::chrono::milliseconds patience{ 10'000 };
        bool ignoresBrokenPipe = false;
        std::function<QString(const QString &spool)> resendCommand;
        std::function<void(const QString &sentence)> complain;
    };
    ExecSession(Plan plan, std::unique_ptr<client::Publisher> publisher, QObject *parent = nullptr);

    void start();
    /// A signal that came to us. `fromTerminal`: see ExecSignals.
    void takeSignal(int signal, bool fromTerminal);

Q_SIGNALS:
    void finished(int exitCode);

private:
    enum class Phase { Running, Closing, Draining, Finished };

    void publish(const ExecEvent &event);
    void publish(const std::vector<capture::Saying> &sayings);
    void publishOwnEvent(const protocol::JsonValue &event);
    void log(protocol::LogLevel level, const QString &text);
    void cancel(const protocol::CancelRequested &request);
    void terminate(const QString &why);
    void kill(const QString &why);
    void noteStatus();
    void end(const ProgramEnd &end, bool outputGoesOn);
    void closed();
    [[nodiscard]] std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }

    Plan m_plan;
    std::unique_ptr<client::Publisher> m_publisher;
    ExecProgram m_program;
    capture::OutputReader m_reader;
    protocol::Decoder m_decoder;
    QElapsedTimer m_clock;
    QTimer m_tick;
    QTimer m_graceTimer;
    protocol::StageName m_stage;
    std::optional<Interruption> m_interruption;
    Phase m_phase = Phase::Running;
    int m_code = 0;
    qint64 m_rejected = 0;
    QString m_firstRejection;
    bool m_hasEnded = false; ///< the program published its own end
    bool m_isKilled = false;
    bool m_saidAway = false;
};

} // namespace stagewatch::app
