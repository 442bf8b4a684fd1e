// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runrecords.h"

#include "model/run.h"
#include "protocol/endpoint.h"

namespace stagewatch::app {

namespace {

QString keyOf(const model::Run &run)
{
    if (!run.runId().isEmpty())
        return run.runId();
    return run.startedAt() ? protocol::formatTimestamp(*run.startedAt()) : QString();
}

std::vector<journal::Catalog::StageHistory> historyOf(const model::Run &run)
{
    std::vector<journal::Catalog::StageHistory> history;
    if (run.status() != protocol::RunStatus::Completed)
        return history; // how long a stage took that was cut short says nothing about the next run
    for (const model::Stage &stage : run.stages()) {
        if (stage.startedAt && stage.endedAt && *stage.endedAt >= *stage.startedAt)
            history.push_back({ stage.name.id, std::chrono::duration<double>(*stage.endedAt - *stage.startedAt).count(),
                                stage.startProgress.value_or(0) });
    }
    return history;
}

} // namespace

RunRecords::RunRecords(const QString &path, QObject *parent)
    : QObject(parent)
{
    if (path.isEmpty())
        return;
    m_catalog = journal::Catalog::open(path, &m_error);
    if (!m_catalog)
        return;
    m_writer = std::make_unique<journal::CatalogWriter>(path);
    connect(m_writer.get(), &journal::CatalogWriter::failed, this, &RunRecords::problem, Qt::QueuedConnection);
    connect(
        m_writer.get(), &journal::CatalogWriter::written, this,
        [this](int ended) {
            if (ended > 0)
                Q_EMIT earlierChanged();
        },
        Qt::QueuedConnection);
}

RunRecords::~RunRecords() = default;

std::optional<int> RunRecords::number(const Owner &owner, const model::Run &run)
{
    if (!m_catalog || owner.project.isEmpty())
        return {};
    Numbers &numbers = m_numbers[{ owner.server, owner.project }];
    const QString key = keyOf(run);
    if (const auto given = numbers.byKey.constFind(key); given != numbers.byKey.cend())
        return *given;
    QString error;
    const auto number = m_catalog->numberFor(owner.server, owner.project, key, numbers.highest, &error);
    if (!number) {
        Q_EMIT problem(error);
        return {};
    }
    if (!key.isEmpty())
        numbers.byKey.insert(key, *number);
    numbers.highest = qMax(numbers.highest, *number);
    return number;
}

void RunRecords::save(const Owner &owner, const model::RunModels &models, const QString &journalPath)
{
    const model::Run &run = models.run();
    if (!m_writer || run.isEmpty())
        return;
    journal::CatalogEntry entry;
    entry.server = owner.server;
    entry.projectId = owner.project;
    entry.address = owner.address;
    entry.runKey = keyOf(run);
    entry.number = models.number();
    entry.status = run.status();
    entry.stageDisplay = run.currentStage() ? run.currentStage()->name.display : QString();
    entry.progress = run.progress();
    entry.startedAt = run.startedAt();
    entry.endedAt = run.endedAt();
    entry.journalPath = journalPath;
    entry.firstRow = models.firstRow();
    entry.rowCount = models.endRow() - models.firstRow();
    m_writer->save({ std::move(entry), historyOf(run) });
}

std::vector<journal::CatalogEntry> RunRecords::earlier(int limit)
{
    if (!m_catalog)
        return {};
    QString error;
    std::vector<journal::CatalogEntry> runs = m_catalog->recent(limit, &error);
    if (!error.isEmpty())
        Q_EMIT problem(error);
    return runs;
}

std::optional<journal::CatalogEntry> RunRecords::newestIn(const QString &journalPath) const
{
    QString ignored; // a recording opens without its number, too
    return m_catalog ? m_catalog->newestIn(journalPath, &ignored) : std::nullopt;
}

std::vector<model::PlannedStage> RunRecords::planFor(const protocol::Endpoint &endpoint) const
{
    std::vector<model::PlannedStage> plan;
    if (!m_catalog)
        return plan;
    QString ignored; // a run is watched without a plan, too
    for (const auto &stage : m_catalog->lastStages(endpoint.server(), endpoint.projectId, &ignored))
        plan.push_back({ { stage.stage, protocol::titleFromId(stage.stage) }, stage.startProgress, stage.seconds });
    return plan;
}

} // namespace stagewatch::app
