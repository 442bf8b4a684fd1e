// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/batch.h"
#include "journal/journal.h"
#include "model/approvalledger.h"
#include "model/cancelprogress.h"
#include "model/problemmodel.h"
#include "model/runbook.h"
#include "model/runmodels.h"
#include "protocol/clientmessage.h"
#include "protocol/connectionstatus.h"
#include "protocol/endpoint.h"

#include <QObject>
#include <QSet>
#include <deque>
#include <memory>

namespace stagewatch::model {

class JournalLoader;

/// One watched stream in the GUI thread: its runs, their models, the answers and cancels that this person sent, its
/// problems. Also serves a finished run of last month: see loadFromJournal(). It has no clock: whoever owns it calls
/// tick(), once a second or so.
class Stream : public QObject
{
    Q_OBJECT
public:
    /// `id` is unique in the window. `plan` is what the stages are expected to be, from the last run of the project;
    /// may be empty.
    Stream(int id, protocol::Endpoint endpoint, std::shared_ptr<journal::Journal> journal,
           std::vector<PlannedStage> plan = {}, QObject *parent = nullptr);
    ~Stream() override;

    [[nodiscard]] int id() const { return m_id; }
    [[nodiscard]] QString name() const
    {
        return m_endpoint.projectId;
    } ///< the project id, as it came: see visibleText()
    [[nodiscard]] QString server() const { return m_endpoint.server(); }
    [[nodiscard]] const protocol::Endpoint &endpoint() const { return m_endpoint; }
    [[nodiscard]] const std::shared_ptr<journal::Journal> &journal() const { return m_journal; }

    /// Folds a batch in: one beginInsertRows a model, one runChanged a run.
    void consume(journal::Batch &&batch);
    /// Folds in what is in a journal that was opened unread: it is read by a worker and handed over in batches;
    /// loaded() at the end.
    void loadFromJournal();
    [[nodiscard]] bool isLoading() const { return m_loader != nullptr; }

    void setStatus(const protocol::ConnectionStatus &status);
    [[nodiscard]] const protocol::ConnectionStatus &status() const { return m_status; }

    [[nodiscard]] const RunBook &book() const { return m_book; }
    [[nodiscard]] int runCount() const { return m_book.size(); }
    [[nodiscard]] RunModels *run(int index) const; ///< null where there is none; owned by the stream
    [[nodiscard]] RunModels *currentRun() const { return run(runCount() - 1); }
    [[nodiscard]] ProblemModel *problems() { return &m_problems; }
    /// For a problem that this program found itself, such as a full disk.
    void addProblem(const protocol::Problem &problem) { m_problems.add({ problem }); }

    /// A message of this person left, or could not leave. Only cancels and approval responses count.
    void noteSent(const protocol::ClientMessage &message, protocol::Timestamp now);
    void noteSendFailed(const protocol::ClientMessage &message, const QString &reason, protocol::Timestamp now);
    /// Moves answers and cancels that waited too long to Unconfirmed, and samples the event rate.
    void tick(protocol::Timestamp now);
    [[nodiscard]] const ApprovalLedger &answers() const { return m_answers; }
    [[nodiscard]] CancelProgress cancelProgress(int run) const; ///< step None for a run that nobody cancelled

    [[nodiscard]] qint64 eventCount() const { return m_eventCount; }
    /// Mean of the last seconds, from the samples that tick() took; 0 before the second one.
    [[nodiscard]] double eventsPerSecond(protocol::Timestamp now) const;

Q_SIGNALS:
    void runAdded(int run);
    void runChanged(int run); ///< once at most a consume() and run
    void statusChanged();
    void answersChanged();
    void cancelChanged(int run);
    /// An approval waits that nobody was told of before: asked live, or found pending in a snapshot after a reconnect.
    /// Never while loading.
    void approvalAsked(int run, const QString &approvalId);
    void runEnded(int run); ///< never while loading
    void loaded(const QString &error); ///< a sentence where not all of the journal could be read
    void closing(); ///< it is being destroyed; its models are still whole: leave them

private:
    struct Fold;
    void fold(protocol::Event &event, qint64 row, Fold &folded);
    void fold(protocol::LogSpan &logs, qint64 row, Fold &folded);
    void noteRuns(int known, Fold &folded);
    void addRun(int index);
    void placeRows(qint64 row, qint64 count, Fold &folded);
    void applyToCancels(const protocol::Event &event, int run, Fold &folded);
    void syncModels(const Fold &folded);
    void announce(const Fold &folded);
    void announceApprovals(int index);
    void publishAnswers();

    int m_id;
    protocol::Endpoint m_endpoint;
    std::shared_ptr<journal::Journal> m_journal;
    protocol::ConnectionStatus m_status;
    RunBook m_book;
    ApprovalLedger m_answers;
    ProblemModel m_problems;
    std::vector<std::unique_ptr<RunModels>> m_runs;
    std::vector<CancelProgress> m_cancels;
    std::vector<char> m_ended; ///< of each run, as of the last batch
    std::unique_ptr<JournalLoader> m_loader;
    QSet<QString> m_announced; ///< approvals of which approvalAsked() told
    std::vector<qint64> m_rowsWithoutRun; ///< of the connection, before the first run
    int m_lastRun = -1; ///< the run that rows of the connection go to
    qint64 m_eventCount = 0;
    std::deque<std::pair<protocol::Timestamp, qint64>> m_samples;
};

} // namespace stagewatch::model
