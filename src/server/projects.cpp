// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/projects.h"

#include "protocol/endpoint.h"
#include "server/channel.h"
#include "server/scenarioplayer.h"

#include <QUuid>

namespace stagewatch::server {

using namespace Qt::StringLiterals;

namespace {
/// Where any id is served, somebody who tries them all must not take every file descriptor.
constexpr size_t projectLimit = 200;

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
}

Projects::~Projects() = default;

bool Projects::servesAnyId() const
{
    return m_options.hosted.size() == 1 && m_options.hosted.front().projectId.isEmpty();
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
        if (!add(id, hosted.scenario, error))
            return false;
    }
    return true;
}

Channel *Projects::existing(const QString &projectId) const
{
    const auto found = m_projects.find(projectId);
    return found == m_projects.end() ? nullptr : found->second.channel.get();
}

Channel *Projects::channel(const QString &projectId)
{
    if (Channel *channel = existing(projectId))
        return channel;
    if (!servesAnyId() || m_projects.size() >= projectLimit || !protocol::isValidProjectId(projectId))
        return nullptr;
    QString error;
    Channel *channel = add(projectId, m_options.hosted.front().scenario, &error);
    if (!channel)
        Q_EMIT logged(error);
    return channel;
}

Channel *Projects::add(const QString &projectId, const Scenario &scenario, QString *error)
{
    const QString streamId = freshId(u"str_"_s);
    std::unique_ptr<ChannelStore> store =
        JournalStore::create(m_options.dataDirectory, projectId + u'.' + streamId, error);
    if (!store)
        return nullptr;
    const Envelope envelope{ projectId, streamId, m_options.plainGuide };
    Project project;
    project.channel = std::make_unique<Channel>(ChannelSettings{ envelope, scenario.progressScope, planOf(scenario) },
                                                std::move(store));
    const ScenarioPlayer::Settings settings{ m_options.speed, m_options.loop, [] { return freshId(u"run_"_s); } };
    project.player = std::make_unique<ScenarioPlayer>(scenario, *project.channel, settings);
    Channel *channel = project.channel.get();
    ScenarioPlayer *player = project.player.get();
    connect(channel, &Channel::watched, player, &ScenarioPlayer::start);
    connect(channel, &Channel::failed, this, &Projects::logged);
    connect(player, &ScenarioPlayer::ended, this, [this, projectId](protocol::RunStatus status) {
        Q_EMIT logged(u"The run of project %1 ended: %2."_s.arg(projectId, protocol::wireName(status)));
        Q_EMIT runEnded(projectId, status);
    });
    m_projects.emplace(projectId, std::move(project));
    if (m_options.startAtOnce)
        player->start();
    return channel;
}

ProjectOccupancy Projects::occupancy(const QString &projectId) const
{
    const Channel *channel = existing(projectId);
    const bool canBe = servesAnyId() && m_projects.size() < projectLimit;
    return { channel != nullptr || canBe, channel ? channel->watcherCount() : 0, m_options.maxWatchersPerProject };
}

std::vector<Channel *> Projects::all() const
{
    std::vector<Channel *> channels;
    for (const auto &[id, project] : m_projects)
        channels.push_back(project.channel.get());
    return channels;
}

} // namespace stagewatch::server
