// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal/row.h"
#include "model/rowlist.h"

#include <deque>
#include <vector>

namespace stagewatch::model {

/// The rows that a log shows, each of one line or of several that were folded into one: a message that came again, a
/// progress line that was drawn anew. A few bits a row, twelve bytes more where something is folded in. Of copies only
/// one may take more.
class ShownRows
{
public:
    struct Group
    {
        qint64 first = 0; ///< journal row of the first line
        qint64 newest = 0; ///< of the last one: what is shown
        qint64 lines = 1;
    };

    ShownRows() = default; ///< that folds
    /// With `folds`, a line that repeats or redraws the one before it becomes part of that one's row.
    explicit ShownRows(bool folds)
        : m_folds(folds)
    {
    }

    /// Takes the next line of the log, in ascending order.
    void takeShown(qint64 journalRow, const journal::Row &row);
    /// The next line is hidden by a filter, or lines of another run come here: what follows is not folded over it.
    void takeBreak() { m_canFold = m_isOpen = false; }
    /// Takes what another list of the same kind holds, whose lines follow on those of this one.
    void takeAll(const ShownRows &next) { takeRest(next, takeFirst(next)); }
    /// The same in two steps: folds the first row of `next` into the last one of this list where it belongs there, and
    /// says so; then takes the other rows.
    [[nodiscard]] bool takeFirst(const ShownRows &next);
    void takeRest(const ShownRows &next, bool tookFirst);

    [[nodiscard]] qint64 size() const { return m_first.size(); } ///< rows
    [[nodiscard]] qint64 lineCount() const { return m_lines; } ///< with those that are folded in
    [[nodiscard]] Group at(qint64 place) const;
    /// The journal row whose text is shown there.
    [[nodiscard]] qint64 newestAt(qint64 place) const;
    [[nodiscard]] qint64 firstAt(qint64 place) const { return m_first.at(place); }
    /// The place of the row that a journal row is part of, or else of the first one after it; size() where none is.
    [[nodiscard]] qint64 placeOf(qint64 journalRow) const;
    /// The nearest row of level error or above, from `place` (included) on or, with step -1, back; -1: none.
    [[nodiscard]] qint64 nextAlert(qint64 place, int step) const;
    [[nodiscard]] const RowList &firstRows() const { return m_first; }
    /// The journal rows of shown lines whose text is no plain log message: errors, gaps, ends, odd ones.
    [[nodiscard]] const RowList &specialRows() const { return m_special; }
    [[nodiscard]] bool folds() const { return m_folds; }

private:
    struct Fold
    {
        quint32 place = 0;
        quint32 newest = 0;
        quint32 lines = 0;
    };
    [[nodiscard]] const Fold *foldAt(qint64 place) const;
    void foldIntoLast(qint64 newest, qint64 lines);
    void setAlert(qint64 place);

    RowList m_first;
    RowList m_special;
    std::deque<Fold> m_folded; ///< by place; never moves when it grows
    std::vector<quint64> m_alerts; ///< a bit a row, as far as the last one that is set
    qint64 m_lines = 0;
    bool m_folds = true;
    bool m_canFold = false; ///< into the last row
    bool m_isOpen = true; ///< nothing was taken yet
    bool m_leads = false; ///< the first line would have been folded, had there been one before it
};

} // namespace stagewatch::model
