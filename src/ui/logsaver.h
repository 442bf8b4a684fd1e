// SPDX-FileCopyrightText: Stagewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/logexport.h"
#include "ui/savelogdialog.h"

#include <QObject>
#include <QPointer>

namespace stagewatch::model {
class RunModels;
}

namespace stagewatch::ui {

class LogTable;
class SaveNotice;

/// Saves a log as a file: asks what and where, lets a worker write, and tells below the log how it goes and how it
/// ended. What was begun goes on when another run is shown. GUI thread.
class LogSaver : public QObject
{
    Q_OBJECT
public:
    /// All outlive it.
    LogSaver(const Theme &theme, LogTable &table, SaveNotice &notice, QObject *parent = nullptr);

    /// The run whose log the table shows; null for none. It outlives the saver or the next call.
    void setRun(model::RunModels *run);
    /// Opens the dialog, unless a file is being written: then the notice says so.
    void ask();

private:
    void save(const SaveLogDialog &dialog);
    void showProgress(qint64 rows, qint64 total);
    void showEnd(const model::LogExportResult &result);
    [[nodiscard]] qint64 selectedLines() const;
    [[nodiscard]] QString fileName() const;

    const Theme &m_theme;
    LogTable &m_table;
    SaveNotice &m_notice;
    QPointer<model::RunModels> m_run;
    QPointer<SaveLogDialog> m_dialog;
    model::LogExporter m_exporter;
    QString m_folder; ///< where the last file went
};

} // namespace stagewatch::ui
