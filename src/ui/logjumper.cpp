// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logjumper.h"

#include "model/displaytext.h"
#include "model/logmodel.h"
#include "model/runmodels.h"
#include "model/textform.h"
#include "ui/gotopopover.h"
#include "ui/logtable.h"

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

LogJumper::LogJumper(const Theme &theme, LogTable &table, QWidget &panel, const QWidget &button)
    : QObject(&panel)
    , m_theme(theme)
    , m_table(table)
    , m_panel(panel)
    , m_button(button)
{
    connect(&m_search, &model::StageSearch::found, this, &LogJumper::goToJournalRow);
    connect(&m_search, &model::StageSearch::notFound, this,
            [this] { Q_EMIT failed(tr("No event of that stage came, so there is no place to go to.")); });
}

void LogJumper::setRun(model::RunModels *run)
{
    if (m_run == run)
        return;
    m_run = run;
    m_search.cancel();
    if (m_popover)
        m_popover->hide();
}

void LogJumper::ask()
{
    if (!m_run || !m_table.log())
        return;
    if (!m_popover) {
        m_popover = new GoToPopover(m_theme, &m_panel);
        connect(m_popover, &GoToPopover::textEntered, this, &LogJumper::goToTime);
        connect(m_popover, &GoToPopover::stageChosen, this, &LogJumper::goToStage);
    }
    offerStages();
    m_popover->openAt(QRect(m_button.mapTo(&m_panel, QPoint()), m_button.size()));
}

void LogJumper::offerStages()
{
    const auto times = m_table.log()->times();
    QList<PopoverList::Entry> entries;
    for (const auto &stage : m_run->run().stages()) {
        if (!stage.startedAt)
            continue;
        const QString name = stage.name.display.isEmpty() ? stage.name.id : stage.name.display;
        entries.append({ model::visibleText(name, 120), times.text(model::toMs(*stage.startedAt)), {}, stage.name.id });
    }
    m_popover->setStages(entries);
}

int LogJumper::startRow() const
{
    const auto current = m_table.currentIndex();
    if (current.isValid() && m_table.viewport()->rect().intersects(m_table.visualRect(current)))
        return current.row();
    return m_table.topRow();
}

void LogJumper::goToTime(const QString &text)
{
    const auto *log = m_table.log();
    if (!log)
        return;
    const auto timeAt = [log](qint64 row) { return log->index(int(row), 0).data(LogModel::TimeMsRole).toLongLong(); };
    const auto time = model::parseLogTime(text, log->times(), timeAt(startRow()));
    if (!time) {
        m_popover->showProblem(tr("That is neither a time nor a stage of this run. Write a time as 14:02, 14:02:51, "
                                  "2026-05-28 14:02 or, from the run's start, +12:41."));
        return;
    }
    const qint64 row = model::placeAtTime(log->rowCount(), timeAt, *time);
    m_popover->hide();
    if (log->rowCount() == 0)
        return;
    m_table.goTo(int(qMin<qint64>(row, log->rowCount() - 1)));
    m_table.setFocus();
}

void LogJumper::goToStage(const QString &stageId)
{
    if (!m_run)
        return;
    m_popover->hide();
    m_search.start(m_run->journal(), m_run->rows(), stageId);
}

void LogJumper::goToStageStart()
{
    const auto *log = m_table.log();
    if (!m_run || !log || log->rowCount() == 0)
        return;
    const auto line = log->index(startRow(), 0);
    const QString stage = line.data(LogModel::StageIdRole).toString();
    if (stage.isEmpty())
        Q_EMIT failed(tr("This line belongs to no stage."));
    else
        m_search.start(m_run->journal(), m_run->rows(), stage, line.data(LogModel::JournalRowRole).toLongLong());
}

// The transition itself is no line of the log: its place is the first shown line after it.
void LogJumper::goToJournalRow(qint64 journalRow)
{
    const auto *log = m_table.log();
    if (!log || log->rowCount() == 0)
        return;
    const int row = log->rowForJournalRow(journalRow);
    m_table.goTo(row < 0 ? log->rowCount() - 1 : row);
    m_table.setFocus();
}

} // namespace stagewatch::ui
