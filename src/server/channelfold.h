// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"
#include "protocol/decoder.h"
#include "protocol/logline.h"
#include "protocol/logspan.h"
#include "server/approvaldesk.h"
#include "server/posting.h"
#include "server/publisherledger.h"

#include <deque>

namespace stagewatch::server {

/// What a stream's stored messages come to: the run they tell of, the approvals, and what each publisher sent. The same
/// messages in, the same state out, live or after a restart. Pure.
class ChannelFold
{
public:
    explicit ChannelFold(QString projectId)
        : m_projectId(std::move(projectId))
        , m_run(m_projectId)
    {
    }

    void setPlan(std::vector<model::PlannedStage> plan);
    [[nodiscard]] const std::vector<model::PlannedStage> &plan() const { return m_plan; }

    struct Folded
    {
        std::optional<protocol::Event> event; ///< nothing where the message does not read back
        bool runEnded = false; ///< with this event
    };
    [[nodiscard]] Folded apply(const QByteArray &message);
    /// True for a log event of the run that is under way: it is put by, and folded with its neighbours by the next
    /// applyLogs() or apply(). Most messages are such, and nobody needs their texts but for the last ones.
    [[nodiscard]] bool putByLog(const QByteArray &message);
    /// Until then run() lacks what was put by.
    void applyLogs();
    /// A message of an earlier run, of which only approvals and what publishers sent is remembered.
    void remember(const QByteArray &message);

    [[nodiscard]] const model::Run &run() const { return m_run; }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] ApprovalDesk &desk() { return m_desk; }
    [[nodiscard]] const ApprovalDesk &desk() const { return m_desk; }
    [[nodiscard]] PublisherLedger &ledger() { return m_ledger; }
    [[nodiscard]] const PublisherLedger &ledger() const { return m_ledger; }
    /// The approval that was asked for last in this run; may be empty.
    [[nodiscard]] const QString &lastApproval() const { return m_lastApproval; }
    /// The last stage or progress event as it is stored. May be empty.
    [[nodiscard]] const QByteArray &lastProgress() const { return m_lastProgress; }
    /// The sequences of what a pipeline has to hear of this run: decisions and cancels.
    [[nodiscard]] const std::vector<qint64> &orders() const { return m_orders; }

private:
    void noteStored(const std::optional<MessageTail> &tail);
    void beginRun(const QString &runId);
    void note(const protocol::Event &event, const QByteArray &message);
    void learnPlan();
    QString m_projectId;
    std::vector<model::PlannedStage> m_plan;
    bool m_planIsGiven = false;
    protocol::Decoder m_decoder;
    model::Run m_run;
    QString m_runId;
    ApprovalDesk m_desk;
    PublisherLedger m_ledger;
    QString m_lastApproval;
    QByteArray m_lastProgress;
    std::vector<qint64> m_orders;
    protocol::LogLineReader m_lines;
    protocol::LogLine m_line;
    QByteArray m_lineText; ///< of m_line
    QByteArray m_lineRun; ///< m_runId, as messages have it
    protocol::LogSpan m_logs; ///< put by; without its texts
    std::deque<QByteArray> m_lastLogs; ///< the messages of the last of them
};

} // namespace stagewatch::server
