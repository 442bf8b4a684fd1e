// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/accessrules.h"
#include "server/serveroptions.h"

#include <QObject>
#include <map>
#include <memory>

namespace stagewatch::server {

class Channel;
class ScenarioPlayer;

/// The projects that a server hosts, each with its channel and, where it is scripted, the player of its scenario.
class Projects : public QObject
{
    Q_OBJECT
public:
    explicit Projects(const ServerOptions &options, QObject *parent = nullptr);
    ~Projects() override;

    /// Makes the projects that are named from the start. False with a sentence.
    [[nodiscard]] bool open(QString *error);
    /// The channel of a project; makes a fresh one where any id is served. Null where there is no such project.
    [[nodiscard]] Channel *channel(const QString &projectId);
    /// The channel if it is there already.
    [[nodiscard]] Channel *existing(const QString &projectId) const;
    [[nodiscard]] ProjectOccupancy occupancy(const QString &projectId) const;
    [[nodiscard]] std::vector<Channel *> all() const;

Q_SIGNALS:
    void runEnded(const QString &projectId, stagewatch::protocol::RunStatus status);
    void logged(const QString &line);

private:
    struct Project
    {
        std::unique_ptr<Channel> channel;
        std::unique_ptr<ScenarioPlayer> player;
    };
    [[nodiscard]] Channel *add(const QString &projectId, const Scenario &scenario, QString *error);
    [[nodiscard]] bool servesAnyId() const;
    const ServerOptions &m_options;
    std::map<QString, Project> m_projects;
};

} // namespace stagewatch::server
