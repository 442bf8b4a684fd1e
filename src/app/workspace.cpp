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
} // namespace

Workspace::Workspace(const QString &dataDirectory, QObject *parent)
    : QObject(parent)
    , m_dataDirectory(dataDirectory)
    , m_records(catalogPath())
{
    connect(&m_records, &RunRecords::problem, this, &Workspace::problem);
    connect(&m_records, &RunRecords::earlierChanged, this, &Workspace::earlierRunsChanged);
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
    auto stream =
        std::make_unique<model::Stream>(m_nextId++, settings.endpoint, journal, m_records.planFor(settings.endpoint));
    client::ConnectionSettings asked = settings;
    asked.logs = client::LogDelivery::AsSpans;
    const client::ConnectionId connection = m_client.open(asked, journal);
    stream->setStatus(m_client.status(connection));
    return add({ std::move(stream),
                 connection,
                 { settings.endpoint.server(), settings.endpoint.projectId, settings.endpoint.streamUrl.toString() },
                 settings });
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
    const auto known = m_records.newestIn(journal->path());
    model::Stream *added = add({ std::move(stream),
                                 0,
                                 { known ? known->server : QString(), known ? known->projectId : QString(), path },
                                 {} });
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
    for (const auto &[id, run] : std::exchange(m_unsaved, {})) {
        if (const auto found = m_watched.find(id); found != m_watched.end())
            saveRun(found->second, run);
    }
}

void Workspace::numberRun(int streamId, int index)
{
    const auto found = m_watched.find(streamId);
    if (found == m_watched.end())
        return;
    model::RunModels *models = found->second.stream->run(index);
    if (const auto number = m_records.number(found->second.owner, models->run()))
        models->setNumber(*number);
}

void Workspace::saveRun(const Watched &watched, int index)
{
    m_unsaved.erase({ watched.stream->id(), index });
    if (const model::RunModels *models = watched.stream->run(index))
        m_records.save(watched.owner, *models, watched.stream->journal()->path());
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
