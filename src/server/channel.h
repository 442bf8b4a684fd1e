// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"
#include "protocol/decoder.h"
#include "server/approvaldesk.h"
#include "server/channelstore.h"
#include "server/messages.h"

#include <QObject>
#include <QTimer>

namespace stagewatch::server {

/// What a channel is made of.
struct ChannelSettings
{
    Envelope envelope;
    protocol::ProgressScope progressScope = protocol::ProgressScope::Unknown;
    std::vector<model::PlannedStage> plan;
};

/// The stream of one project: numbers its events, keeps them, folds them into the run, and answers for it. Writers
/// publish here; watchers read by sequence, each at its own pace. Lives in the server's thread.
class Channel : public QObject
{
    Q_OBJECT
public:
    Channel(ChannelSettings settings, std::unique_ptr<ChannelStore> store, QObject *parent = nullptr);
    ~Channel() override;

    // For whoever runs the pipeline.
    void beginRun(const QString &runId);
    /// Numbers, stores and folds one event. False where it is larger than a message may be; `dataJson` is one line of
    /// JSON.
    bool publish(const QString &eventType, QByteArrayView dataJson);
    /// Makes what was published readable now, not with the next tick.
    void commit();
    /// Whether a pipeline is attached that hears a cancel.
    void setAttached(bool attached) { m_attached = attached; }
    /// The id of the approval that was asked for last, also where the messages name none. May be empty.
    [[nodiscard]] const QString &lastApproval() const { return m_lastApproval; }
    /// Resolves an open approval by its timeout.
    void expireApproval(const QString &approvalId);

    // For watchers and REST.
    [[nodiscard]] const Envelope &envelope() const { return m_settings.envelope; }
    [[nodiscard]] const model::Run &run() const { return m_run; }
    [[nodiscard]] const QString &runId() const { return m_runId; }
    [[nodiscard]] protocol::RunStatus status() const;
    [[nodiscard]] Greeting greeting() const;
    [[nodiscard]] qint64 firstSequence() const { return m_store->first(); }
    [[nodiscard]] qint64 lastSequence() const { return m_last; }
    /// One beyond the last sequence that can be read.
    [[nodiscard]] qint64 readableEnd() const { return m_store->end(); }
    [[nodiscard]] QByteArray message(qint64 sequence) const { return m_store->read(sequence); }
    /// The `state` event as of lastSequence(), no larger than a message may be.
    [[nodiscard]] QByteArray stateMessage() const;
    /// The last stage or progress event as it was sent: how a server of the guide alone can answer get_state. May be
    /// empty.
    [[nodiscard]] const QByteArray &lastProgressMessage() const { return m_lastProgress; }
    /// Passes a cancel on. Returns whether somebody hears it.
    bool cancel(const protocol::Cancel &request, const QString &requester);
    [[nodiscard]] ApprovalDesk::Outcome answer(protocol::ApprovalResponse response);
    /// Somebody watches; the first one starts a pipeline that waits for it.
    void watcherCame();
    void watcherLeft() { --m_watchers; }
    [[nodiscard]] int watcherCount() const { return m_watchers; }

Q_SIGNALS:
    void advanced(); ///< more can be read
    void watched();
    void cancelRequested(const stagewatch::protocol::CancelRequested &request);
    void approvalResolved(const stagewatch::protocol::ApprovalResolved &resolution);
    void runEnded(stagewatch::protocol::RunStatus status);
    void failed(const QString &sentence);
    // Faults that a scripted pipeline asks for; a server without one never emits them.
    void dropAsked(const QString &how);
    void stallAsked(std::chrono::milliseconds duration);
    void rawAsked(const QByteArray &bytes);

private:
    void note(const protocol::Event &event);
    ChannelSettings m_settings;
    std::unique_ptr<ChannelStore> m_store;
    protocol::Decoder m_decoder;
    model::Run m_run;
    QString m_runId;
    ApprovalDesk m_desk;
    QString m_lastApproval;
    QByteArray m_lastProgress;
    QTimer m_tick;
    qint64 m_last = 0;
    int m_watchers = 0;
    bool m_attached = false;
    bool m_cancelling = false;
    bool m_storeFailing = false;
};

} // namespace stagewatch::server
