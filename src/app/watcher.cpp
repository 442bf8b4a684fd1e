// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watcher.h"

using namespace Qt::StringLiterals;
using stagewatch::protocol::ConnectionStatus;

namespace stagewatch::app {

namespace {
/// Some servers say "stage completed" just before pipeline_completed with its result; this long we wait for the rest.
constexpr std::chrono::milliseconds endGrace{ 1'000 };
} // namespace

Watcher::Watcher(const client::ConnectionSettings &settings, std::shared_ptr<journal::Journal> journal,
                 std::unique_ptr<WatchOutput> output, QObject *parent)
    : QObject(parent)
    , m_journal(std::move(journal))
    , m_output(std::move(output))
    , m_book(settings.endpoint.projectId)
{
    m_endGrace.setSingleShot(true);
    m_endGrace.setInterval(endGrace);
    connect(&m_endGrace, &QTimer::timeout, this, [this] {
        if (m_book.current() && m_book.current()->isEnded())
            finish(exitCodeFor(m_book.current()->status()));
    });
    connect(&m_client, &client::Client::batchReady, this, &Watcher::takeBatch);
    connect(&m_client, &client::Client::statusChanged, this, &Watcher::noteStatus);
    m_projectId = settings.endpoint.projectId;
    m_connection = m_client.open(settings, m_journal);
}

void Watcher::interrupt()
{
    finish(ExitCode::Interrupted);
}

void Watcher::takeBatch()
{
    if (m_finished)
        return;
    journal::Batch batch = m_client.takeBatch(m_connection);
    qint64 row = batch.firstRow;
    for (protocol::Event &event : batch.events) {
        const int run = m_book.apply(event);
        if (event.projectId.isEmpty())
            event.projectId = m_projectId; // one stream is one project's
        observe(event);
        m_output->event(event, m_journal->text(row++), run >= 0 ? &m_book.run(run) : nullptr);
    }
    for (const protocol::Problem &problem : batch.problems) {
        if (problem.kind != protocol::Problem::Kind::Transport) // noteStatus() says it, with the number of the attempt
            m_output->note(problem.text);
    }
    m_output->endBatch(m_book.current());
    if (!m_output->isWhole()) {
        finish(ExitCode::OutputLost);
        return;
    }
    if (!m_book.current() || !m_book.current()->isEnded() || m_catchingUp) {
        m_endGrace.stop();
        return;
    }
    if (m_endIsFinal)
        finish(exitCodeFor(m_book.current()->status()));
    else if (!m_endGrace.isActive())
        m_endGrace.start();
}

void Watcher::observe(const protocol::Event &event)
{
    if (!event.streamId.isEmpty())
        m_streamId = event.streamId;
    // Replayed history may hold ends of older runs: only what stands when the state has come counts.
    if (const auto *connected = event.as<protocol::Connected>())
        m_catchingUp = connected->protocol.startsWith("stagewatch/"_L1);
    else if (event.as<protocol::Snapshot>())
        m_catchingUp = false;
    if (isTerminal(event))
        m_endIsFinal = !event.as<protocol::StageTransition>();
    else if (const auto *snapshot = event.as<protocol::Snapshot>(); snapshot && isTerminal(snapshot->status))
        m_endIsFinal = true;
}

void Watcher::noteStatus()
{
    if (m_finished)
        return;
    const ConnectionStatus status = m_client.status(m_connection);
    if (status.phase == ConnectionStatus::Phase::Waiting || status.phase == ConnectionStatus::Phase::Latched
        || status.phase == ConnectionStatus::Phase::Polling) {
        QString note = status.error;
        if (status.phase == ConnectionStatus::Phase::Waiting)
            note += status.maxAttempts > 0 ? u" (attempt %1 of %2)"_s.arg(status.attempt).arg(status.maxAttempts)
                                           : u" (attempt %1)"_s.arg(status.attempt);
        if (status.latch == ConnectionStatus::Latch::GaveUp)
            note +=
                u" That was attempt %1 of %2, and Stagewatch gave up."_s.arg(status.attempt).arg(status.maxAttempts);
        if (note != m_lastNote && !note.isEmpty())
            m_output->note(note);
        m_lastNote = note;
    }
    if (status.phase != ConnectionStatus::Phase::Latched)
        return;
    takeBatch(); // what came before the end counts
    if (m_finished)
        return;
    if (m_book.current() && m_book.current()->isEnded())
        finish(exitCodeFor(m_book.current()->status()));
    else if (status.latch == ConnectionStatus::Latch::Refused || status.latch == ConnectionStatus::Latch::Fatal)
        finish(ExitCode::Refused);
    else
        finish(ExitCode::NotConnected);
}

void Watcher::finish(ExitCode code)
{
    if (m_finished)
        return;
    m_finished = true;
    const model::Run nothing(m_projectId); // where no run was heard of, the state says just that
    m_output->finish(m_book.current() ? m_book.current() : &nothing, m_streamId);
    Q_EMIT finished(code);
}

} // namespace stagewatch::app
