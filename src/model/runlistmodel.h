// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/stream.h"

#include <QAbstractListModel>
#include <vector>

namespace stagewatch::model {

/// The sidebar: every stream's runs under a header for their server. Servers and projects stand in the order they were
/// added, the newest run of each project first and older ones under it. A stream without a run yet has one row, which
/// becomes its first run. Rows are inserted, moved, changed and removed, never reset, so a selection survives. GUI
/// thread.
class RunListModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum class RowKind { ServerHeader, Run };
    enum Roles {
        KindRole = Qt::UserRole + 1, ///< RowKind as int
        TitleRole, ///< QString: the project id, or the server; safe to paint
        SubtitlePiecesRole, ///< QStringList, what matters most first: "Training", "about 22 min"; safe to paint,
                            ///< translated
        StatusRole, ///< protocol::RunStatus as int
        PhaseRole, ///< protocol::ConnectionStatus::Phase as int
        IsDisconnectedRole, ///< bool: the run is not over and nobody hears it
        ProgressRole, ///< double 0..1, or invalid
        StageTextRole, ///< QString: the current stage; safe to paint
        MessageRole, ///< QString: the last message; safe to paint
        EtaSecondsRole, ///< double, or invalid
        StreamIdRole, ///< int
        RunIndexRole, ///< int, -1 before the stream's first run
        RunNumberRole, ///< int, counted from 1
        IsNewestRole, ///< bool: the newest run of its project
        PendingApprovalsRole, ///< int
        StartedAtRole, ///< qint64 ms since 1970 UTC, or invalid
        EndedAtRole ///< the same
    };

    explicit RunListModel(QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override; ///< headers cannot be selected

    void addStream(Stream *stream); ///< not owned; leaves by itself when it is destroyed
    void removeStream(Stream *stream);
    [[nodiscard]] Stream *streamAt(const QModelIndex &index) const; ///< null for a header
    [[nodiscard]] QModelIndex indexOf(int streamId, int runIndex) const;
    [[nodiscard]] int runCount() const; ///< rows that are runs
    [[nodiscard]] int pendingApprovalCount() const;

Q_SIGNALS:
    void totalsChanged(); ///< runCount() or pendingApprovalCount() may have changed

private:
    /// All that a row says of its run, so that a flood of log lines repaints no list.
    struct Shown
    {
        protocol::RunStatus status = protocol::RunStatus::Pending;
        std::optional<double> progress;
        std::optional<qint64> remainingSeconds; ///< whole ones: it falls with every event
        protocol::StageName stage;
        QString failedStage;
        QString message;
        std::optional<protocol::Timestamp> startedAt;
        std::optional<protocol::Timestamp> endedAt;
        int pendingApprovals = 0;
        int number = 0;
        bool operator==(const Shown &) const = default;
    };
    struct Row
    {
        RowKind kind = RowKind::Run;
        int server = 0; ///< order in which servers were added
        int project = 0; ///< the same of its projects
        Stream *stream = nullptr;
        int streamId = -1;
        int run = -1;
        qint64 startedMs = 0; ///< the largest number before the start
        QString title; ///< safe to paint
        Shown shown;
    };
    [[nodiscard]] static Shown shownOf(const RunModels &models);
    [[nodiscard]] static bool before(const Row &a, const Row &b);
    [[nodiscard]] Row runRow(Row row, int run) const;
    [[nodiscard]] int rowOf(const Stream *stream, int run) const;
    [[nodiscard]] QVariant runData(int place, int role) const;
    [[nodiscard]] bool isNewest(int place) const;
    void insertSorted(const Row &row);
    void announceNewest(int place);
    void replace(int place, const Row &row);
    void onRunAdded(Stream *stream, int run);
    void onRunChanged(Stream *stream, int run);
    void onStatusChanged(const Stream *stream);
    void dropRows(const Stream *stream);
    [[nodiscard]] int pendingIn(const Row &row) const;

    std::vector<Row> m_rows; ///< sorted by before()
    QStringList m_servers;
    QList<std::pair<QString, QString>> m_projects; ///< server, project
};

} // namespace stagewatch::model
