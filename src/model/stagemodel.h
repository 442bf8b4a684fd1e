// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

#include <QAbstractListModel>

namespace stagewatch::model {

/// The stages of a run, those to come included, in order. Merges by id: rows are inserted, moved and changed, never
/// reset.
class StageModel : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Roles {
        IdRole = Qt::UserRole + 1, ///< QString, as on the wire
        StageDisplayRole, ///< QString, safe to paint; the same as Qt::DisplayRole
        StatusRole, ///< protocol::StageStatus as int
        ProgressRole, ///< double 0..1; invalid: busy, or not known
        StartedAtRole, ///< qint64 ms since 1970 UTC, or invalid
        EndedAtRole, ///< the same
        MessageRole, ///< QString, safe to paint
        IsCurrentRole, ///< bool
        UsualSecondsRole ///< double, or invalid
    };

    explicit StageModel(const Run &run, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int currentRow() const { return m_current; } ///< -1: none
    [[nodiscard]] int rowOf(QStringView stageId) const; ///< -1: none

    /// Takes the run's stages as they now are.
    void sync();

private:
    void takeRow(int row, const Stage &stage);
    const Run &m_run;
    std::vector<Stage> m_stages;
    int m_current = -1;
};

} // namespace stagewatch::model
