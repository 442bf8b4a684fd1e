// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/storemeasures.h"
#include "server/accessrules.h"
#include "server/serveroptions.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <map>
#include <memory>
#include <set>

namespace stagewatch::server {

class Channel;
class ScenarioPlayer;

class JournalEventStore;

/// The projects that a server hosts: scripted ones, each with the player of its scenario, or real ones, which are made
/// on first use and found again after a restart.
class Projects : public QObject
{
    Q_OBJECT
public:
    explicit Projects(const ServerOptions &options, QObject *parent = nullptr);
    ~Projects() override;

    /// Makes the projects that are named from the start, and begins to open those that are on disk: one after the
    /// other, so that nobody waits for all of them. False with a sentence.
    [[nodiscard]] bool open(QString *error);
    /// The channel of a project; opens it, or makes a fresh one where any id is served. Null where there is no such
    /// project, or it cannot be hosted now, which is logged.
    [[nodiscard]] Channel *channel(const QString &projectId);
    /// The channel if it is there already.
    [[nodiscard]] Channel *existing(const QString &projectId) const;
    [[nodiscard]] ProjectOccupancy occupancy(const QString &projectId) const;
    [[nodiscard]] std::vector<Channel *> all() const;
    /// What the stores did, all of them together.
    [[nodiscard]] journal::StoreMeasures measures() const;
    /// Lets go what is older than the options say.
    void trim();

Q_SIGNALS:
    void runEnded(const QString &projectId, stagewatch::protocol::RunStatus status);
    void logged(const QString &line);

private:
    struct Project
    {
        JournalEventStore *store = nullptr; ///< owned by the channel
        std::unique_ptr<Channel> channel;
        std::unique_ptr<ScenarioPlayer> player;
    };
    [[nodiscard]] Channel *addScripted(const QString &projectId, const Scenario &scenario, QString *error);
    [[nodiscard]] Channel *addHosted(const QString &projectId, QString *error);
    [[nodiscard]] Channel *keep(const QString &projectId, Project project);
    [[nodiscard]] std::unique_ptr<JournalEventStore> openStore(const QString &projectId, bool durable, QString *error);
    [[nodiscard]] QString folderOf(const QString &projectId) const;
    [[nodiscard]] bool servesAnyId() const;
    [[nodiscard]] bool isKnown(const QString &projectId) const;
    [[nodiscard]] bool isFull() const { return int(m_projects.size() + m_unopened.size()) >= m_options.maxProjects; }
    /// A project that somebody looked at, that has no event and nobody connected: no more than a name.
    [[nodiscard]] std::map<QString, Project>::const_iterator unused() const;
    void openNext();
    const ServerOptions &m_options;
    QThreadPool m_disk; ///< where the journals are written; outlives them
    std::map<QString, Project> m_projects;
    std::set<QString> m_unopened; ///< on disk, from an earlier start
    QTimer m_opening;
    QTimer m_trimming;
};

} // namespace stagewatch::server
