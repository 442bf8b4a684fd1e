// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logfilter.h"
#include "model/logsearcher.h"
#include "model/logtimes.h"
#include "model/rowcache.h"
#include "model/rowspans.h"
#include "model/run.h"
#include "model/shownrows.h"

#include <QAbstractTableModel>
#include <optional>
#include <thread>

namespace stagewatch::model {

/// A run's log as a table over the journal: a few bits of memory a shown line, the text is read when it is painted.
/// Shows log lines, errors, gaps and the run's end. While it folds, a message that came again and a progress line that
/// was drawn anew are one row with the line before: its newest state and a count. Filters and searches in worker
/// threads; GUI thread otherwise. Cells are cut at 4 KiB.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { TimeColumn, LevelColumn, StageColumn, MessageColumn, ColumnCount };
    enum Roles {
        JournalRowRole = Qt::UserRole + 1, ///< qint64; of the first line, so it stays while more are folded in
        LevelRole, ///< protocol::LogLevel as int
        StageIdRole, ///< QString, as on the wire
        TimeMsRole, ///< qint64 ms since 1970 UTC
        KindRole, ///< journal::RowKind as int
        FullTextRole, ///< QString, the whole message with its line breaks, safe as plain text
        RawJsonRole, ///< QByteArray, as received
        FoldCountRole, ///< int: the lines of this row, 1 where nothing is folded in
        NewestRowRole ///< qint64: journal row of the line that is shown, the last one of those folded in
    };

    /// `run` and `rows` must outlive it.
    LogModel(const Run &run, const RowSpans &rows, std::shared_ptr<journal::Journal> journal,
             QObject *parent = nullptr);
    ~LogModel() override;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Rebuilds the list in a worker and swaps it in by one reset; what is shown stays until then.
    void setFilter(const LogFilter &filter);
    [[nodiscard]] const LogFilter &filter() const { return m_filter; }
    [[nodiscard]] bool isFiltering() const { return m_filtering; }
    [[nodiscard]] qint64 hiddenCount() const { return m_candidates - m_shown.lineCount(); } ///< that the filter hides
    [[nodiscard]] qint64 totalCount() const { return m_candidates; } ///< lines, also those that are folded in
    /// Off at first. Rebuilds the list as a filter does.
    void setFolding(bool folds);
    [[nodiscard]] bool isFolding() const { return m_folds; }
    /// What is shown; a copy may be read in another thread.
    [[nodiscard]] const ShownRows &shown() const { return m_shown; }

    /// Looks for a pattern in the messages of all shown lines, also of those that are folded in, first around
    /// `nearRow`: hits() grows, and goes on growing with the log. Another filter begins anew. An empty pattern ends the
    /// search.
    void setSearch(const LogSearch &search, int nearRow = 0, bool forward = true);
    [[nodiscard]] const LogSearch &search() const { return m_search; }
    [[nodiscard]] const SearchHits &hits() const { return m_searcher.hits(); } ///< journal rows
    /// True until all that is there was searched.
    [[nodiscard]] bool isSearching() const { return m_searcher.isSearching(); }
    [[nodiscard]] qint64 undecidedCount() const { return m_searcher.undecidedCount(); }
    /// setSearch(), and goes to the nearest hit from `fromRow` (included) on or back, wrapping round once; the answer,
    /// as soon as it is certain, is found(), notFound() or findFailed(). A newer question replaces the one under way.
    void find(const LogSearch &search, int fromRow, bool forward);
    /// Ends the search, and the question.
    void cancelFind();
    [[nodiscard]] bool isFinding() const { return m_question.has_value(); }
    /// The shown row that a journal row is part of, or else the first one after it; -1 where there is none.
    [[nodiscard]] int rowForJournalRow(qint64 journalRow) const;
    /// The nearest row of level error or above, from `row` (included) on or, with step -1, back; -1: none. Takes
    /// microseconds, however long the log is.
    [[nodiscard]] int nextError(int row, int step) const { return int(m_shown.nextAlert(row, step)); }

    /// How the time column says its times; the header tells which.
    void setTimeForm(LogTimes::Form form);
    /// The form, and the start of the run as it is known now.
    [[nodiscard]] LogTimes times() const;

    /// Takes the run's new rows.
    void sync();

Q_SIGNALS:
    void filteringChanged();
    void countsChanged(); ///< hiddenCount() or totalCount()
    void hitsChanged(); ///< hits(), isSearching(): twenty times a second at most
    void found(int row, bool wrapped);
    void notFound();
    void findFailed(const QString &sentence); ///< a pattern that is no regular expression, say

private:
    void startFilter();
    void finishFilter(quint64 ticket, FilteredRows &&result);
    void takeFresh(const ShownRows &fresh);
    [[nodiscard]] SearchedLines linesFrom(qint64 place) const;
    void startSearch(qint64 nearRow, bool forward);
    void followLog();
    void answer();
    [[nodiscard]] QString stageText(const QString &id, const QString &eventsOwn) const;
    [[nodiscard]] QString cellText(qint64 journalRow, const journal::Row &row, int column) const;

    const Run &m_run;
    const RowSpans &m_rows;
    std::shared_ptr<journal::Journal> m_journal;
    mutable RowCache m_cache;
    ShownRows m_shown;
    bool m_folds = false;
    qint64 m_candidates = 0; ///< lines of a log, shown or hidden, up to m_seen
    qint64 m_seen = 0; ///< places of m_rows that were taken
    LogFilter m_filter;
    LogTimes::Form m_timeForm = LogTimes::Form::Local;
    bool m_filtering = false;
    quint64 m_filterTicket = 0;
    std::jthread m_filterWorker;

    /// Where the reader wants to go on from, in the journal.
    struct Question
    {
        qint64 from = 0;
        bool forward = true;
    };
    LogSearch m_search;
    std::optional<Question> m_question;
    qint64 m_searched = 0; ///< places of m_rows that were given to m_searcher
    LogSearcher m_searcher;
};

} // namespace stagewatch::model
