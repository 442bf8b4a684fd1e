// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>

namespace stagewatch::ui {

/// One part of the overview: the runs that need somebody, those under way, or those that are over, the newest first.
/// Over a model::RunListModel.
class RunGroupModel : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    enum class Group { NeedsYou, UnderWay, Over };

    explicit RunGroupModel(Group group, QObject *parent = nullptr);

    /// Waiting for approval, lost, or failed as the newest run of its project: somebody should look.
    [[nodiscard]] static Group groupOf(const QModelIndex &run);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    [[nodiscard]] bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    Group m_group;
};

} // namespace stagewatch::ui
