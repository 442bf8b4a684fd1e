// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/projects.h"

#include "protocol/endpoint.h"
#include "server/channel.h"
#include "server/journaleventstore.h"
#include "server/scenarioplayer.h"

#include <QDir>
#include <QSemaphore>
#include <QUuid>

namespace stagewatch::server {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
/// Journals wait for the disk, not for a core; their syncs may well go together there.
constexpr int diskThreads = 16;
constexpr auto projectsFolder = "/projects"_L1;
constexpr auto trimInterval = 1min;
/// Scripted events are made readable in bunches: one round through the watchers each.
constexpr auto scriptedGatherTime = 5ms;

/// Has all the threads from the start: one that begins when the process has no file descriptor left ends the program.
void startThreads(QThreadPool &pool)
{
    pool.setMaxThreadCount(diskThreads);
    pool.setExpiryTimeout(-1);
    // Each thread is held until all are there; the last may look at these after this function has ended.
    const auto started = std::make_shared<QSemaphore>();
    const auto all = std::make_shared<QSemaphore>();
    for (int i = 0; i < diskThreads; ++i) {
        pool.start([started, all] {
            started->release();
            all->acquire();
        });
    }
    started->acquire(diskThreads);
    all->release(diskThreads);
}

QString freshId(const QString &prefix)
{
    return prefix + QUuid::createUuid().toString(QUuid::Id128).left(16);
}

/// The stages as the scenario names them, and where in the whole progress each begins, as far as its steps say.
std::vector<model::PlannedStage> planOf(const Scenario &scenario)
{
    std::vector<model::PlannedStage> plan;
    for (const protocol::StageName &name : scenario.stages) {
        model::PlannedStage stage{ name, std::nullopt, std::nullopt };
        for (const ScenarioStep &step : scenario.steps) {
            const auto *type = step.event.find(u"event_type");
            const auto *data = step.event.find(u"data");
            if (!type || !data || type->toText() != "stage_transition"_L1 || !data->find(u"stage")
                || data->find(u"stage")->toText() != name.id || !data->find(u"progress"))
                continue;
            if (scenario.progressScope == protocol::ProgressScope::Pipeline)
                stage.startProgress = data->find(u"progress")->toDouble();
            break;
        }
        plan.push_back(stage);
    }
    return plan;
}
} // namespace

