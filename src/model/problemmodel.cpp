// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/problemmodel.h"

#include "model/displaytext.h"
#include "model/textform.h"

#include <QHash>

namespace stagewatch::model {

using protocol::Problem;

namespace {

using Key = std::pair<int, QString>;

Key keyOf(const Problem &problem)
{
    return { int(problem.kind), problem.text };
}

} // namespace

ProblemModel::ProblemModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

int ProblemModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_entries.size());
}

int ProblemModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ProblemModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry &entry = m_entries[size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        switch (index.column()) {
        case TimeColumn:
            return TextForm::time(entry.problem.time);
        case KindColumn:
            return TextForm::problemKind(entry.problem.kind);
        case TextColumn:
            return visibleText(entry.problem.text);
        default:
            return TextForm::count(entry.count);
        }
    case Qt::TextAlignmentRole:
        return index.column() == CountColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case KindRole:
        return int(entry.problem.kind);
    case BytesRole:
        return entry.problem.bytes;
    case CountRole:
        return entry.count;
    case TimeMsRole:
        return toMs(entry.problem.time);
    default:
        return {};
    }
}

QVariant ProblemModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Last time");
    case KindColumn:
        return tr("Kind");
    case TextColumn:
        return tr("Problem");
    case CountColumn:
        return tr("Count");
    default:
        return {};
    }
}

void ProblemModel::add(const std::vector<Problem> &problems)
{
    if (problems.empty())
        return;
    QHash<Key, size_t> known; // place in m_entries, then in `fresh`
    for (size_t i = 0; i < m_entries.size(); ++i)
        known.insert(keyOf(m_entries[i].problem), i);
    std::vector<Entry> fresh;
    int firstChanged = rowCount();
    int lastChanged = -1;
    for (const Problem &problem : problems) {
        const Key key = keyOf(problem);
        const auto it = known.constFind(key);
        if (it == known.constEnd()) {
            known.insert(key, m_entries.size() + fresh.size());
            fresh.push_back({ problem, 1 });
            continue;
        }
        const size_t place = *it;
        Entry &entry = place < m_entries.size() ? m_entries[place] : fresh[place - m_entries.size()];
        ++entry.count;
        entry.problem = problem;
        if (place < m_entries.size()) {
            firstChanged = std::min(firstChanged, int(place));
            lastChanged = std::max(lastChanged, int(place));
        }
    }
    m_total += qint64(problems.size());
    if (lastChanged >= 0)
        Q_EMIT dataChanged(index(firstChanged, 0), index(lastChanged, ColumnCount - 1));
    append(std::move(fresh));
    Q_EMIT countChanged();
}

void ProblemModel::append(std::vector<Entry> &&fresh)
{
    if (fresh.size() > size_t(limit)) {
        const auto surplus = fresh.size() - size_t(limit);
        m_dropped += qint64(surplus);
        fresh.erase(fresh.begin(), fresh.begin() + qsizetype(surplus));
    }
    if (const int surplus = rowCount() + int(fresh.size()) - limit; surplus > 0)
        dropOldest(surplus);
    if (fresh.empty())
        return;
    beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
    m_entries.insert(m_entries.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    endInsertRows();
}

void ProblemModel::dropOldest(int count)
{
    beginRemoveRows({}, 0, count - 1);
    m_entries.erase(m_entries.begin(), m_entries.begin() + count);
    m_dropped += count;
    endRemoveRows();
}

QString ProblemModel::droppedText() const
{
    return m_dropped == 0
        ? QString()
        : tr("%n older problem(s) are no longer listed.", nullptr, int(std::min<qint64>(m_dropped, INT_MAX)));
}

} // namespace stagewatch::model
