// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metricmodel.h"

#include "model/displaytext.h"

#include <algorithm>

namespace stagewatch::model {

using namespace Qt::StringLiterals;
using protocol::JsonValue;

namespace {

/// An own stack instead of recursion: the depth is the server's choice.
struct Pending
{
    QString path;
    const JsonValue *value;
};

QString joinedPath(const QString &path, const QString &name)
{
    return path.isEmpty() ? name : path + u'.' + name;
}

void pushChildren(const Pending &container, std::vector<Pending> &stack, size_t limit)
{
    const size_t count = std::min(size_t(container.value->size()), limit);
    for (size_t i = count; i-- > 0;) {
        if (container.value->isArray())
            stack.push_back({ joinedPath(container.path, QString::number(i)), &container.value->items()[i] });
        else
            stack.push_back({ joinedPath(container.path, container.value->members()[i].first),
                              &container.value->members()[i].second });
    }
}

Metric metricOf(const Pending &leaf)
{
    constexpr auto prefix = "metrics."_L1;
    QString name = leaf.path;
    const bool isMetric = name.startsWith(prefix);
    if (isMetric)
        name.remove(0, prefix.size());
    const bool isNumber = leaf.value->type() == JsonValue::Type::Number || leaf.value->isNotFinite();
    return { visibleText(name, 500), visibleText(leaf.value->toText()),
             isNumber ? leaf.value->toDouble() : std::nullopt, isMetric };
}

} // namespace

std::vector<Metric> flattenMetrics(const JsonValue &result, size_t limit)
{
    std::vector<Metric> metrics;
    std::vector<Pending> stack;
    if (!result.isNull())
        stack.push_back({ {}, &result });
    while (!stack.empty() && metrics.size() < limit) {
        const Pending top = stack.back();
        stack.pop_back();
        if (top.value->isContainer())
            pushChildren(top, stack, limit);
        else if (!top.value->isNull())
            metrics.push_back(metricOf(top));
    }
    std::stable_partition(metrics.begin(), metrics.end(), [](const Metric &metric) { return metric.isMetric; });
    return metrics;
}

MetricModel::MetricModel(const Run &run, QObject *parent)
    : QAbstractTableModel(parent)
    , m_run(run)
    , m_metrics(flattenMetrics(run.result()))
{
}

int MetricModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_metrics.size());
}

int MetricModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant MetricModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Metric &metric = m_metrics[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? metric.name : metric.text;
    case Qt::TextAlignmentRole:
        return index.column() == ValueColumn && metric.number ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter))
                                                              : QVariant();
    case NumberRole:
        return metric.number ? QVariant(*metric.number) : QVariant();
    case IsMeasureRole:
        return metric.number && (metric.isMetric || !m_metrics.front().isMetric);
    default:
        return {};
    }
}

QVariant MetricModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == NameColumn ? tr("Name") : section == ValueColumn ? tr("Value") : QVariant();
}

void MetricModel::sync()
{
    auto metrics = flattenMetrics(m_run.result());
    if (metrics == m_metrics)
        return;
    beginResetModel(); // a result comes once, at the end
    m_metrics = std::move(metrics);
    endResetModel();
}

} // namespace stagewatch::model
