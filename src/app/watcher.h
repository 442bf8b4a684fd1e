// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/watchoutput.h"
#include "client/client.h"
#include "model/runbook.h"

#include <QObject>
#include <QTimer>

namespace stagewatch::app {

/// `stagewatch watch`: follows one stream until its run has ended, and says how in an exit code.
class Watcher : public QObject
{
    Q_OBJECT
public:
    Watcher(const client::ConnectionSettings &settings, std::shared_ptr<journal::Journal> journal,
            std::unique_ptr<WatchOutput> output, QObject *parent = nullptr);

    /// Ends now, with the state as it stands.
    void interrupt();

Q_SIGNALS:
    void finished(stagewatch::app::ExitCode code);

private:
    void takeBatch();
    void noteStatus();
    void observe(const protocol::Event &event);
    void finish(ExitCode code);

    std::shared_ptr<journal::Journal> m_journal;
    std::unique_ptr<WatchOutput> m_output;
    model::RunBook m_book;
    client::Client m_client;
    client::ConnectionId m_connection = 0;
    QTimer m_endGrace;
    QString m_projectId;
    QString m_streamId;
    QString m_lastNote;
    bool m_catchingUp = false;
    bool m_endIsFinal = false;
    bool m_finished = false;
};

} // namespace stagewatch::app
