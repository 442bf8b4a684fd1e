// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/event.h"

#include <QString>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace stagewatch::journal {

/// One run that Stagewatch has seen: where its events lie and how it stood last.
struct CatalogEntry
{
    qint64 id = 0; ///< given by the catalog
    QString server; ///< host or host:port
    QString projectId;
    QString address; ///< what to connect to again
    QString runKey; ///< run_id, or one derived from the start; unique in its project
    int number = 0; ///< counts the runs of a project from 1
    protocol::RunStatus status = protocol::RunStatus::Pending;
    QString stageDisplay;
    std::optional<double> progress; ///< 0..1
    std::optional<protocol::Timestamp> startedAt;
    std::optional<protocol::Timestamp> endedAt;
    QString journalPath;
    qint64 firstRow = 0; ///< in that journal
    qint64 rowCount = 0;
    bool operator==(const CatalogEntry &) const = default;
};

/// The list of all runs, in a SQLite file. Lives in the thread that opened it. Errors are sentences.
class Catalog
{
public:
    ~Catalog();
    /// Opens or creates the file (0600, in folders of 0700); a damaged one is set aside as *.damaged and a new one
    /// begun, and `error` says so. Null where it cannot be used at all: by right, for a full disk, written by a newer
    /// Stagewatch.
    [[nodiscard]] static std::unique_ptr<Catalog> open(const QString &path, QString *error);

    /// Adds the entry, or updates the one with the same server, project and run key. Returns its id, or nothing and an
    /// error.
    std::optional<qint64> save(const CatalogEntry &entry, QString *error);
    /// Lets `changes` save and remove in one transaction: many of them cost the disk hardly more than one. No call
    /// inside another. False and an error where nothing of it is kept.
    bool together(const std::function<void()> &changes, QString *error);
    /// The newest first.
    [[nodiscard]] std::vector<CatalogEntry> recent(int limit, QString *error) const;
    /// The newest run whose events lie in that journal; nothing where there is none.
    [[nodiscard]] std::optional<CatalogEntry> newestIn(const QString &journalPath, QString *error) const;
    /// The number of a run that is in the catalog, or else the one after the project's highest: runs count on from
    /// start to start. `given` is the highest that was given to a run which is not written yet. Nothing and an error
    /// where it cannot be read.
    [[nodiscard]] std::optional<int> numberFor(const QString &server, const QString &projectId, const QString &runKey,
                                               int given, QString *error) const;
    bool remove(qint64 id, QString *error);
    /// How long each stage took in the newest completed run of the project: seconds by stage id. Feeds "usually 2:10".
    bool saveStageDuration(qint64 runId, const QString &stage, double seconds, double startProgress, QString *error);
    struct StageHistory
    {
        QString stage;
        double seconds = 0;
        double startProgress = 0; ///< whole progress at which it began, 0..1
    };
    [[nodiscard]] std::vector<StageHistory> lastStages(const QString &server, const QString &projectId,
                                                       QString *error) const;

private:
    struct Private;
    explicit Catalog(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

/// All that the catalog keeps of a run. `stages` may be empty; what is known of them stays then.
struct RunRecord
{
    CatalogEntry entry;
    std::vector<Catalog::StageHistory> stages;
};

} // namespace stagewatch::journal
