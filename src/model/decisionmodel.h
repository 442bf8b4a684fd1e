// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/growingtable.h"
#include "model/run.h"

namespace stagewatch::model {

/// The decisions of a run in the order they came.
class DecisionModel : public GrowingTable
{
    Q_OBJECT
public:
    enum Columns { TimeColumn, StageColumn, TypeColumn, DecisionColumn, ConfidenceColumn, ColumnCount };
    enum Roles {
        ConfidenceRole = Qt::UserRole + 1, ///< double 0..1, or invalid
        ReasoningRole, ///< QString, whole, safe to paint as plain text
        MetadataRole, ///< QByteArray, indented JSON; empty where there is none
        StageIdRole, ///< QString, as on the wire
        TimeMsRole ///< qint64 ms since 1970 UTC
    };

    explicit DecisionModel(const Run &run, QObject *parent = nullptr);

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// The decision itself, for a detail view; 0 <= row < rowCount().
    [[nodiscard]] const protocol::DecisionEntry &entry(int row) const;

    /// Takes the run's decisions as they now are.
    void sync();

private:
    [[nodiscard]] QString cellText(const protocol::DecisionEntry &entry, int column) const;
    const Run &m_run;
};

} // namespace stagewatch::model
