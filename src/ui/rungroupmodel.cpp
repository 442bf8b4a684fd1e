// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rungroupmodel.h"

#include "model/runlistmodel.h"

namespace stagewatch::ui {

using model::RunListModel;
using protocol::RunStatus;

RunGroupModel::RunGroupModel(Group group, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_group(group)
{
    setSortRole(RunListModel::StartedAtRole);
    setDynamicSortFilter(true);
    sort(0, Qt::DescendingOrder);
}

RunGroupModel::Group RunGroupModel::groupOf(const QModelIndex &run)
{
    const auto status = RunStatus(run.data(RunListModel::StatusRole).toInt());
    if (status == RunStatus::WaitingForApproval || run.data(RunListModel::IsDisconnectedRole).toBool())
        return Group::NeedsYou;
    if (status == RunStatus::Failed && run.data(RunListModel::IsNewestRole).toBool())
        return Group::NeedsYou;
    return protocol::isTerminal(status) ? Group::Over : Group::UnderWay;
}

bool RunGroupModel::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex index = sourceModel()->index(row, 0, parent);
    return index.data(RunListModel::KindRole).toInt() == int(RunListModel::RowKind::Run) && groupOf(index) == m_group;
}

bool RunGroupModel::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    const qint64 a = left.data(RunListModel::StartedAtRole).toLongLong();
    const qint64 b = right.data(RunListModel::StartedAtRole).toLongLong();
    return a != b ? a < b : left.row() > right.row(); // equal ones in the order of the sidebar
}

} // namespace stagewatch::ui
