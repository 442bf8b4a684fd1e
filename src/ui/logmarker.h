// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/bookmarks.h"
#include "ui/popoverlist.h"

#include <QObject>
#include <QPointer>

namespace stagewatch::model {
class RunModels;
}

namespace stagewatch::ui {

class BookmarksPopover;
class LogTable;
class NotePopover;
class Theme;

/// The bookmarks of the log: sets them, writes notes on them, goes from one to the next, and lists them. GUI thread.
class LogMarker : public QObject
{
    Q_OBJECT
public:
    /// All outlive it. The list opens over `panel`, below `button`.
    LogMarker(const Theme &theme, LogTable &table, QWidget &panel, const QWidget &button);

    /// Where bookmarks are kept; null: nothing can be marked. Outlives the marker. Call it before setRun().
    void setBookmarks(model::Bookmarks *bookmarks) { m_bookmarks = bookmarks; }
    /// The run whose log the table shows; null for none. It outlives the marker or the next call.
    void setRun(model::RunModels *run);
    [[nodiscard]] bool isAvailable() const { return m_marks != nullptr; }
    [[nodiscard]] const model::LogMarks *marks() const { return m_marks; }

    /// Marks the current line, or takes its mark away. A note is not lost that easily: it opens instead.
    void toggle();
    void editNote();
    /// To the next (1) or previous (-1) marked line that is shown. Stays where there is none.
    void step(int direction);
    void showList();

Q_SIGNALS:
    /// A sentence on what cannot be done.
    void failed(const QString &sentence);
    /// Marks came, went or got another note.
    void marksChanged();

private:
    void toggleRow(int row);
    void editNoteOf(int row);
    void goTo(qint64 journalRow);
    void fillList();
    void onMarksChanged();
    /// The marked line of a shown row, or its first one.
    [[nodiscard]] qint64 journalRowOf(int row) const;
    /// The shown row of a marked line; -1: the filter hides it, or it is of another run.
    [[nodiscard]] int rowOf(qint64 journalRow) const;
    [[nodiscard]] int currentRow();
    [[nodiscard]] PopoverList::Entry entryOf(qint64 journalRow, const QString &note, const QString &line) const;

    const Theme &m_theme;
    LogTable &m_table;
    QWidget &m_panel;
    const QWidget &m_button;
    model::Bookmarks *m_bookmarks = nullptr;
    QPointer<model::RunModels> m_run;
    QPointer<model::LogMarks> m_marks;
    NotePopover *m_note;
    BookmarksPopover *m_list;
    qint64 m_noted = -1; ///< the journal row whose note is being written
};

} // namespace stagewatch::ui
