// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/runrecords.h"
#include "app/takepacer.h"
#include "client/client.h"
#include "model/runlistmodel.h"
#include "model/stream.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSet>
#include <QTimer>
#include <map>
#include <memory>
#include <set>

namespace stagewatch::app {

/// Everything that is watched: the connections, their streams, the journals on disk and the catalog of runs. It carries
/// batches from the I/O thread to the streams once a frame, and what a person sends back to the connections. GUI
/// thread.
class Workspace : public QObject
{
    Q_OBJECT
public:
    /// `dataDirectory` holds journals and catalog; empty: nothing outlives the program.
    explicit Workspace(const QString &dataDirectory, QObject *parent = nullptr);
    ~Workspace() override;

    [[nodiscard]] model::RunListModel &runs() { return m_runs; }
    [[nodiscard]] model::Stream *stream(int streamId) const;
    /// The file of the catalog of runs; empty where nothing is kept.
    [[nodiscard]] QString catalogPath() const;
    /// Why the catalog or the journals could not be used; empty when all is well.
    [[nodiscard]] const QString &storageError() const { return m_records.error(); }

    /// Connects, or finds the stream that already watches that endpoint. One that is not connected begins anew where
    /// the settings, such as the token, are others now. The stream belongs to the workspace.
    model::Stream *open(const client::ConnectionSettings &settings);
    /// Shows the runs of a journal or recording. Null and a sentence in `error` where it cannot be read.
    model::Stream *openRecording(const QString &path, QString *error);
    void close(int streamId);
    void retryNow(int streamId);
    /// Sends a cancel or an answer, and lets the stream know that it was sent.
    void send(int streamId, const protocol::ClientMessage &message);
    /// Runs of earlier days and those that have been written since, the newest first. What keeps the catalog from being
    /// read is a problem().
    [[nodiscard]] std::vector<journal::CatalogEntry> earlierRuns(int limit) { return m_records.earlier(limit); }

Q_SIGNALS:
    void streamAdded(int streamId);
    void approvalAsked(int streamId, int run, const QString &approvalId);
    void runEnded(int streamId, int run);
    /// A run that has ended is among earlierRuns() now.
    void earlierRunsChanged();
    /// A sentence for a person: something could not be kept or opened.
    void problem(const QString &sentence);

private:
    struct Watched
    {
        std::unique_ptr<model::Stream> stream;
        client::ConnectionId connection = 0; ///< 0: a recording
        RunRecords::Owner owner; ///< of a recording: from the journal's entry in the catalog
        client::ConnectionSettings settings; ///< of the connection
    };
    model::Stream *add(Watched &&watched);
    [[nodiscard]] std::shared_ptr<journal::Journal> makeJournal(const protocol::Endpoint &endpoint);
    void takeBatches();
    [[nodiscard]] TakePacer::Time now() const { return TakePacer::Time(m_time.nsecsElapsed() / 1000); }
    void tick();
    void saveRuns();
    void numberRun(int streamId, int run);
    void saveRun(const Watched &watched, int run);
    [[nodiscard]] Watched *byConnection(client::ConnectionId connection);

    QString m_dataDirectory;
    RunRecords m_records;
    model::RunListModel m_runs;
    std::map<int, Watched> m_watched;
    std::set<std::pair<int, int>> m_unsaved; ///< stream and run
    QSet<client::ConnectionId> m_ready;
    QTimer m_take;
    QElapsedTimer m_time;
    TakePacer m_pacer;
    QTimer m_clock;
    int m_nextId = 1;
    client::Client m_client; ///< last: its destructor ends the I/O thread while the journals still live
};

} // namespace stagewatch::app
