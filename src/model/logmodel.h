// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/journal.h"
#include "model/logfilter.h"
#include "model/logtimes.h"
#include "model/rowcache.h"
#include "model/rowlist.h"
#include "model/rowspans.h"
#include "model/run.h"

#include <QAbstractTableModel>
#include <thread>

namespace stagewatch::model {

/// A run's log as a table over the journal: four bytes of memory a shown line, the text is read when it is painted.
/// Shows log lines, errors, gaps and the run's end. Filters and searches in worker threads; GUI thread otherwise. Cells
/// are cut at 4 KiB.
class LogModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Columns { TimeColumn, LevelColumn, StageColumn, MessageColumn, ColumnCount };
    enum Roles {
        JournalRowRole = Qt::UserRole + 1, ///< qint64
        LevelRole, ///< protocol::LogLevel as int
        StageIdRole, ///< QString, as on the wire
        TimeMsRole, ///< qint64 ms since 1970 UTC
        KindRole, ///< journal::RowKind as int
        FullTextRole, ///< QString, the whole message with its line breaks, safe as plain text
        RawJsonRole ///< QByteArray, as received
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
    [[nodiscard]] qint64 hiddenCount() const { return m_candidates - m_shown.size(); } ///< lines that the filter hides
    [[nodiscard]] qint64 totalCount() const { return m_candidates; }

    /// Searches the shown lines' messages from `fromRow` (included), wrapping round once; the answer is one of the
    /// three signals. A newer search replaces the one under way. An empty pattern is notFound().
    void find(const QString &pattern, bool regex, bool caseSensitive, int fromRow, bool forward);
    void cancelFind();
    [[nodiscard]] bool isFinding() const { return m_finding; }
    /// What is shown now, as journal rows: a snapshot that a worker may read.
    [[nodiscard]] RowList shownRows() const { return m_shown; }
    /// The shown row of a journal row, or of the first one after it; -1 where there is none.
    [[nodiscard]] int rowForJournalRow(qint64 journalRow) const;

    /// How the time column says its times; the header tells which.
    void setTimeForm(LogTimes::Form form);
    /// The form, and the start of the run as it is known now.
    [[nodiscard]] LogTimes times() const;

    /// Takes the run's new rows.
    void sync();

Q_SIGNALS:
    void filteringChanged();
    void countsChanged(); ///< hiddenCount() or totalCount()
    void found(int row, bool wrapped);
    void notFound();
    void findFailed(const QString &sentence); ///< a pattern that is no regular expression, say

private:
    void startFilter();
    void finishFilter(quint64 ticket, const RowList &shown, qint64 candidates, qint64 seen);
    void finishFind(quint64 ticket, qint64 journalRow, bool wrapped, const QString &error);
    [[nodiscard]] QString stageText(const QString &id, const QString &eventsOwn) const;
    [[nodiscard]] QString cellText(qint64 journalRow, const journal::Row &row, int column) const;

    const Run &m_run;
    const RowSpans &m_rows;
    std::shared_ptr<journal::Journal> m_journal;
    mutable RowCache m_cache;
    RowList m_shown;
    qint64 m_candidates = 0; ///< lines of a log, shown or hidden, up to m_seen
    qint64 m_seen = 0; ///< places of m_rows that were taken
    LogFilter m_filter;
    LogTimes::Form m_timeForm = LogTimes::Form::Local;
    bool m_filtering = false;
    bool m_finding = false;
    quint64 m_filterTicket = 0;
    quint64 m_findTicket = 0;
    std::jthread m_filterWorker;
    std::jthread m_findWorker;
};

} // namespace stagewatch::model
