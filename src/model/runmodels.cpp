// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/runmodels.h"

#include "model/eventmodel.h"
#include "model/logmodel.h"

namespace stagewatch::model {

RunModels::RunModels(int index, const Run &run, std::shared_ptr<journal::Journal> journal,
                     const ApprovalLedger &answers, QObject *parent)
    : QObject(parent)
    , m_index(index)
    , m_number(index + 1)
    , m_run(run)
    , m_journal(std::move(journal))
    , m_stages(run)
    , m_decisions(run)
    , m_approvals(run, answers)
    , m_metrics(run)
{
}

RunModels::~RunModels() = default;

LogModel *RunModels::log()
{
    if (!m_log)
        m_log = std::make_unique<LogModel>(m_run, m_rows, m_journal);
    return m_log.get();
}

EventModel *RunModels::events()
{
    if (!m_events)
        m_events = std::make_unique<EventModel>(m_rows, m_journal);
    return m_events.get();
}

void RunModels::sync(Parts parts)
{
    if (parts & Stages)
        m_stages.sync();
    if (parts & Decisions)
        m_decisions.sync();
    if (parts & Approvals)
        m_approvals.sync();
    if (parts & Metrics)
        m_metrics.sync();
    if (m_log)
        m_log->sync();
    if (m_events)
        m_events->sync();
}

} // namespace stagewatch::model
