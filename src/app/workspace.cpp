// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace stagewatch::app {

namespace {
constexpr milliseconds clockInterval{ 1'000 };

/// A name that is safe as one part of a path, whatever the server or project is called.
QString fileNamePart(const QString &text)
{
    return QString::fromLatin1(text.toUtf8().toPercentEncoding("~", ".")).left(120);
}

/// What a person may have changed to be let in.
bool isOtherAccess(const client::ConnectionSettings &left, const client::ConnectionSettings &right)
{
    return left.token != right.token || left.extraAuthorities != right.extraAuthorities
        || left.maxAttempts != right.maxAttempts;
}

QString runKey(const model::Run &run)
{
    if (!run.runId().isEmpty())
        return run.runId();
    return run.startedAt() ? protocol::formatTimestamp(*run.startedAt()) : QString();
}
} // namespace

Workspace::Workspace(const QString &dataDirectory, QObject *parent)
    : QObject(parent)
    , m_dataDirectory(dataDirectory)
{
    if (!m_dataDirectory.isEmpty())
        m_catalog = journal::Catalog::open(catalogPath(), &m_storageError);
    m_time.start();
    m_take.setSingleShot(true);
    m_take.setTimerType(Qt::PreciseTimer);
    connect(&m_take, &QTimer::timeout, this, &Workspace::takeBatches);
    m_clock.setInterval(clockInterval);
    connect(&m_clock, &QTimer::timeout, this, &Workspace::tick);
    m_clock.start();
    connect(&m_client, &client::Client::batchReady, this, [this](client::ConnectionId id) {
        m_ready.insert(id);
        if (!m_take.isActive())
            m_take.start(std::chrono::duration_cast<milliseconds>(m_pacer.wait(now())));
    });
    connect(&m_client, &client::Client::statusChanged, this, [this](client::ConnectionId id) {
        if (Watched *watched = byConnection(id))
            watched->stream->setStatus(m_client.status(id));
    });
    connect(&m_client, &client::Client::sendFailed, this,
            [this](client::ConnectionId id, const protocol::ClientMessage &message, const QString &reason) {
                if (Watched *watched = byConnection(id))
                    watched->stream->noteSendFailed(message, reason, protocol::currentTimestamp());
            });
}

Workspace::~Workspace()
{
    saveRuns();
}

QString Workspace::catalogPath() const
{
    return m_dataDirectory.isEmpty() ? QString() : QDir(m_dataDirectory).filePath(u"runs.sqlite"_s);
}

model::Stream *Workspace::stream(int streamId) const
{
    const auto found = m_watched.find(streamId);
    return found == m_watched.end() ? nullptr : found->second.stream.get();
}

model::Stream *Workspace::open(const client::ConnectionSettings &settings)
{
    for (const auto &[id, watched] : m_watched) {
        if (watched.connection == 0 || watched.stream->endpoint() != settings.endpoint)
            continue;
        if (!watched.stream->status().isLive() && isOtherAccess(watched.settings, settings)) {
            close(id); // another try with the old token would be refused again
            break;
        }
        m_client.retryNow(watched.connection);
        return watched.stream.get();
    }
    const std::shared_ptr<journal::Journal> journal = makeJournal(settings.endpoint);
    if (!journal)
        return nullptr;
    auto stream = std::make_unique<model::Stream>(m_nextId++, settings.endpoint, journal, planFor(settings.endpoint));
    client::ConnectionSettings asked = settings;
    asked.logs = client::LogDelivery::AsSpans;
    const client::ConnectionId connection = m_client.open(asked, journal);
    stream->setStatus(m_client.status(connection));
    return add({ std::move(stream), connection, settings.endpoint.streamUrl.toString(), settings.endpoint.server(),
                 settings.endpoint.projectId, settings });
}

model::Stream *Workspace::openRecording(const QString &path, QString *error)
{
    const QFileInfo file(path);
    if (!file.isFile()) {
        *error = tr("There is no file \"%1\".").arg(path);
        return nullptr;
    }
    const std::shared_ptr<journal::Journal> journal = journal::Journal::openUnread(
        file.absoluteFilePath(), error,
        m_dataDirectory.isEmpty() ? QString() : QDir(m_dataDirectory).filePath(u"index"_s));
    if (!journal)
        return nullptr;
    protocol::Endpoint endpoint;
    endpoint.projectId = file.completeBaseName();
    auto stream = std::make_unique<model::Stream>(m_nextId++, endpoint, journal);
    protocol::ConnectionStatus status;
    status.phase = protocol::ConnectionStatus::Phase::Closed;
    stream->setStatus(status);
    // Its runs are called by the numbers that they had when they were watched.
    QString ignored;
    const auto known = m_catalog ? m_catalog->newestIn(journal->path(), &ignored) : std::nullopt;
    model::Stream *added = add(
        { std::move(stream), 0, path, known ? known->server : QString(), known ? known->projectId : QString(), {} });
    connect(added, &model::Stream::loaded, this, [this](const QString &failure) {
        if (!failure.isEmpty())
            Q_EMIT problem(failure);
    });
    added->loadFromJournal();
    return added;
}

model::Stream *Workspace::add(Watched &&watched)
{
    model::Stream *added = watched.stream.get();
    const int id = added->id();
    // Before the models listen, so that they never see another number.
    connect(added, &model::Stream::runAdded, this, [this, id](int run) { numberRun(id, run); });
    connect(added, &model::Stream::approvalAsked, this,
            [this, id](int run, const QString &approvalId) { Q_EMIT approvalAsked(id, run, approvalId); });
    if (watched.connection != 0)
        connect(added, &model::Stream::runChanged, this, [this, id](int run) { m_unsaved.insert({ id, run }); });
    connect(added, &model::Stream::runEnded, this, [this, id](int run) {
        if (const auto found = m_watched.find(id); found != m_watched.end() && found->second.connection != 0)
            saveRun(found->second, run);
        Q_EMIT runEnded(id, run);
    });
    m_watched[id] = std::move(watched);
    m_runs.addStream(added);
    Q_EMIT streamAdded(id);
    return added;
}

void Workspace::close(int streamId)
{
    const auto found = m_watched.find(streamId);
    if (found == m_watched.end())
        return;
    for (int run = 0; found->second.connection != 0 && run < found->second.stream->runCount(); ++run)
        saveRun(found->second, run);
    if (found->second.connection != 0)
        m_client.close(found->second.connection);
    m_runs.removeStream(found->second.stream.get());
    m_watched.erase(found);
}

void Workspace::retryNow(int streamId)
{
    if (const auto found = m_watched.find(streamId); found != m_watched.end() && found->second.connection != 0)
        m_client.retryNow(found->second.connection);
}

void Workspace::send(int streamId, const protocol::ClientMessage &message)
{
    const auto found = m_watched.find(streamId);
    if (found == m_watched.end())
        return;
    const protocol::Timestamp now = protocol::currentTimestamp();
    found->second.stream->noteSent(message, now);
    if (found->second.connection != 0)
        m_client.send(found->second.connection, message);
    else
        found->second.stream->noteSendFailed(message, tr("This is a recording; nobody hears an answer."), now);
}

std::vector<journal::CatalogEntry> Workspace::earlierRuns(int limit)
{
    if (!m_catalog)
        return {};
    QString error;
    std::vector<journal::CatalogEntry> runs = m_catalog->recent(limit, &error);
    if (!error.isEmpty())
        Q_EMIT problem(error);
    return runs;
}

std::shared_ptr<journal::Journal> Workspace::makeJournal(const protocol::Endpoint &endpoint)
{
    QString error;
    std::shared_ptr<journal::Journal> journal;
    if (!m_dataDirectory.isEmpty()) {
        const QString path = QDir(m_dataDirectory)
                                 .filePath(u"journals/%1/%2-%3.ndjson"_s.arg(
                                     fileNamePart(endpoint.server()), fileNamePart(endpoint.projectId),
                                     QDateTime::currentDateTimeUtc().toString(u"yyyyMMdd-HHmmss-zzz"_s)));
        journal = journal::Journal::open(path, &error);
        if (!journal)
            Q_EMIT problem(tr("This stream is not kept after the window is closed: %1").arg(error));
    }
    if (!journal)
        journal = journal::Journal::openTemporary(&error);
    if (!journal)
        Q_EMIT problem(error);
    return journal;
}

std::vector<model::PlannedStage> Workspace::planFor(const protocol::Endpoint &endpoint) const
{
    std::vector<model::PlannedStage> plan;
    if (!m_catalog)
        return plan;
    QString error;
    for (const journal::Catalog::StageHistory &stage :
         m_catalog->lastStages(endpoint.server(), endpoint.projectId, &error))
        plan.push_back({ { stage.stage, protocol::titleFromId(stage.stage) }, stage.startProgress, stage.seconds });
    return plan;
}

void Workspace::takeBatches()
{
    const TakePacer::Time begin = now();
    const QSet<client::ConnectionId> ready = std::exchange(m_ready, {});
    for (const client::ConnectionId id : ready) {
        // A batch is taken even if its stream is gone, or the connection would wait for that for ever.
        journal::Batch batch = m_client.takeBatch(id);
        if (Watched *watched = byConnection(id))
            watched->stream->consume(std::move(batch));
    }
    m_pacer.took(begin, now());
}

void Workspace::tick()
{
    const protocol::Timestamp now = protocol::currentTimestamp();
    for (const auto &[id, watched] : m_watched)
        watched.stream->tick(now);
    saveRuns();
}

void Workspace::saveRuns()
{
    const auto unsaved = std::exchange(m_unsaved, {});
    if (!m_catalog || unsaved.empty())
        return;
    const auto saveAll = [&] {
        for (const auto &[id, run] : unsaved) {
            if (const auto found = m_watched.find(id); found != m_watched.end())
                saveRun(found->second, run);
        }
    };
    QString error;
    if (!m_catalog->together(saveAll, &error))
        Q_EMIT problem(error);
}

void Workspace::numberRun(int streamId, int index)
{
    const auto found = m_watched.find(streamId);
    if (!m_catalog || found == m_watched.end() || found->second.project.isEmpty())
        return;
    const Watched &watched = found->second;
    model::RunModels *models = watched.stream->run(index);
    QString error;
    const auto number = m_catalog->numberFor(watched.server, watched.project, runKey(models->run()), &error);
    if (!number) {
        Q_EMIT problem(error);
        return;
    }
    models->setNumber(*number);
    if (watched.connection != 0)
        saveRun(watched, index); // at once: the next run of the same batch counts on from it
}

void Workspace::saveRun(const Watched &watched, int index)
{
    m_unsaved.erase({ watched.stream->id(), index });
    const model::RunModels *models = watched.stream->run(index);
    if (!m_catalog || !models || models->run().isEmpty())
        return;
    const model::Run &run = models->run();
    journal::CatalogEntry entry;
    entry.server = watched.server;
    entry.projectId = watched.project;
    entry.address = watched.address;
    entry.runKey = runKey(run);
    entry.number = models->number();
    entry.status = run.status();
    entry.stageDisplay = run.currentStage() ? run.currentStage()->name.display : QString();
    entry.progress = run.progress();
    entry.startedAt = run.startedAt();
    entry.endedAt = run.endedAt();
    entry.journalPath = watched.stream->journal()->path();
    entry.firstRow = models->firstRow();
    entry.rowCount = models->endRow() - models->firstRow();
    QString error;
    const std::optional<qint64> id = m_catalog->save(entry, &error);
    if (!id) {
        Q_EMIT problem(error);
        return;
    }
    if (run.status() != protocol::RunStatus::Completed)
        return;
    for (const model::Stage &stage : run.stages()) {
        if (stage.startedAt && stage.endedAt && *stage.endedAt >= *stage.startedAt
            && !m_catalog->saveStageDuration(*id, stage.name.id,
                                             std::chrono::duration<double>(*stage.endedAt - *stage.startedAt).count(),
                                             stage.startProgress.value_or(0), &error))
            Q_EMIT problem(error);
    }
}

Workspace::Watched *Workspace::byConnection(client::ConnectionId connection)
{
    for (auto &[id, watched] : m_watched) {
        if (connection != 0 && watched.connection == connection)
            return &watched;
    }
    return nullptr;
}

} // namespace stagewatch::app
