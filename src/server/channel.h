// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/caller.h"
#include "server/channelfold.h"
#include "server/eventstore.h"
#include "server/frameblocks.h"
#include "server/messages.h"
#include "server/posting.h"
#include "server/runcontrol.h"

#include <QObject>
#include <QTimer>
#include <deque>
#include <functional>
#include <map>

namespace stagewatch::server {

/// What a channel is made of.
struct ChannelSettings
{
    QString projectId;
    bool plainGuide = false; ///< the guide's messages and nothing beside them
    protocol::ProgressScope progressScope = protocol::ProgressScope::Unknown;
    std::vector<model::PlannedStage> plan; ///< empty: learned from the runs that complete
    std::chrono::milliseconds gatherTime{ 0 }; ///< how long events are gathered before they are stored together
};

/// The stream of one project: a fold over its store. Writers post here and hear when their event is safe; watchers read
/// by sequence, each at its own pace. Nobody hears of anything that is not stored. Lives in the server's thread.
class Channel : public QObject
{
    Q_OBJECT
public:
    /// Folds what the store holds already.
    Channel(ChannelSettings settings, std::unique_ptr<EventStore> store, QObject *parent = nullptr);
    ~Channel() override;

    // For whoever runs the pipeline.
    /// The next events belong to this run.
    void beginRun(const QString &runId);
    /// Why an event cannot be taken, as a sentence; empty where it can.
    [[nodiscard]] QString refusal(const Posting &posting) const;
    /// The first event of a batch that cannot be taken, behind those before it, and why.
    struct BatchFault
    {
        size_t index = 0;
        QString sentence;
    };
    [[nodiscard]] std::optional<BatchFault> refusal(const std::vector<Posting> &batch) const;
    /// The same, for its size alone.
    [[nodiscard]] QString sizeRefusal(const Posting &posting) const;
    /// Called once the event is safe, never from inside post() of a durable store.
    using Stored = std::function<void(qint64 sequence)>;
    /// Takes an event that refusal() has nothing against. One that is known by its publisher's number is not stored
    /// again, but told its sequence.
    void post(const Posting &posting, Stored stored = {});
    /// Stores what was posted without waiting for more.
    void commit();
    /// True while so much waits for the disk that no more can be taken.
    [[nodiscard]] bool isFull() const;
    /// A pipeline is attached that hears a cancel, or leaves.
    void publisherCame() { ++m_publishers; }
    void publisherLeft() { --m_publishers; }
    [[nodiscard]] int publisherCount() const { return m_publishers; }
    /// The id of the approval that was asked for last, also where the messages name none. May be empty.
    [[nodiscard]] const QString &lastApproval() const { return m_fold.lastApproval(); }
    /// Resolves an open approval by its timeout.
    void expireApproval(const QString &approvalId) { m_control.expireApproval(approvalId); }

    // For watchers and REST.
    [[nodiscard]] const Envelope &envelope() const { return m_envelope; }
    [[nodiscard]] const model::Run &run() const { return m_fold.run(); }
    [[nodiscard]] const QString &runId() const { return m_fold.runId(); }
    [[nodiscard]] protocol::RunStatus status() const;
    [[nodiscard]] Greeting greeting() const;
    [[nodiscard]] qint64 firstSequence() const { return m_store->first(); }
    [[nodiscard]] qint64 lastSequence() const { return m_folded; }
    [[nodiscard]] QByteArray message(qint64 sequence) const { return m_store->read(sequence); }
    /// The messages from one on, up to lastSequence(), as frames: some of them, shared by all who come to the same
    /// place, and good until the next call. Empty where the message cannot be read.
    [[nodiscard]] FrameSpan frames(qint64 sequence, Dress dress);
    /// The `state` event as of lastSequence(), no larger than a message may be.
    [[nodiscard]] QByteArray stateMessage() const;
    /// The last stage or progress event as it was sent: how a server of the guide alone can answer get_state. May be
    /// empty.
    [[nodiscard]] const QByteArray &lastProgressMessage() const { return m_fold.lastProgress(); }
    /// What a pipeline that comes back has to hear again: the current run's decisions and cancels.
    [[nodiscard]] const std::vector<qint64> &orders() const { return m_fold.orders(); }
    /// Passes a cancel on. `reply` is told whether somebody hears it, once the cancel is safe.
    void cancel(const protocol::Cancel &request, const Caller &caller, const std::function<void(bool delivered)> &reply)
    {
        m_control.cancel(request, caller, reply);
    }
    /// Answers an approval. `reply` is told the outcome, once the decision that stands is safe.
    void answer(const protocol::ApprovalResponse &response, const Caller &caller,
                const std::function<void(const ApprovalDesk::Outcome &)> &reply)
    {
        m_control.answer(response, caller, reply);
    }
    [[nodiscard]] bool knowsApproval(const QString &approvalId) const { return m_fold.desk().knows(approvalId); }
    /// Somebody watches; the first one starts a pipeline that waits for it.
    void watcherCame();
    void watcherLeft() { --m_watchers; }
    [[nodiscard]] int watcherCount() const { return m_watchers; }
    void trim(const Retention &retention) { m_store->trim(retention); }
    [[nodiscard]] const EventStore &store() const { return *m_store; }

Q_SIGNALS:
    void advanced(); ///< more can be read
    void watched();
    void cancelRequested(const stagewatch::protocol::CancelRequested &request);
    void approvalResolved(const stagewatch::protocol::ApprovalResolved &resolution);
    /// What every publisher has to hear: a stored decision or cancel.
    void ordered(qint64 sequence);
    void runEnded(stagewatch::protocol::RunStatus status);
    void failed(const QString &sentence);
    // Faults that a scripted pipeline asks for; a server without one never emits them.
    void dropAsked(const QString &how);
    void stallAsked(std::chrono::milliseconds duration);
    void rawAsked(const QByteArray &bytes);

private:
    /// An event that the store has not numbered yet.
    struct Waiting
    {
        QByteArray publisherId;
        qint64 publisherSequence = 0;
        Stored stored;
    };
    [[nodiscard]] QString refusal(const Posting &posting, const ApprovalDesk &desk,
                                  std::optional<protocol::ApprovalRequired> *asked) const;
    void load();
    void fold();
    void foldOne(const QByteArray &message, qint64 sequence);
    void onStored(qint64 firstSequence, qint64 count);
    void tell(const Waiting &waiting, qint64 sequence);
    [[nodiscard]] QByteArray tailOf(const Posting &posting, const QString &runId);
    [[nodiscard]] QString nextRunId(const Posting &posting, bool ends);

    ChannelSettings m_settings;
    std::unique_ptr<EventStore> m_store;
    Envelope m_envelope;
    ChannelFold m_fold;
    RunControl m_control;
    qint64 m_folded = 0; ///< the last sequence that the fold has
    mutable protocol::Decoder m_decoder; ///< its buffers are used again
    QString m_writtenRun; ///< of the newest event that was posted
    QByteArray m_tail; ///< of an event of m_tailRun that is sent without a number of its publisher
    QString m_tailRun;
    bool m_writtenEnd = true; ///< that event ended its run
    std::deque<Waiting> m_waiting;
    std::multimap<std::pair<QByteArray, qint64>, Stored> m_repeats; ///< of events that are on their way
    FrameBlocks m_frames;
    QTimer m_forget; ///< frames that nobody asks for any more; runs while there are any
    QTimer m_gather;
    mutable QByteArray m_state; ///< made once for all who ask at the same place
    mutable qint64 m_stateAt = -1;
    int m_watchers = 0;
    int m_publishers = 0;
};

} // namespace stagewatch::server
