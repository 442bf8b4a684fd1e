// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/growingtable.h"

#include <algorithm>

namespace stagewatch::model {

GrowingTable::GrowingTable(int rows, QObject *parent)
    : QAbstractTableModel(parent)
    , m_count(rows)
{
}

int GrowingTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

void GrowingTable::followRows(int count)
{
    const int common = std::min(count, m_count);
    if (count > m_count) {
        beginInsertRows({}, m_count, count - 1);
        m_count = count;
        endInsertRows();
    } else if (count < m_count) {
        beginRemoveRows({}, count, m_count - 1);
        m_count = count;
        endRemoveRows();
    }
    announceChange(common); // a snapshot may have told more about those that were there
}

void GrowingTable::announceChange(int count)
{
    if (count > 0)
        Q_EMIT dataChanged(index(0, 0), index(count - 1, columnCount({}) - 1));
}

} // namespace stagewatch::model
