// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/eventkindmodel.h"

#include <algorithm>

namespace stagewatch::ui {

using model::EventModel;

EventKindModel::EventKindModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void EventKindModel::setSource(EventModel *source)
{
    if (m_source == source)
        return;
    if (m_source)
        disconnect(m_source, nullptr, this, nullptr);
    beginResetModel();
    m_source = source;
    rebuild();
    endResetModel();
    if (!source)
        return;
    connect(source, &EventModel::rowsAboutToBeInserted, this, [this](const QModelIndex &, int first, int last) {
        if (!m_kinds)
            beginInsertRows({}, first, last);
    });
    connect(source, &EventModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onInserted(first, last); });
    connect(source, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_source = nullptr;
        m_rows.clear();
        endResetModel();
    });
}

void EventKindModel::setKinds(std::optional<std::vector<journal::RowKind>> kinds)
{
    if (m_kinds == kinds)
        return;
    beginResetModel();
    m_kinds = std::move(kinds);
    rebuild();
    endResetModel();
}

void EventKindModel::collect(int first, int last, std::vector<int> &rows) const
{
    for (int row = first; row <= last; ++row) {
        const auto kind = journal::RowKind(m_source->index(row, 0).data(EventModel::KindRole).toInt());
        if (std::find(m_kinds->begin(), m_kinds->end(), kind) != m_kinds->end())
            rows.push_back(row);
    }
}

void EventKindModel::rebuild()
{
    m_rows.clear();
    if (m_source && m_kinds)
        collect(0, m_source->rowCount() - 1, m_rows);
}

void EventKindModel::onInserted(int first, int last)
{
    if (!m_kinds) {
        endInsertRows();
        return;
    }
    std::vector<int> fresh;
    collect(first, last, fresh);
    if (fresh.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
    m_rows.insert(m_rows.end(), fresh.begin(), fresh.end());
    endInsertRows();
}

int EventKindModel::rowForJournalRow(qint64 journalRow) const
{
    const int row = m_source ? m_source->rowForJournalRow(journalRow) : -1;
    if (row < 0 || !m_kinds)
        return row;
    const auto found = std::lower_bound(m_rows.begin(), m_rows.end(), row);
    return found != m_rows.end() && *found == row ? int(found - m_rows.begin()) : -1;
}

int EventKindModel::rowCount(const QModelIndex &parent) const
{
    if (parent.isValid() || !m_source)
        return 0;
    return m_kinds ? int(m_rows.size()) : m_source->rowCount();
}

int EventKindModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : EventModel::ColumnCount;
}

QVariant EventKindModel::data(const QModelIndex &index, int role) const
{
    if (!m_source || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int row = m_kinds ? m_rows[size_t(index.row())] : index.row();
    return m_source->index(row, index.column()).data(role);
}

QVariant EventKindModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return m_source ? m_source->headerData(section, orientation, role) : QVariant();
}

} // namespace stagewatch::ui
