// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logcommands.h"

#include "model/logmodel.h"
#include "model/textform.h"
#include "ui/findbar.h"
#include "ui/fulltextview.h"
#include "ui/logactions.h"
#include "ui/logtable.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::LogModel;

LogCommands::LogCommands(const Theme &theme, LogTable &table, FindBar &findBar, const LogActions &actions,
                         QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_table(table)
    , m_findBar(findBar)
    , m_actions(actions)
{
}

void LogCommands::copy(LogCopy what)
{
    const auto *log = m_table.log();
    const qint64 count = m_table.selectedCount();
    if (!log || count == 0)
        return;
    QGuiApplication::clipboard()->setText(logCopyText(*log, m_table.selectedRanges(), what));
    if (count > copiedRowsLimit)
        m_findBar.showError(
            tr("Only the first %1 of %2 lines were copied. Save the log as a file (%3) for all of them.")
                .arg(model::TextForm::count(copiedRowsLimit), model::TextForm::count(count),
                     m_actions.save->shortcut().toString(QKeySequence::NativeText)));
}

void LogCommands::openFullText(int row)
{
    const auto *log = m_table.log();
    if (!log || row < 0 || row >= log->rowCount())
        return;
    const auto index = log->index(row, 0);
    QStringList caption;
    for (const int column : { LogModel::TimeColumn, LogModel::LevelColumn, LogModel::StageColumn })
        if (const auto text = index.siblingAtColumn(column).data().toString(); !text.isEmpty())
            caption.append(text);
    if (!m_fullText)
        m_fullText = new FullTextView(m_theme, &m_table);
    m_fullText->setContent(caption.join(u"  ·  "_s), index.data(LogModel::FullTextRole).toString(),
                           index.data(LogModel::RawJsonRole).toByteArray());
    m_fullText->show();
    m_fullText->raise();
    m_fullText->activateWindow();
}

void LogCommands::showMenu(const QPoint &place)
{
    const auto index = m_table.currentIndex();
    if (!m_table.log() || !index.isValid())
        return;
    auto *menu = new QMenu(&m_table);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool several = m_table.selectedCount() > 1;
    menu->addAction(several ? tr("Copy lines") : tr("Copy line"), this, [this] { copy(LogCopy::Lines); })
        ->setShortcut(QKeySequence::Copy);
    menu->addAction(several ? tr("Copy messages") : tr("Copy message"), this, [this] { copy(LogCopy::Messages); });
    menu->addAction(tr("Copy as JSON"), this, [this] { copy(LogCopy::Json); });
    menu->addAction(m_actions.save);
    menu->addSeparator();
    menu->addAction(tr("Full text…"), this, [this, row = QPersistentModelIndex(index)] { openFullText(row.row()); });
    menu->addAction(tr("Show among the events"), this,
                    [this, row = index.data(LogModel::JournalRowRole).toLongLong()] { Q_EMIT inspectRequested(row); });
    menu->popup(m_table.viewport()->mapToGlobal(place));
}

} // namespace stagewatch::ui
