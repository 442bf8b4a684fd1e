// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/logsaver.h"

#include "model/displaytext.h"
#include "model/runmodels.h"
#include "model/textform.h"
#include "ui/logtable.h"
#include "ui/savenotice.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace stagewatch::ui {

using model::TextForm;

LogSaver::LogSaver(const Theme &theme, LogTable &table, SaveNotice &notice, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
    , m_table(table)
    , m_notice(notice)
{
    connect(&m_exporter, &model::LogExporter::progressed, this, &LogSaver::showProgress);
    connect(&m_exporter, &model::LogExporter::finished, this, &LogSaver::showEnd);
    connect(&notice, &SaveNotice::cancelRequested, &m_exporter, &model::LogExporter::cancel);
}

void LogSaver::setRun(model::RunModels *run)
{
    if (m_run != run && m_dialog)
        m_dialog->reject(); // it counted the lines of another run
    m_run = run;
}

void LogSaver::ask()
{
    const auto *log = m_table.log();
    if (!m_run || !log || m_exporter.isBusy())
        return;
    if (!m_dialog) {
        if (m_folder.isEmpty())
            m_folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        if (!QFileInfo(m_folder).isDir())
            m_folder = QDir::homePath();
        const SaveLogDialog::Counts counts{ selectedLines(), log->shown().lineCount(), log->totalCount() };
        m_dialog = new SaveLogDialog(m_theme, counts, m_folder, fileName(), &m_table);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(m_dialog, &SaveLogDialog::saveRequested, this, [this] { save(*m_dialog); });
    }
    m_dialog->open();
}

// With what is folded in; where that would take long to add up, without.
qint64 LogSaver::selectedLines() const
{
    constexpr qint64 mostLooks = 100'000;
    const auto &shown = m_table.log()->shown();
    const qint64 rows = m_table.selectedCount();
    if (rows == shown.size())
        return shown.lineCount();
    if (rows > mostLooks || shown.lineCount() == shown.size())
        return rows;
    qint64 lines = 0;
    for (const auto &range : m_table.selectedRanges()) {
        for (int row = range.first; row <= range.last; ++row)
            lines += shown.at(row).lines;
    }
    return lines;
}

QString LogSaver::fileName() const
{
    QString project = m_run->run().projectId().left(80);
    // A server may call its project anything; a file name is a part of a path.
    project.replace(QRegularExpression(u"[^A-Za-z0-9._~-]|^\\."_s), u"_"_s);
    return project.isEmpty() ? u"log"_s : u"%1-%2-log"_s.arg(project).arg(m_run->number());
}

void LogSaver::save(const SaveLogDialog &dialog)
{
    const auto *log = m_table.log();
    if (!m_run || !log)
        return;
    model::LogExportJob job;
    job.journal = m_run->journal();
    job.run = m_run->rows();
    job.format = dialog.format();
    job.times = log->times();
    job.path = dialog.path();
    if (dialog.lines() != SaveLogDialog::Lines::All)
        job.shown = log->shown();
    if (dialog.lines() == SaveLogDialog::Lines::Selected) {
        job.ranges.emplace();
        for (const auto &range : m_table.selectedRanges())
            job.ranges->push_back({ range.first, range.last });
    }
    m_folder = QFileInfo(job.path).absolutePath();
    m_exporter.start(job, m_run->run());
    showProgress(0, 1);
}

void LogSaver::showProgress(qint64 rows, qint64 total)
{
    if (!m_exporter.isBusy())
        return;
    const double share = total > 0 ? qMin(1.0, double(rows) / double(total)) : 0;
    m_notice.showProgress(
        tr("Saving to %1: %2").arg(model::visibleText(m_exporter.path(), 300), TextForm::percent(share)), share);
}

void LogSaver::showEnd(const model::LogExportResult &result)
{
    const QString path = model::visibleText(m_exporter.path(), 300);
    if (!result.error.isEmpty())
        m_notice.showEnd(result.error, true);
    else if (result.cancelled)
        m_notice.showEnd(tr("Saving was cancelled; nothing was written to %1.").arg(path), false);
    else
        m_notice.showEnd(result.lines == 1 ? tr("One line was saved to %1.").arg(path)
                                           : tr("%1 lines were saved to %2.").arg(TextForm::count(result.lines), path),
                         false);
}

} // namespace stagewatch::ui