Projects::Projects(const ServerOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
{
    connect(&m_opening, &QTimer::timeout, this, &Projects::openNext);
    connect(&m_trimming, &QTimer::timeout, this, &Projects::trim);
}

Projects::~Projects() = default;

bool Projects::servesAnyId() const
{
    return m_options.hostsAny || (m_options.hosted.size() == 1 && m_options.hosted.front().projectId.isEmpty());
}

bool Projects::open(QString *error)
{
    for (const ServerOptions::Hosted &hosted : m_options.hosted) {
        const QString id = hosted.projectId.isEmpty() ? hosted.scenario.name : hosted.projectId;
        if (!protocol::isValidProjectId(id)) {
            *error = u"\"%1\" is no project id: 1 to 128 letters, digits, '.', '_', '~' or '-'."_s.arg(id);
            return false;
        }
        if (existing(id)) {
            *error = u"Two scenarios would play as the project \"%1\"; give one of them another id."_s.arg(id);
            return false;
        }
        if (!addScripted(id, hosted.scenario, error))
            return false;
    }
    if (m_options.hostsAny && !m_options.dataDirectory.isEmpty()) {
        startThreads(m_disk);
        const QStringList folders =
            QDir(m_options.dataDirectory + projectsFolder).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
        for (const QString &name : folders) {
            // What was damaged is set aside beside them, under a name that no project can have.
            if (protocol::isValidProjectId(name))
                m_unopened.insert(name);
        }
        m_opening.start(0ms);
    }
    if (m_options.retention != Retention{})
        m_trimming.start(trimInterval);
    return true;
}

/// Opened without being asked for, since an approval in it may be about to expire.
void Projects::openNext()
{
    if (m_unopened.empty()) {
        m_opening.stop();
        return;
    }
    const QString id = *m_unopened.begin();
    if (!channel(id))
        m_unopened.erase(id); // it is logged why; whoever asks for it has it tried again
}

void Projects::trim()
{
    for (auto &[id, project] : m_projects)
        project.channel->trim(m_options.retention);
}

Channel *Projects::existing(const QString &projectId) const
{
    const auto found = m_projects.find(projectId);
    return found == m_projects.end() ? nullptr : found->second.channel.get();
}

bool Projects::isKnown(const QString &projectId) const
{
    return m_projects.contains(projectId) || m_unopened.contains(projectId);
}

Channel *Projects::channel(const QString &projectId)
{
    if (Channel *channel = existing(projectId))
        return channel;
    const bool fresh = !isKnown(projectId);
    if (!servesAnyId() || !protocol::isValidProjectId(projectId))
        return nullptr;
    if (fresh && isFull()) {
        const auto place = unused();
        if (place == m_projects.end())
            return nullptr;
        m_projects.erase(place);
    }
    QString error;
    Channel *channel = m_options.hostsAny ? addHosted(projectId, &error)
                                          : addScripted(projectId, m_options.hosted.front().scenario, &error);
    if (!channel)
        Q_EMIT logged(error);
    return channel;
}

std::map<QString, Projects::Project>::const_iterator Projects::unused() const
{
    return std::find_if(m_projects.begin(), m_projects.end(), [this](const auto &entry) {
        const Channel &channel = *entry.second.channel;
        return m_options.hostsAny && channel.store().end() <= 1 && channel.store().waitingBytes() == 0
            && channel.watcherCount() == 0 && channel.publisherCount() == 0;
    });
}

QString Projects::folderOf(const QString &projectId) const
{
    return m_options.dataDirectory.isEmpty() ? QString() : m_options.dataDirectory + projectsFolder + u'/' + projectId;
}

std::unique_ptr<JournalEventStore> Projects::openStore(const QString &projectId, bool durable, QString *error)
{
    journal::EventLogOptions options;
    options.layout.folder = folderOf(projectId);
    options.layout.projectId = projectId;
    if (!durable)
        options.layout.durability = journal::Durability::None;
    // Whole segments are let go: with few events kept, they must be small.
    if (m_options.retention.events > 0)
        options.layout.segmentEvents =
            std::clamp<qint64>(m_options.retention.events / 4, 1, options.layout.segmentEvents);
    auto store = JournalEventStore::open(options, durable ? &m_disk : nullptr, error);
    if (store) {
        for (const QString &notice : store->notices())
            Q_EMIT logged(notice);
    }
    return store;
}

Channel *Projects::keep(const QString &projectId, Project project)
{
    Channel *channel = project.channel.get();
    connect(channel, &Channel::failed, this, &Projects::logged);
    connect(channel, &Channel::runEnded, this, [this, projectId](protocol::RunStatus status) {
        Q_EMIT logged(u"The run of project %1 ended: %2."_s.arg(projectId, protocol::wireName(status)));
    });
    m_unopened.erase(projectId);
    m_projects.emplace(projectId, std::move(project));
    return channel;
}

Channel *Projects::addHosted(const QString &projectId, QString *error)
{
    auto store = openStore(projectId, true, error);
    if (!store)
        return nullptr;
    Project project;
    project.store = store.get();
    project.channel =
        std::make_unique<Channel>(ChannelSettings{ projectId, m_options.plainGuide, {}, {}, 0ms }, std::move(store));
    return keep(projectId, std::move(project));
}

Channel *Projects::addScripted(const QString &projectId, const Scenario &scenario, QString *error)
{
    auto store = openStore(projectId, false, error);
    if (!store)
        return nullptr;
    Project project;
    project.store = store.get();
    const ChannelSettings channelSettings{ projectId, m_options.plainGuide, scenario.progressScope, planOf(scenario),
                                           scriptedGatherTime };
    project.channel = std::make_unique<Channel>(channelSettings, std::move(store));
    const ScenarioPlayer::Settings settings{ m_options.speed, m_options.loop, [] { return freshId(u"run_"_s); } };
    project.player = std::make_unique<ScenarioPlayer>(scenario, *project.channel, settings);
    ScenarioPlayer *player = project.player.get();
    connect(project.channel.get(), &Channel::watched, player, &ScenarioPlayer::start);
    connect(player, &ScenarioPlayer::ended, this,
            [this, projectId](protocol::RunStatus status) { Q_EMIT runEnded(projectId, status); });
    Channel *channel = keep(projectId, std::move(project));
    if (m_options.startAtOnce)
        player->start();
    return channel;
}

journal::StoreMeasures Projects::measures() const
{
    journal::StoreMeasures sum;
    for (const auto &[id, project] : m_projects)
        sum.add(project.store->measures());
    return sum;
}

ProjectOccupancy Projects::occupancy(const QString &projectId) const
{
    ProjectOccupancy occupancy;
    const Channel *channel = existing(projectId);
    occupancy.exists = isKnown(projectId) || (servesAnyId() && (!isFull() || unused() != m_projects.end()));
    occupancy.full = !occupancy.exists && servesAnyId();
    occupancy.isNew = m_options.hostsAny && !isKnown(projectId);
    occupancy.watchers = channel ? channel->watcherCount() : 0;
    occupancy.maxWatchers = m_options.maxWatchersPerProject;
    occupancy.publishers = channel ? channel->publisherCount() : 0;
    occupancy.maxPublishers = m_options.maxPublishersPerProject;
    return occupancy;
}

std::vector<Channel *> Projects::all() const
{
    std::vector<Channel *> channels;
    for (const auto &[id, project] : m_projects)
        channels.push_back(project.channel.get());
    return channels;
}

} // namespace stagewatch::server
