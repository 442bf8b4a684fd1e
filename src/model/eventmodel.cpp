// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/eventmodel.h"

#include "model/textform.h"

namespace stagewatch::model {

EventModel::EventModel(const RowSpans &rows, std::shared_ptr<journal::Journal> journal, QObject *parent)
    : QAbstractTableModel(parent)
    , m_rows(rows)
    , m_journal(std::move(journal))
    , m_cache(m_journal, RowCache::Text::Summary)
{
    sync();
}

int EventModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int EventModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString EventModel::cellText(qint64 journalRow, int column) const
{
    const journal::Row row = m_journal->row(journalRow);
    switch (column) {
    case SequenceColumn:
        return row.sequence > 0 ? QString::number(row.sequence) : QString();
    case TimeColumn:
        return TextForm::time(fromMs(row.timeMs));
    case TypeColumn:
        return m_cache.at(journalRow).eventType;
    default:
        return m_cache.at(journalRow).text;
    }
}

QVariant EventModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qint64 journalRow = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return cellText(journalRow, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == SequenceColumn ? QVariant(int(Qt::AlignRight | Qt::AlignVCenter)) : QVariant();
    case JournalRowRole:
        return journalRow;
    case TimeMsRole:
        return m_journal->row(journalRow).timeMs;
    case KindRole:
        return int(m_journal->row(journalRow).kind);
    case SequenceRole: {
        const qint64 sequence = m_journal->row(journalRow).sequence;
        return sequence > 0 ? QVariant(sequence) : QVariant();
    }
    case RawJsonRole:
        return m_journal->text(journalRow);
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case SequenceColumn:
        return tr("Number");
    case TimeColumn:
        return tr("Time");
    case TypeColumn:
        return tr("Type");
    case SummaryColumn:
        return tr("Summary");
    default:
        return {};
    }
}

int EventModel::rowForJournalRow(qint64 journalRow) const
{
    const qint64 place = m_rows.indexOf(journalRow);
    return place < m_count ? int(place) : -1;
}

void EventModel::sync()
{
    const int count = int(m_rows.countBelow(m_journal->size()));
    if (count <= m_count)
        return;
    beginInsertRows({}, m_count, count - 1);
    m_count = count;
    endInsertRows();
}

} // namespace stagewatch::model
