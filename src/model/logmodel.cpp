// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/logmodel.h"

#include "model/displaytext.h"
#include "model/logquery.h"
#include "model/textform.h"

namespace stagewatch::model {

using journal::RowKind;

namespace {

/// More rows than this are looked through in a worker, also the first time.
constexpr qint64 rowsAtOnce = 100'000;
constexpr qsizetype nameLimit = 256;

} // namespace

LogModel::LogModel(const Run &run, const RowSpans &rows, std::shared_ptr<journal::Journal> journal, QObject *parent)
    : QAbstractTableModel(parent)
    , m_run(run)
    , m_rows(rows)
    , m_journal(std::move(journal))
    , m_cache(m_journal, RowCache::Text::LogMessage)
{
    sync();
}

LogModel::~LogModel()
{
    m_filterWorker = {}; // stops and joins before anything that the workers call back is gone
    m_findWorker = {};
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

/// The run knows a stage's display from whichever event told it; most log lines name the id only.
QString LogModel::stageText(const QString &id, const QString &eventsOwn) const
{
    if (id.isEmpty())
        return eventsOwn;
    for (const Stage &stage : m_run.stages()) {
        if (stage.name.id == id && !stage.name.display.isEmpty())
            return visibleText(stage.name.display, nameLimit);
    }
    return eventsOwn.isEmpty() ? visibleText(protocol::titleFromId(id), nameLimit) : eventsOwn;
}

QString LogModel::cellText(qint64 journalRow, const journal::Row &row, int column) const
{
    switch (column) {
    case TimeColumn:
        return times().text(row.timeMs);
    case LevelColumn:
        return row.kind == RowKind::Gap     ? tr("Gap")
            : row.kind == RowKind::Terminal ? tr("End")
                                            : TextForm::level(m_cache.at(journalRow).level);
    case StageColumn:
        return stageText(m_journal->stageName(row.stage), m_cache.at(journalRow).stageDisplay);
    default:
        return m_cache.at(journalRow).text;
    }
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const qint64 journalRow = m_shown.at(index.row());
    const journal::Row row = m_journal->row(journalRow);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(journalRow, row, index.column());
    case JournalRowRole:
        return journalRow;
    case LevelRole:
        return int(row.kind == RowKind::Log ? row.level : m_cache.at(journalRow).level);
    case StageIdRole: {
        const QString own = m_cache.at(journalRow).stageId;
        return own.isEmpty() ? m_journal->stageName(row.stage) : own;
    }
    case TimeMsRole:
        return row.timeMs;
    case KindRole:
        return int(row.kind);
    case FullTextRole:
        return visibleLines(m_cache.fullLogText(journalRow));
    case RawJsonRole:
        return m_journal->text(journalRow);
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::ToolTipRole && section == TimeColumn)
        return tr("Local time, UTC or time since the run's start: right-click to choose.");
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return times().title();
    case LevelColumn:
        return tr("Level");
    case StageColumn:
        return tr("Stage");
    case MessageColumn:
        return tr("Message");
    default:
        return {};
    }
}

void LogModel::setFilter(const LogFilter &filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    startFilter();
}

void LogModel::startFilter()
{
    const quint64 ticket = ++m_filterTicket;
    const bool wasFiltering = std::exchange(m_filtering, true);
    m_filterWorker = std::jthread(
        [this, ticket, journal = m_journal, rows = m_rows, filter = m_filter](const std::stop_token &stop) {
            FilteredRows result = filterRows(*journal, rows, filter, stop);
            if (stop.stop_requested())
                return;
            QMetaObject::invokeMethod(
                this,
                [this, ticket, shown = std::move(result.shown), candidates = result.candidates, seen = result.seen] {
                    finishFilter(ticket, shown, candidates, seen);
                },
                Qt::QueuedConnection);
        });
    if (!wasFiltering)
        Q_EMIT filteringChanged();
}

void LogModel::finishFilter(quint64 ticket, const RowList &shown, qint64 candidates, qint64 seen)
{
    if (ticket != m_filterTicket)
        return; // a newer filter is under way
    beginResetModel();
    m_shown = shown;
    m_candidates = candidates;
    m_seen = seen;
    m_filtering = false;
    endResetModel();
    Q_EMIT filteringChanged();
    Q_EMIT countsChanged();
    sync(); // what came while the worker ran
}

void LogModel::sync()
{
    if (m_filtering)
        return; // finishFilter() catches up
    const qint64 end = m_rows.countBelow(m_journal->size());
    if (end - m_seen > rowsAtOnce && m_seen == 0) {
        startFilter();
        return;
    }
    const RowFilter filter(m_filter, *m_journal);
    std::vector<qint64> fresh;
    const qint64 candidatesBefore = m_candidates;
    for (; m_seen < end; ++m_seen) {
        const qint64 at = m_rows.at(m_seen);
        const journal::Row row = m_journal->row(at);
        if (!isLogRow(row))
            continue;
        ++m_candidates;
        if (filter.shows(row))
            fresh.push_back(at);
    }
    if (!fresh.empty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
        for (const qint64 at : fresh)
            m_shown.append(at);
        endInsertRows();
    }
    if (m_candidates != candidatesBefore)
        Q_EMIT countsChanged();
}

void LogModel::find(const QString &pattern, bool regex, bool caseSensitive, int fromRow, bool forward)
{
    const quint64 ticket = ++m_findTicket;
    m_finding = true;
    const LogSearch search{ pattern, regex, caseSensitive, fromRow, forward };
    m_findWorker = std::jthread([this, ticket, journal = m_journal, rows = m_shown,
                                 search](const std::stop_token &stop) {
        const LogSearchResult result = searchRows(*journal, rows, search, stop);
        if (stop.stop_requested())
            return;
        const qint64 journalRow = result.place < 0 ? -1 : rows.at(result.place);
        QMetaObject::invokeMethod(
            this, [=, this] { finishFind(ticket, journalRow, result.wrapped, result.error); }, Qt::QueuedConnection);
    });
}

void LogModel::cancelFind()
{
    ++m_findTicket;
    m_finding = false;
    m_findWorker.request_stop();
}

void LogModel::finishFind(quint64 ticket, qint64 journalRow, bool wrapped, const QString &error)
{
    if (ticket != m_findTicket)
        return;
    m_finding = false;
    if (!error.isEmpty()) {
        Q_EMIT findFailed(error);
        return;
    }
    const int row = journalRow < 0 ? -1 : rowForJournalRow(journalRow);
    if (row >= 0 && m_shown.at(row) == journalRow)
        Q_EMIT found(row, wrapped);
    else
        Q_EMIT notFound(); // or a filter hid it in the meantime
}

void LogModel::setTimeForm(LogTimes::Form form)
{
    if (form == m_timeForm)
        return;
    m_timeForm = form;
    m_cache.setTimes(times());
    Q_EMIT headerDataChanged(Qt::Horizontal, TimeColumn, TimeColumn);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TimeColumn), index(rowCount() - 1, MessageColumn), { Qt::DisplayRole });
}

LogTimes LogModel::times() const
{
    if (m_run.startedAt())
        return { m_timeForm, toMs(*m_run.startedAt()) };
    const bool hasRows = m_rows.size() > 0 && m_rows.firstRow() < m_journal->size();
    return { m_timeForm, hasRows ? m_journal->row(m_rows.firstRow()).timeMs : 0 };
}

int LogModel::rowForJournalRow(qint64 journalRow) const
{
    const qint64 place = m_shown.lowerBound(journalRow);
    return place < m_shown.size() ? int(place) : -1;
}

} // namespace stagewatch::model
