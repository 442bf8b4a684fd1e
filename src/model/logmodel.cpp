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
    connect(&m_searcher, &LogSearcher::progressed, this, [this] {
        Q_EMIT hitsChanged();
        answer();
        followLog();
    });
    connect(&m_searcher, &LogSearcher::failed, this, [this](const QString &sentence) {
        cancelFind();
        Q_EMIT findFailed(sentence);
    });
    sync();
}

LogModel::~LogModel()
{
    m_filterWorker = {}; // stops and joins before anything that the worker calls back is gone
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
    const qint64 journalRow = m_shown.newestAt(index.row());
    const journal::Row row = m_journal->row(journalRow);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(journalRow, row, index.column());
    case JournalRowRole:
        return m_shown.firstAt(index.row());
    case NewestRowRole:
        return journalRow;
    case FoldCountRole:
        return int(m_shown.at(index.row()).lines);
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

void LogModel::setFolding(bool folds)
{
    if (folds == m_folds)
        return;
    m_folds = folds;
    startFilter();
}

void LogModel::startFilter()
{
    const quint64 ticket = ++m_filterTicket;
    const bool wasFiltering = std::exchange(m_filtering, true);
    m_filterWorker = std::jthread([this, ticket, journal = m_journal, rows = m_rows, filter = m_filter,
                                   folds = m_folds](const std::stop_token &stop) {
        auto result = std::make_shared<FilteredRows>(filterRows(*journal, rows, filter, folds, stop));
        if (stop.stop_requested())
            return;
        QMetaObject::invokeMethod(
            this, [this, ticket, result] { finishFilter(ticket, std::move(*result)); }, Qt::QueuedConnection);
    });
    if (!wasFiltering)
        Q_EMIT filteringChanged();
}

void LogModel::finishFilter(quint64 ticket, FilteredRows &&result)
{
    if (ticket != m_filterTicket)
        return; // a newer filter is under way
    beginResetModel();
    m_shown = std::move(result.shown);
    m_candidates = result.candidates;
    m_seen = result.seen;
    m_filtering = false;
    endResetModel();
    Q_EMIT filteringChanged();
    Q_EMIT countsChanged();
    if (!m_search.pattern.isEmpty())
        startSearch(m_question ? m_question->from : 0, !m_question || m_question->forward);
    sync(); // what came while the worker ran
}

void LogModel::sync()
{
    if (m_filtering)
        return; // finishFilter() catches up
    const qint64 end = m_rows.countBelow(m_journal->size());
    if (end > rowsAtOnce && m_seen == 0) {
        startFilter();
        return;
    }
    if (end == m_seen)
        return;
    const FilteredRows fresh = filterPlaces(*m_journal, m_rows, m_seen, end, RowFilter(m_filter, *m_journal), m_folds);
    m_seen = end;
    m_candidates += fresh.candidates;
    takeFresh(fresh.shown);
    if (fresh.candidates > 0)
        Q_EMIT countsChanged();
    followLog();
}

/// The first of the new lines may belong to the last row that is shown.
void LogModel::takeFresh(const ShownRows &fresh)
{
    const int before = rowCount();
    const bool tookFirst = m_shown.takeFirst(fresh);
    if (tookFirst)
        Q_EMIT dataChanged(index(before - 1, 0), index(before - 1, ColumnCount - 1));
    const int added = int(fresh.size()) - (tookFirst ? 1 : 0);
    if (added > 0)
        beginInsertRows({}, before, before + added - 1);
    m_shown.takeRest(fresh, tookFirst);
    if (added > 0)
        endInsertRows();
}

SearchedLines LogModel::linesFrom(qint64 place) const
{
    return { m_journal, m_rows, place, m_seen, RowFilter(m_filter, *m_journal), m_shown.specialRows() };
}

void LogModel::startSearch(qint64 nearRow, bool forward)
{
    m_searched = m_seen;
    m_searcher.start(m_search, linesFrom(0), nearRow, forward);
}

void LogModel::setSearch(const LogSearch &search, int nearRow, bool forward)
{
    if (search == m_search)
        return;
    if (search.pattern.isEmpty()) {
        cancelFind();
        return;
    }
    m_search = search;
    m_question.reset();
    if (!m_filtering) { // finishFilter() begins it then
        const bool isRow = nearRow >= 0 && nearRow < rowCount();
        startSearch(isRow ? m_shown.firstAt(nearRow) : 0, forward);
    }
    Q_EMIT hitsChanged();
}

void LogModel::find(const LogSearch &search, int fromRow, bool forward)
{
    if (search.pattern.isEmpty() || rowCount() == 0) {
        cancelFind();
        QMetaObject::invokeMethod(this, &LogModel::notFound, Qt::QueuedConnection);
        return;
    }
    const int row = std::clamp(fromRow, 0, rowCount() - 1);
    setSearch(search, row, forward);
    m_question = Question{ forward ? m_shown.firstAt(row) : m_shown.newestAt(row), forward };
    QMetaObject::invokeMethod(this, &LogModel::answer, Qt::QueuedConnection);
}

void LogModel::cancelFind()
{
    m_question.reset();
    m_search = {};
    m_searcher.clear();
    Q_EMIT hitsChanged();
}

/// Searches what came since.
void LogModel::followLog()
{
    if (m_search.pattern.isEmpty() || m_filtering || m_searcher.isSearching() || m_searched >= m_seen)
        return;
    const qint64 from = std::exchange(m_searched, m_seen);
    m_searcher.extend(linesFrom(from));
}

/// Answers the question if what was found up to now allows it.
void LogModel::answer()
{
    if (!m_question || m_filtering)
        return;
    using Outcome = SearchHits::Outcome;
    auto next = hits().next(m_question->from, m_question->forward);
    const bool wraps = next.outcome == Outcome::None;
    if (wraps)
        next = hits().next(m_question->forward ? 0 : m_rows.endRow(), m_question->forward);
    if (next.outcome == Outcome::NotYetKnown)
        return;
    m_question.reset();
    if (next.outcome == Outcome::Found)
        Q_EMIT found(rowForJournalRow(next.row), wraps);
    else
        Q_EMIT notFound();
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
    const qint64 place = m_shown.placeOf(journalRow);
    return place < m_shown.size() ? int(place) : -1;
}

} // namespace stagewatch::model
