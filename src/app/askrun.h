// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/exitcode.h"
#include "client/publisher.h"
#include "client/restcall.h"

#include <QDeadlineTimer>
#include <QNetworkAccessManager>
#include <QTimer>
#include <functional>

namespace stagewatch::app {

/// `stagewatch ask`: puts one question to whoever watches a project and waits for the answer, which becomes an exit
/// code. Joins the run that is under way; where there is none it makes one of its own, and ends it with the decision.
class AskRun : public QObject
{
    Q_OBJECT
public:
    struct Setup
    {
        client::ConnectionSettings connection;
        QString runId; ///< the run to join, if its id is known
        QString question;
        QString approvalType;
        protocol::JsonValue proposal; ///< null: nothing
        std::optional<std::chrono::milliseconds> timeout; ///< nothing: waits for ever
        protocol::TimeoutAction onTimeout = protocol::TimeoutAction::Fail;
        /// How long after the expiry the server's own decision is waited for.
        std::chrono::milliseconds grace{ 3'000 };
        std::function<void(const QString &)> note; ///< takes a sentence for the person at the terminal
        std::function<void(const QByteArray &json)> result; ///< takes what was approved, one line
        std::function<QString(const QString &spoolPath)> resend; ///< the command that sends a spool file later
    };
    AskRun(Setup setup, std::unique_ptr<client::Publisher> publisher, QObject *parent = nullptr);

    void start();
    /// Ends now; a run of its own ends as cancelled.
    void interrupt();
    [[nodiscard]] const QString &approvalId() const { return m_approvalId; }

Q_SIGNALS:
    void finished(stagewatch::app::ExitCode code);

private:
    void onGreeted(const QString &currentRun);
    void onState(const client::RestAnswer &answer);
    void ask();
    void onStored();
    void onResolved(const protocol::ApprovalResolved &resolution);
    void onCancel(const protocol::CancelRequested &request);
    void onExpired();
    void noteStatus();
    void watchClock();
    void settle(const protocol::ApprovalResolved &resolution, bool byServer);
    void endOwnRun(const protocol::Payload &end);
    void finish(ExitCode code);
    void onClosed();

    Setup m_setup;
    std::unique_ptr<client::Publisher> m_publisher;
    client::Access m_access;
    QNetworkAccessManager m_network;
    QString m_approvalId;
    QTimer m_clock;
    QDeadlineTimer m_deadline{ QDeadlineTimer::Forever };
    QString m_lastNote;
    qint64 m_question = 0; ///< its number; 0: not asked yet
    ExitCode m_code = ExitCode::Failed;
    bool m_looking = false; ///< for a run to join
    bool m_ownRun = false;
    bool m_stored = false; ///< the server has the question
    bool m_finishing = false;
};

} // namespace stagewatch::app
