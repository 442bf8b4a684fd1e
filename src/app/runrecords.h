// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/catalogwriter.h"
#include "model/runmodels.h"

#include <QHash>
#include <QObject>
#include <map>
#include <memory>

namespace stagewatch::protocol {
struct Endpoint;
}

namespace stagewatch::app {

/// What is remembered of runs beyond the program's end: their numbers, how they stood, how long their stages took.
/// Reads the catalog at once and writes it in a thread of its own. GUI thread.
class RunRecords : public QObject
{
    Q_OBJECT
public:
    /// Whose runs they are, in the catalog.
    struct Owner
    {
        QString server;
        QString project;
        QString address; ///< what to connect to again
    };

    /// `path` of the catalog; empty: nothing is remembered, but for the numbers.
    explicit RunRecords(const QString &path, QObject *parent = nullptr);
    ~RunRecords() override;

    /// Why the catalog cannot be used, or that it was damaged and begun anew; empty when all is well.
    [[nodiscard]] const QString &error() const { return m_error; }

    /// The number that this run has, or is given now: runs of a project count on from start to start. Nothing where
    /// there is no catalog, or it cannot be read, which is a problem().
    [[nodiscard]] std::optional<int> number(const Owner &owner, const model::Run &run);
    /// Takes note of how the run stands; it is written soon, and before the destructor returns.
    void save(const Owner &owner, const model::RunModels &models, const QString &journalPath);

    /// Runs of earlier days and those that were written since, the newest first.
    [[nodiscard]] std::vector<journal::CatalogEntry> earlier(int limit);
    /// The newest run whose events lie in that journal.
    [[nodiscard]] std::optional<journal::CatalogEntry> newestIn(const QString &journalPath) const;
    /// The stages of the project's last completed run, as a plan for the next one; empty where none is known.
    [[nodiscard]] std::vector<model::PlannedStage> planFor(const protocol::Endpoint &endpoint) const;

Q_SIGNALS:
    /// A run that has ended is among earlier() now.
    void earlierChanged();
    /// A sentence for a person.
    void problem(const QString &sentence);

private:
    /// What was given since the start, also to runs that are not written yet.
    struct Numbers
    {
        int highest = 0;
        QHash<QString, int> byKey;
    };

    QString m_error;
    std::unique_ptr<journal::Catalog> m_catalog;
    std::unique_ptr<journal::CatalogWriter> m_writer; ///< there where the catalog is
    std::map<std::pair<QString, QString>, Numbers> m_numbers; ///< by server and project
};

} // namespace stagewatch::app
