// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/run.h"

#include <QAbstractTableModel>

namespace stagewatch::model {

/// One number or text in a run's result, by its path: {"metrics": {"auc": 0.9}, "best": {"model": "lgbm"}} → auc,
/// best.model.
struct Metric
{
    QString name;
    QString text; ///< as the server spelled it; safe to paint
    std::optional<double> number; ///< may be not finite
    bool isMetric = false; ///< stands under "metrics"
    bool operator==(const Metric &other) const { return name == other.name && text == other.text; }
};

/// Flattens a result: what stands under "metrics" comes first, a leading "metrics." is dropped, and each part goes
/// depth first. At most `limit` leaves.
[[nodiscard]] std::vector<Metric> flattenMetrics(const protocol::JsonValue &result, size_t limit = 1000);

/// The result of a run as a table.
class MetricModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { NameColumn, ValueColumn, ColumnCount };
    enum Roles {
        NumberRole = Qt::UserRole + 1, ///< double, or invalid for a text
        IsMeasureRole ///< bool: a number that says how good the run is; where no metrics are named, each of them may
    };

    explicit MetricModel(const Run &run, QObject *parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] const std::vector<Metric> &metrics() const { return m_metrics; }

    /// Takes the run's result as it now is.
    void sync();

private:
    const Run &m_run;
    std::vector<Metric> m_metrics; ///< those that stand under "metrics" first
};

} // namespace stagewatch::model
