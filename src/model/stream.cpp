// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/stream.h"

#include "model/journalloader.h"
#include "model/textform.h"

#include <map>
#include <set>

namespace stagewatch::model {

using namespace protocol;

namespace {

/// What of a run an event can change, besides its stages and its rows.
RunModels::Parts partsOf(const Event &event)
{
    if (event.as<Log>())
        return RunModels::Stages;
    if (event.as<Decision>())
        return RunModels::Stages | RunModels::Decisions;
    if (event.as<ApprovalRequired>() || event.as<ApprovalResolved>())
        return RunModels::Stages | RunModels::Approvals;
    if (event.as<Snapshot>())
        return RunModels::Everything;
    if (isTerminal(event))
        return RunModels::Stages | RunModels::Approvals | RunModels::Metrics;
    return RunModels::Stages | RunModels::Approvals; // a guide-only server answers an approval by going on
}

} // namespace

/// What one batch did, for the signals at its end.
struct Stream::Fold
{
    struct Touched
    {
        RunModels::Parts parts;
        bool isNew = false;
        bool endedLive = false; ///< by an event of its own, now, and not by a snapshot or a replay
        bool looksForApprovals = false;
    };
    std::map<int, Touched> runs;
    std::set<int> rowsOf; ///< runs that got rows
    std::set<int> cancels;
    bool answers = false;
};

Stream::Stream(int id, Endpoint endpoint, std::shared_ptr<journal::Journal> journal, std::vector<PlannedStage> plan,
               QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_endpoint(std::move(endpoint))
    , m_journal(std::move(journal))
    , m_book(m_endpoint.projectId)
{
    m_book.setPlan(std::move(plan));
}

Stream::~Stream()
{
    Q_EMIT closing();
}

RunModels *Stream::run(int index) const
{
    return index < 0 || index >= int(m_runs.size()) ? nullptr : m_runs[size_t(index)].get();
}

CancelProgress Stream::cancelProgress(int run) const
{
    return run < 0 || run >= int(m_cancels.size()) ? CancelProgress() : m_cancels[size_t(run)];
}

void Stream::consume(journal::Batch &&batch)
{
    Fold folded;
    batch.forEach([&](LogSpan &logs, qint64 row) { fold(logs, row, folded); },
                  [&](Event &event, qint64 row) { fold(event, row, folded); });
    m_problems.add(batch.problems);
    syncModels(folded);
    announce(folded);
}

void Stream::fold(Event &event, qint64 row, Fold &folded)
{
    const int known = m_book.size();
    const int index = m_book.apply(event);
    noteRuns(known, folded);
    if (index >= 0) {
        Fold::Touched &touched = folded.runs[index];
        touched.parts |= partsOf(event);
        const bool isSnapshot = event.as<Snapshot>() != nullptr;
        touched.endedLive |= isTerminal(event) && !isSnapshot && !event.replayed;
        touched.looksForApprovals |= isSnapshot || (event.as<ApprovalRequired>() && !event.replayed);
        m_lastRun = index;
    }
    placeRows(row, 1, folded);
    folded.answers |= m_answers.apply(event);
    applyToCancels(event, index, folded);
}

void Stream::fold(LogSpan &logs, qint64 row, Fold &folded)
{
    const int known = m_book.size();
    const int index = m_book.apply(logs);
    noteRuns(known, folded);
    if (index >= 0) {
        folded.runs[index].parts |= RunModels::Stages;
        m_lastRun = index;
    }
    placeRows(row, logs.count, folded);
}

void Stream::noteRuns(int known, Fold &folded)
{
    for (int added = known; added < m_book.size(); ++added) {
        addRun(added);
        folded.runs[added].isNew = true;
    }
}

/// Rows of the connection go to the run that was heard last, those before the first run to that one.
void Stream::placeRows(qint64 row, qint64 count, Fold &folded)
{
    m_eventCount += count;
    if (m_lastRun < 0) {
        m_rowsWithoutRun.push_back(row); // one event of the connection: logs make a run
        return;
    }
    RunModels &models = *m_runs[size_t(m_lastRun)];
    for (const qint64 early : std::exchange(m_rowsWithoutRun, {}))
        models.addRows(early, 1);
    models.addRows(row, count);
    folded.rowsOf.insert(m_lastRun);
}

void Stream::addRun(int index)
{
    m_runs.push_back(std::make_unique<RunModels>(index, m_book.run(index), m_journal, m_answers));
    m_cancels.emplace_back();
    m_ended.push_back(0);
}

void Stream::applyToCancels(const Event &event, int run, Fold &folded)
{
    const auto apply = [&](int index) {
        CancelProgress &cancel = m_cancels[size_t(index)];
        if (cancel.step() != CancelProgress::Step::None && cancel.apply(event))
            folded.cancels.insert(index);
    };
    if (run >= 0)
        apply(run);
    else if (event.as<CancelAcknowledged>())
        for (int index = int(m_cancels.size()) - 1; index >= 0; --index)
            apply(index);
}

void Stream::syncModels(const Fold &folded)
{
    for (const auto &[index, touched] : folded.runs)
        m_runs[size_t(index)]->sync(touched.parts);
    for (const int index : folded.rowsOf) {
        if (!folded.runs.contains(index))
            m_runs[size_t(index)]->sync({});
    }
}

void Stream::announce(const Fold &folded)
{
    for (const auto &[index, touched] : folded.runs) {
        if (touched.isNew)
            Q_EMIT runAdded(index);
    }
    for (const auto &[index, touched] : folded.runs)
        Q_EMIT runChanged(index);
    if (folded.answers)
        publishAnswers();
    for (const int index : folded.cancels)
        Q_EMIT cancelChanged(index);
    for (const auto &[index, touched] : folded.runs) {
        const bool isEnded = m_book.run(index).isEnded();
        const bool wasEnded = std::exchange(m_ended[size_t(index)], isEnded ? char(1) : char(0)) != 0;
        if (isLoading())
            continue;
        if (touched.looksForApprovals)
            announceApprovals(index);
        const bool watched = !touched.isNew || touched.endedLive;
        if (watched && isEnded && !wasEnded)
            Q_EMIT runEnded(index);
    }
}

void Stream::announceApprovals(int index)
{
    const Run &run = m_book.run(index);
    if (run.isEnded())
        return;
    QStringList fresh;
    for (const ApprovalEntry &approval : run.approvals()) {
        const QString key = QString::number(index) + QLatin1Char(':') + approval.request.approvalId;
        if (approval.resolution || m_announced.contains(key))
            continue;
        m_announced.insert(key);
        fresh += approval.request.approvalId;
    }
    for (const QString &id : std::as_const(fresh))
        Q_EMIT approvalAsked(index, id);
}

void Stream::publishAnswers()
{
    for (const auto &run : m_runs)
        run->answersChanged();
    Q_EMIT answersChanged();
}

void Stream::loadFromJournal()
{
    m_loader = std::make_unique<JournalLoader>(
        m_journal, this, [this](journal::Batch &&batch) { consume(std::move(batch)); },
        [this](const QString &error) {
            m_loader.reset();
            Q_EMIT loaded(error);
        });
}

void Stream::setStatus(const ConnectionStatus &status)
{
    if (status == m_status)
        return;
    m_status = status;
    Q_EMIT statusChanged();
}

void Stream::noteSent(const ClientMessage &message, Timestamp now)
{
    if (const auto *response = std::get_if<ApprovalResponse>(&message)) {
        m_answers.sent(*response, now);
        publishAnswers();
    } else if (const auto *cancel = std::get_if<Cancel>(&message); cancel && !m_cancels.empty()) {
        m_cancels.back().requested(cancel->requestId, now);
        Q_EMIT cancelChanged(runCount() - 1);
    }
}

void Stream::noteSendFailed(const ClientMessage &message, const QString &reason, Timestamp now)
{
    if (const auto *response = std::get_if<ApprovalResponse>(&message)) {
        m_answers.notSent(*response, now);
        publishAnswers();
    } else if (std::holds_alternative<Cancel>(message) && !m_cancels.empty()) {
        m_cancels.back().notSent();
        Q_EMIT cancelChanged(runCount() - 1);
    } else {
        return;
    }
    if (!reason.isEmpty())
        addProblem({ Problem::Kind::Transport, reason, {}, now });
}

void Stream::tick(Timestamp now)
{
    if (m_answers.tick(now))
        publishAnswers();
    for (size_t i = 0; i < m_cancels.size(); ++i) {
        if (m_cancels[i].tick(now))
            Q_EMIT cancelChanged(int(i));
    }
    constexpr auto window = std::chrono::seconds{ 4 };
    m_samples.emplace_back(now, m_eventCount);
    while (m_samples.size() > 1 && (now - m_samples.front().first > window || now < m_samples.front().first))
        m_samples.pop_front();
}

double Stream::eventsPerSecond(Timestamp now) const
{
    constexpr qint64 shortestMs = 500; // below it one batch looks like a flood
    if (m_samples.empty())
        return 0;
    const auto &[since, count] = m_samples.front();
    const qint64 elapsedMs = toMs(now) - toMs(since);
    return elapsedMs < shortestMs ? 0 : double(m_eventCount - count) * 1000 / double(elapsedMs);
}

} // namespace stagewatch::model
