// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/approvalledger.h"
#include "model/approvalmodel.h"
#include "model/decisionmodel.h"
#include "model/metricmodel.h"
#include "model/rowspans.h"
#include "model/run.h"
#include "model/stagemodel.h"

#include "journal/journal.h"

#include <QObject>
#include <memory>

namespace stagewatch::model {

class EventModel;
class LogModel;

/// The models of one run. Belongs to its Stream, which feeds it; the log and the events are built when they are first
/// asked for, because the window shows one run at a time. GUI thread.
class RunModels : public QObject
{
    Q_OBJECT
public:
    /// What an event may have changed in a run.
    enum Part { Stages = 1, Decisions = 2, Approvals = 4, Metrics = 8, Everything = 15 };
    Q_DECLARE_FLAGS(Parts, Part)

    /// `run` and `answers` must outlive it. `index` is the run's place in its stream.
    RunModels(int index, const Run &run, std::shared_ptr<journal::Journal> journal, const ApprovalLedger &answers,
              QObject *parent = nullptr);
    ~RunModels() override;

    [[nodiscard]] int index() const { return m_index; }
    /// What people call it: counts the project's runs from 1. index() + 1 until somebody who knows earlier runs says
    /// otherwise.
    [[nodiscard]] int number() const { return m_number; }
    void setNumber(int number) { m_number = number; }

    [[nodiscard]] const Run &run() const { return m_run; }
    [[nodiscard]] StageModel *stages() { return &m_stages; }
    [[nodiscard]] DecisionModel *decisions() { return &m_decisions; }
    [[nodiscard]] ApprovalModel *approvals() { return &m_approvals; }
    [[nodiscard]] MetricModel *metrics() { return &m_metrics; }
    [[nodiscard]] LogModel *log();
    [[nodiscard]] EventModel *events();

    /// The run's rows in the journal, also those of the connection in between.
    [[nodiscard]] const RowSpans &rows() const { return m_rows; }
    [[nodiscard]] qint64 firstRow() const { return m_rows.firstRow(); }
    [[nodiscard]] qint64 endRow() const { return m_rows.endRow(); }
    [[nodiscard]] const std::shared_ptr<journal::Journal> &journal() const { return m_journal; }

    /// For the Stream: these rows of the journal are this run's too; the models hear of it in sync().
    void addRows(qint64 first, qint64 count) { m_rows.append(first, count); }
    /// For the Stream: brings all models up to date, once a batch.
    void sync(Parts parts);
    /// For the Stream: the state of an answer changed.
    void answersChanged() { m_approvals.refresh(); }

private:
    int m_index;
    int m_number;
    const Run &m_run;
    std::shared_ptr<journal::Journal> m_journal;
    RowSpans m_rows;
    StageModel m_stages;
    DecisionModel m_decisions;
    ApprovalModel m_approvals;
    MetricModel m_metrics;
    std::unique_ptr<LogModel> m_log;
    std::unique_ptr<EventModel> m_events;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(RunModels::Parts)

} // namespace stagewatch::model
