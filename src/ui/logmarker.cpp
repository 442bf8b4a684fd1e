// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logmarker.h"

#include "model/displaytext.h"
#include "model/logmodel.h"
#include "model/rowcache.h"
#include "model/runmodels.h"
#include "ui/bookmarkspopover.h"
#include "ui/logdelegate.h"
#include "ui/logtable.h"
#include "ui/notepopover.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

namespace {
constexpr size_t listedMarks = 1'000; ///< whose lines are read when the list opens
}

LogMarker::LogMarker(const Theme &theme, LogTable &table, QWidget &panel, const QWidget &button)
    : QObject(&panel)
    , m_theme(theme)
    , m_table(table)
    , m_panel(panel)
    , m_button(button)
    , m_note(new NotePopover(theme, &panel))
    , m_list(new BookmarksPopover(theme, &panel))
{
    connect(&table, &LogTable::gutterClicked, this, &LogMarker::toggleRow);
    connect(m_note, &NotePopover::written, this, [this](const QString &note) {
        const qint64 row = std::exchange(m_noted, -1);
        if (m_marks && row >= 0 && (!note.isEmpty() || m_marks->has(row)))
            m_marks->set(row, note);
    });
    connect(m_note, &NotePopover::removeRequested, this, [this] {
        if (m_marks)
            m_marks->remove(std::exchange(m_noted, -1));
    });
    connect(m_list, &BookmarksPopover::chosen, this, [this](qint64 row) {
        m_list->hide();
        goTo(row);
    });
    connect(m_list, &BookmarksPopover::removeRequested, this, [this](qint64 row) {
        if (m_marks)
            m_marks->remove(row);
    });
}

void LogMarker::setRun(model::RunModels *run)
{
    if (m_run == run && run)
        return;
    m_note->hide(); // what was written goes to the run before
    m_list->hide();
    if (m_marks)
        disconnect(m_marks, nullptr, this, nullptr);
    m_run = run;
    m_marks = run && m_bookmarks ? m_bookmarks->of(run->journal()) : nullptr;
    if (m_marks)
        connect(m_marks, &model::LogMarks::changed, this, &LogMarker::onMarksChanged);
    m_table.logDelegate()->setMarks(m_marks);
    onMarksChanged();
}

void LogMarker::onMarksChanged()
{
    m_table.viewport()->update();
    if (m_list->isVisible())
        fillList();
    Q_EMIT marksChanged();
}

qint64 LogMarker::journalRowOf(int row) const
{
    const auto group = m_table.log()->shown().at(row);
    const qint64 marked = m_marks->firstIn(group.first, group.newest);
    return marked < 0 ? group.first : marked;
}

int LogMarker::rowOf(qint64 journalRow) const
{
    const auto *log = m_table.log();
    const int row = log->rowForJournalRow(journalRow);
    if (row < 0)
        return -1;
    const auto group = log->shown().at(row);
    return group.first <= journalRow && journalRow <= group.newest ? row : -1;
}

int LogMarker::currentRow()
{
    const auto current = m_table.currentIndex();
    if (m_marks && m_table.log() && current.isValid())
        return current.row();
    if (m_marks)
        Q_EMIT failed(tr("No line is chosen. Click one, or go to one with the arrow keys."));
    return -1;
}

void LogMarker::toggle()
{
    if (const int row = currentRow(); row >= 0)
        toggleRow(row);
}

void LogMarker::toggleRow(int row)
{
    if (!m_marks || !m_table.log())
        return;
    const qint64 journalRow = journalRowOf(row);
    if (!m_marks->note(journalRow).isEmpty())
        editNoteOf(row);
    else if (m_marks->has(journalRow))
        m_marks->remove(journalRow);
    else
        m_marks->set(journalRow, {});
}

void LogMarker::editNote()
{
    if (const int row = currentRow(); row >= 0)
        editNoteOf(row);
}

void LogMarker::editNoteOf(int row)
{
    m_note->hide();
    m_table.scrollTo(m_table.log()->index(row, 0));
    m_noted = journalRowOf(row);
    QRect line = m_table.visualRect(m_table.log()->index(row, LogModel::MessageColumn));
    line.moveTo(m_table.viewport()->mapTo(&m_panel, QPoint(qMax(0, line.left()), line.top())));
    m_note->edit(line, m_marks->note(m_noted), m_marks->has(m_noted));
}

void LogMarker::step(int direction)
{
    if (!m_marks || !m_table.log())
        return;
    const auto &all = m_marks->all();
    const auto current = m_table.currentIndex();
    const qint64 from = current.isValid() ? journalRowOf(current.row()) : direction > 0 ? -1 : m_run->endRow();
    const int currentRow = current.isValid() ? current.row() : -1;
    const auto tryRow = [this, currentRow](qint64 journalRow) {
        const int row = rowOf(journalRow);
        if (row < 0 || row == currentRow)
            return false;
        m_table.goTo(row);
        m_table.setFocus();
        return true;
    };
    if (direction > 0) {
        for (auto mark = all.upper_bound(from); mark != all.end(); ++mark)
            if (tryRow(mark->first))
                return;
    } else {
        for (auto mark = std::make_reverse_iterator(all.lower_bound(from)); mark != all.rend(); ++mark)
            if (tryRow(mark->first))
                return;
    }
}

void LogMarker::goTo(qint64 journalRow)
{
    const auto *log = m_table.log();
    if (!log || log->rowCount() == 0)
        return;
    const int row = log->rowForJournalRow(journalRow);
    m_table.goTo(row < 0 ? log->rowCount() - 1 : row);
    m_table.setFocus();
    if (rowOf(journalRow) < 0)
        Q_EMIT failed(tr("The filter hides the marked line; this is the next one that it shows."));
}

void LogMarker::showList()
{
    if (!m_marks || !m_table.log())
        return;
    fillList();
    m_list->openAt(QRect(m_button.mapTo(&m_panel, QPoint()), m_button.size()));
}

PopoverList::Entry LogMarker::entryOf(qint64 journalRow, const QString &note, const QString &line) const
{
    const QString time = m_table.log()->times().text(m_run->journal()->row(journalRow).timeMs);
    const QString shown = model::visibleText(note, 400);
    return note.isEmpty() ? PopoverList::Entry{ line, time, {}, journalRow }
                          : PopoverList::Entry{ shown, time, line, journalRow };
}

void LogMarker::fillList()
{
    model::RowCache texts(m_run->journal(), model::RowCache::Text::LogMessage, 1); // also of lines that are hidden
    texts.setTimes(m_table.log()->times());
    QList<PopoverList::Entry> entries;
    for (const auto &[row, note] : m_marks->all()) {
        if (size_t(entries.size()) >= listedMarks)
            break;
        if (row < m_run->journal()->size() && m_run->rows().indexOf(row) >= 0)
            entries.append(entryOf(row, note, texts.at(row).text.left(400)));
    }
    m_list->setEntries(entries);
}

} // namespace stagewatch::ui
