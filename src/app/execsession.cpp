// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/execsession.h"

#include "protocol/encoder.h"

#include <csignal>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;
using stagewatch::capture::OutputStream;
using stagewatch::protocol::LogLevel;

namespace stagewatch::app {

namespace {

constexpr std::chrono::milliseconds tickInterval{ 100 };

QString inSeconds(std::chrono::milliseconds duration)
{
    return u"%1 s"_s.arg(std::chrono::duration<double>(duration).count());
}

QString counted(qint64 count)
{
    return count == 1 ? u"1 event"_s : u"%1 events"_s.arg(count);
}

} // namespace

ExecSession::ExecSession(Plan plan, std::unique_ptr<client::Publisher> publisher, QObject *parent)
    : QObject(parent)
    , m_plan(std::move(plan))
    , m_publisher(std::move(publisher))
    , m_reader(m_plan.projectId)
    , m_stage{ m_plan.stage, {} }
{
    m_program.setIgnoresBrokenPipe(m_plan.ignoresBrokenPipe);
    m_tick.setInterval(tickInterval);
    m_graceTimer.setSingleShot(true);
    // What another process still prints when the program has ended is no part of the run any more.
    connect(&m_program, &ExecProgram::output, this, [this](OutputStream stream, const QByteArray &bytes) {
        if (m_phase == Phase::Running)
            publish(m_reader.take(stream, bytes, now()));
    });
    connect(&m_program, &ExecProgram::outputEnded, this, [this](OutputStream stream) {
        if (m_phase == Phase::Running)
            publish(m_reader.finish(stream, now()));
    });
    connect(&m_program, &ExecProgram::sinkFailed, this, [this](OutputStream stream, int error) {
        const bool isOutput = stream == OutputStream::StandardOutput;
        m_plan.complain(u"%1 could not be written: %2; it was closed for the program as well."_s.arg(
            isOutput ? u"standard output"_s : u"standard error"_s, QString::fromLocal8Bit(std::strerror(error))));
    });
    connect(&m_program, &ExecProgram::ended, this, &ExecSession::end);
    connect(&m_program, &ExecProgram::drained, this, [this] {
        if (m_phase == Phase::Draining) {
            m_phase = Phase::Finished;
            Q_EMIT finished(m_code);
        }
    });
    connect(&m_tick, &QTimer::timeout, this, [this] { publish(m_reader.tick(now())); });
    connect(&m_graceTimer, &QTimer::timeout, this,
            [this] { kill(u"The program did not end within %1"_s.arg(inSeconds(m_plan.grace))); });
    connect(m_publisher.get(), &client::Publisher::cancelRequested, this, &ExecSession::cancel);
    connect(m_publisher.get(), &client::Publisher::statusChanged, this, &ExecSession::noteStatus);
    connect(m_publisher.get(), &client::Publisher::closed, this, &ExecSession::closed);
    connect(m_publisher.get(), &client::Publisher::rejected, this, [this](qint64, const QString &sentence) {
        if (++m_rejected == 1)
            m_firstRejection = sentence;
    });
}

void ExecSession::start()
{
    m_clock.start();
    publish({ u"stage_transition"_s,
              protocol::encodePayload(protocol::StageTransition{ m_stage, protocol::Progress{ 0, 0 }, {} }) });
    m_program.start(m_plan.words);
}

void ExecSession::publish(const ExecEvent &event)
{
    m_publisher->publish(event.type, event.data);
}

void ExecSession::publish(const std::vector<capture::Saying> &sayings)
{
    for (const capture::Saying &saying : sayings) {
        if (const auto *line = std::get_if<protocol::Log>(&saying)) {
            protocol::Log staged = *line;
            staged.stage = m_stage;
            publish({ u"log"_s, protocol::encodePayload(staged) });
        } else if (const auto *update = std::get_if<protocol::ProgressUpdate>(&saying)) {
            protocol::ProgressUpdate staged = *update;
            staged.stage = m_stage;
            publish({ u"progress_update"_s, protocol::encodePayload(staged) });
        } else {
            publishOwnEvent(std::get<protocol::JsonValue>(saying));
        }
    }
    if (!m_reader.needsTick())
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void ExecSession::publishOwnEvent(const protocol::JsonValue &event)
{
    m_publisher->publishEvent(event);
    const protocol::Decoded decoded = m_decoder.decode(event.toJson(), {});
    if (!decoded.event)
        return;
    if (isTerminal(*decoded.event))
        m_hasEnded = true;
    else if (const auto *transition = decoded.event->as<protocol::StageTransition>())
        m_stage = transition->stage;
}

void ExecSession::log(LogLevel level, const QString &text)
{
    publish({ u"log"_s, protocol::encodePayload(protocol::Log{ level, text, m_stage }) });
}

void ExecSession::cancel(const protocol::CancelRequested &request)
{
    if (m_phase != Phase::Running || m_isKilled)
        return;
    const bool isKnown = m_interruption && m_interruption->isCancel;
    // The server says it again after each reconnect; only a harder word is news.
    if (isKnown && !request.force)
        return;
    m_interruption = Interruption{ request.reason, request.requester, true };
    if (request.force)
        kill(describe(request).chopped(1));
    else
        terminate(describe(request));
}

void ExecSession::terminate(const QString &why)
{
    log(LogLevel::Warning,
        u"%1 SIGTERM was sent to the program; SIGKILL follows in %2."_s.arg(why, inSeconds(m_plan.grace)));
    m_program.setWaitsForAll(true);
    m_program.signalAll(SIGTERM);
    m_program.signalAll(SIGCONT); // one that was stopped could not hear it
    m_graceTimer.start(m_plan.grace);
}

void ExecSession::kill(const QString &why)
{
    if (m_phase != Phase::Running)
        return;
    log(LogLevel::Warning, why + u": SIGKILL was sent to the program."_s);
    m_graceTimer.stop();
    m_isKilled = true;
    m_program.setWaitsForAll(false);
    m_program.signalAll(SIGKILL);
}

void ExecSession::takeSignal(int signal, bool fromTerminal)
{
    const bool endsUs = signal == SIGTERM || signal == SIGINT || signal == SIGHUP || signal == SIGQUIT;
    if (m_phase == Phase::Closing && endsUs)
        closed(); // no more patience; what is not sent stays in the spool
    else if (m_phase == Phase::Draining && endsUs)
        ::_exit(m_code); // our reader has stopped reading, and would hold us for ever
    if (m_phase != Phase::Running)
        return;
    if (endsUs && !m_interruption)
        m_interruption = Interruption{ u"Interrupted by "_s + signalName(signal), {}, false };
    // A key of the terminal reached the program as it reached us; a second one would cut its cleaning up short.
    if (fromTerminal && m_program.sharesOurGroup())
        return;
    if (signal != SIGTERM && signal != SIGINT) {
        m_program.signalProgram(signal);
        return;
    }
    log(LogLevel::Warning,
        u"%1 came and was passed on to the program; SIGKILL follows in %2."_s.arg(signalName(signal),
                                                                                  inSeconds(m_plan.grace)));
    m_program.setWaitsForAll(true);
    m_program.signalAll(signal);
    if (!m_graceTimer.isActive())
        m_graceTimer.start(m_plan.grace);
}

void ExecSession::noteStatus()
{
    const client::PublisherStatus status = m_publisher->status();
    const bool isAway = status.phase == client::PublisherStatus::Phase::Waiting
        || status.phase == client::PublisherStatus::Phase::Latched;
    if (!isAway || m_saidAway || m_phase != Phase::Running)
        return;
    m_saidAway = true;
    m_plan.complain(status.error + u" The program runs on; its events wait on this computer."_s);
}

void ExecSession::end(const ProgramEnd &end, bool outputGoesOn)
{
    m_graceTimer.stop();
    for (const OutputStream stream : { OutputStream::StandardOutput, OutputStream::StandardError })
        publish(m_reader.finish(stream, now()));
    m_tick.stop();
    m_code = end.shellCode();
    if (!end.startError.isEmpty())
        m_plan.complain(end.startError);
    else if (outputGoesOn && !m_isKilled)
        m_plan.complain(u"the program has ended, but left a process behind; what that one prints is lost."_s);
    if (!m_hasEnded)
        publish(endEvent(end, m_interruption, m_stage, m_reader.lastErrorLines(), now()));
    m_phase = Phase::Closing;
    m_publisher->close(m_plan.patience);
}

void ExecSession::closed()
{
    if (m_phase != Phase::Closing)
        return;
    m_phase = Phase::Draining;
    if (m_rejected > 0)
        m_plan.complain(u"%1 not stored: %2"_s.arg(counted(m_rejected) + (m_rejected == 1 ? u" was"_s : u" were"_s),
                                                   m_firstRejection));
    const qint64 waiting = m_publisher->status().unacknowledged;
    const QString spool = m_publisher->spoolPath();
    // A short program ends before a server has refused.
    const QString why = m_saidAway ? QString() : m_publisher->status().error;
    if (waiting > 0 && !why.isEmpty())
        m_plan.complain(why);
    if (waiting > 0 && spool.isEmpty())
        m_plan.complain(u"%1 could not be sent to %2 and are lost."_s.arg(counted(waiting), m_plan.server));
    else if (waiting > 0)
        m_plan.complain(u"%1 did not reach %2 yet and wait in %3; to send them: %4"_s.arg(
            counted(waiting), m_plan.server, spool, m_plan.resendCommand(spool)));
    m_program.drain();
}

} // namespace stagewatch::app
